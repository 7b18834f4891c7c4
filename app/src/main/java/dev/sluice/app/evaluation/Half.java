package dev.sluice.app.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The halves of the labelled documents: a threshold is chosen on one and looked at on the other. */
enum Half {
    CALIBRATION,
    TEST;

    /** Always the same for an id: the lowest bit of the first byte of its SHA-256. */
    static Half of(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return (digest[0] & 1) == 0 ? CALIBRATION : TEST;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }
}
