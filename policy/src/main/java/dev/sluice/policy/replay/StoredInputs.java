package dev.sluice.policy.replay;

import dev.sluice.policy.Canonical;
import dev.sluice.policy.DecisionInputs;

/**
 * Inputs as they are stored.
 *
 * @param canonical their bytes
 * @param digest SHA-256 that was stored with them, lower-case hex
 */
public record StoredInputs(byte[] canonical, String digest) {
    /** Copies the bytes. */
    public StoredInputs {
        canonical = canonical.clone();
    }

    /** A copy of the bytes. */
    @Override
    public byte[] canonical() {
        return canonical.clone();
    }

    /** Whether the bytes are those that the digest is of. */
    public boolean isIntact() {
        return Canonical.sha256(canonical).equals(digest);
    }

    /**
     * What they say.
     *
     * @throws DecisionInputs.UnreadableException if they are not what this version writes
     */
    public DecisionInputs read() {
        return DecisionInputs.read(canonical);
    }
}
