package dev.sluice.audit;

import java.util.Optional;

/**
 * What a sequencer is doing, for a status page.
 *
 * @param phase its phase
 * @param size leaves under its last checkpoint, 0 before the first
 * @param reason for REFUSED and FAILED, a code
 */
public record SequencerState(Phase phase, long size, Optional<String> reason) {
    /** The phases of a sequencer. */
    public enum Phase {
        /** Not started, or closed. */
        STOPPED,
        /** Another sequencer of the same log is active. */
        STANDBY,
        /** It is the one that signs. */
        ACTIVE,
        /** The database and the checkpoint outside do not fit: it signs nothing until a person has looked. */
        REFUSED,
        /** Its last tick failed; the next one tries again. */
        FAILED
    }
}
