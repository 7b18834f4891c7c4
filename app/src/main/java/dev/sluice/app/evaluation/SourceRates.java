package dev.sluice.app.evaluation;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a source is held to.
 *
 * @param sensitive documents that must be held
 * @param leaked how many of them were cleared
 * @param clean documents that must be cleared
 * @param overBlocked how many of them were held
 * @param apart documents that count neither way
 * @param degraded how many of all these were not looked at whole
 * @param spans labelled spans by type, and how many of them a finding of an accepted type overlaps
 */
record SourceRates(
        long sensitive,
        long leaked,
        long clean,
        long overBlocked,
        long apart,
        long degraded,
        Map<String, Share> spans) {
    static final SourceRates NOTHING = new SourceRates(0, 0, 0, 0, 0, 0, Map.of());

    SourceRates {
        spans = Map.copyOf(spans);
        if (leaked < 0
                || leaked > sensitive
                || overBlocked < 0
                || overBlocked > clean
                || apart < 0
                || degraded < 0
                || degraded > sensitive + clean + apart) {
            throw new IllegalArgumentException("SourceRates: expected at most as many wrong as there are, found "
                    + leaked + " of " + sensitive + ", " + overBlocked + " of " + clean + " and " + degraded + " of "
                    + (sensitive + clean + apart));
        }
    }

    long documents() {
        return sensitive + clean + apart;
    }

    Share leaks() {
        return new Share(leaked, sensitive);
    }

    Share overBlocks() {
        return new Share(overBlocked, clean);
    }

    Share degradedDocuments() {
        return new Share(degraded, documents());
    }

    /** Spans in the order of their types. */
    SortedMap<String, Share> spansByType() {
        return new TreeMap<>(spans);
    }

    static Share leaks(Collection<SourceRates> all) {
        return new Share(
                all.stream().mapToLong(SourceRates::leaked).sum(),
                all.stream().mapToLong(SourceRates::sensitive).sum());
    }

    static Share overBlocks(Collection<SourceRates> all) {
        return new Share(
                all.stream().mapToLong(SourceRates::overBlocked).sum(),
                all.stream().mapToLong(SourceRates::clean).sum());
    }
}
