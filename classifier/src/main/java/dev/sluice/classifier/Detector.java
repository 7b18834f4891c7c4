package dev.sluice.classifier;

import java.util.regex.Pattern;

/**
 * One detector as it was when it ran.
 *
 * @param name the recognizer's or model's name
 * @param version its version
 * @param digest SHA-256 in lower-case hex over its data
 */
public record Detector(String name, String version, String digest) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if name or version are blank or the digest is not a SHA-256 in lower-case hex
     */
    public Detector {
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("Detector: expected a name and a version, found a blank one");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("Detector " + name + ": expected 64 hex digits as digest");
        }
    }
}
