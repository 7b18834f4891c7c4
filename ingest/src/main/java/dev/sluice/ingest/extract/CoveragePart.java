package dev.sluice.ingest.extract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the account of what was read.
 *
 * @param path where the part stands in the structure ("page/3", "sheet/2", "attachment/2/image/1"), empty for the document itself;
 *     never a file name
 * @param reason why it is unread; null in every other state
 */
public record CoveragePart(
        String path,
        PartKind kind,
        PartState state,
        @Nullable UnreadReason reason) {
    /** @throws IllegalArgumentException if the path is not structural, or state and reason contradict each other */
    public CoveragePart {
        Objects.requireNonNull(kind, "kind");
        if ((Objects.requireNonNull(state, "state") == PartState.UNREAD) != (reason != null)) {
            throw new IllegalArgumentException("a reason is given exactly for an unread part: " + state);
        }
        if (!StructuralPath.isValid(path)) {
            throw new IllegalArgumentException("not a structural path");
        }
    }

    static CoveragePart of(String path, PartKind kind, PartState state) {
        return new CoveragePart(path, kind, state, null);
    }

    static CoveragePart unread(String path, PartKind kind, UnreadReason reason) {
        return new CoveragePart(path, kind, PartState.UNREAD, reason);
    }
}
