package dev.sluice.app.evaluation;

import java.util.SortedMap;

/**
 * Under what a run measured.
 *
 * @param bundle name and version of the policy bundle
 * @param bundleDigest its digest
 * @param detectorsDigest digest of all detectors
 * @param modelSha256 SHA-256 of the token classifier's network
 * @param words by which words, beside the built-in ones, documents said what must happen to them
 * @param wallNanos time that the whole run took
 * @param threads how many documents were worked on at once
 */
record RunConditions(
        String bundle,
        String bundleDigest,
        String detectorsDigest,
        String modelSha256,
        SortedMap<String, String> words,
        long wallNanos,
        int threads) {}
