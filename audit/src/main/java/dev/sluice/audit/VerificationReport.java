package dev.sluice.audit;

import dev.sluice.audit.verify.Checkpoint;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param leaves leaves whose bodies were hashed again
 * @param unsequenced events that are committed and wait for their leaf; they are no problem, and not proved either
 * @param checkpoint the newest checkpoint of the database; null when there is none that can be read
 * @param key the verifier key against which it was checked, in C2SP form
 * @param unchecked signatures of keys that are not known here; they were not verified, and prove nothing
 * @param problems the first hundred
 * @param problemCount all of them
 * @param took how long it took
 */
public record VerificationReport(
        long leaves,
        long unsequenced,
        @Nullable Checkpoint checkpoint,
        String key,
        int unchecked,
        List<Problem> problems,
        long problemCount,
        Duration took) {
    /** Copies the list. */
    public VerificationReport {
        problems = List.copyOf(problems);
        if (problemCount < problems.size()) {
            throw new IllegalArgumentException("there cannot be fewer problems than are listed");
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param kind what
     * @param leaf at which leaf, or the first leaf it can be at; null when it is about none
     * @param eventId the event, where it is known
     * @param message in words
     */
    public record Problem(
            ProblemKind kind, @Nullable Long leaf, @Nullable UUID eventId, String message) {}

    /** What can be wrong. */
    public enum ProblemKind {
        /** The stored body does not have the hash of its leaf. */
        BODY_EDITED,
        /** A column beside the body says something else than the body. */
        COLUMN_EDITED,
        /** There is a leaf and no event. */
        EVENT_MISSING,
        /** There is an event that should have a leaf and has none: inserted later, or its leaf was deleted. */
        EVENT_WITHOUT_LEAF,
        /** A leaf index is missing. */
        LEAF_MISSING,
        /** There are leaves that no checkpoint covers. */
        LEAF_WITHOUT_CHECKPOINT,
        /** A leaf's hash is another one in its tile. */
        LEAF_DIFFERS_FROM_TILE,
        /** A stored tile is not what its leaves give, or is missing, or is one too many. */
        TILE_EDITED,
        /** The tree over the bodies does not have the root of a checkpoint. */
        ROOT_DIFFERS,
        /** A checkpoint cannot be read or is not what its columns say. */
        CHECKPOINT_EDITED,
        /** The newest checkpoint is not signed by the key. */
        SIGNATURE_INVALID,
        /** The checkpoint outside is ahead of the database. */
        ROLLED_BACK,
        /** The checkpoint outside is of another tree. */
        OUTSIDE_DIFFERS,
        /** The checkpoint outside cannot be read or is not signed by the key. */
        OUTSIDE_FORGED,
        /** There is no checkpoint outside though leaves are signed. */
        OUTSIDE_MISSING
    }

    /** Whether nothing is wrong. */
    public boolean intact() {
        return problemCount == 0;
    }

    /** The lowest leaf at which something is wrong. */
    public OptionalLong firstBadLeaf() {
        return problems.stream()
                .map(Problem::leaf)
                .filter(leaf -> leaf != null)
                .mapToLong(leaf -> leaf)
                .min();
    }

    /** The finding in one line, which claims no more than was shown. */
    public String statement() {
        if (!intact()) {
            OptionalLong first = firstBadLeaf();
            return "NOT INTACT: " + problemCount + (problemCount == 1 ? " problem" : " problems")
                    + (first.isPresent() ? ", first bad leaf " + first.getAsLong() : "");
        }
        if (checkpoint == null) {
            return "nothing is signed yet";
        }
        String shown = "intact against this machine's own key only";
        return switch (unchecked) {
            case 0 -> shown;
            case 1 -> shown + "; 1 signature of an unknown key was not checked";
            default -> shown + "; " + unchecked + " signatures of unknown keys were not checked";
        };
    }
}
