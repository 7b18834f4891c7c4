package dev.sluice.policy.replay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What another bundle would decide about documents that were decided on.
 *
 * @param bundle name and version of that bundle
 * @param digest its digest
 * @param since newest decisions of then or later were looked at
 * @param decidedAt the moment at which the bundle was asked; documents have as much time left as they had
 * @param documents that were looked at
 * @param unchanged same route, same preferred endpoint
 * @param changed another route or endpoint
 * @param newlyExternal of them, let outside and not before
 * @param again need classification again: nothing is said about them
 * @param againAtMostExternal of these, how many would newly be let outside if nothing more were found in them; those that
 *     are incomplete never are
 * @param withoutInputs decided before inputs were stored, or with inputs that cannot be read
 * @param changes every change from every side, the newly external first
 * @param examples some of the documents that would newly be let outside
 */
public record SimulationReport(
        String bundle,
        String digest,
        Instant since,
        Instant decidedAt,
        long documents,
        long unchanged,
        long changed,
        long newlyExternal,
        long again,
        long againAtMostExternal,
        long withoutInputs,
        List<Change> changes,
        List<UUID> examples) {
    /** Copies its lists. */
    public SimulationReport {
        changes = List.copyOf(changes);
        examples = List.copyOf(examples);
    }

    /** Those seen from one side. */
    public List<Change> changes(Change.By by) {
        return changes.stream().filter(change -> change.by() == by).toList();
    }

    /** What a reader has to know about the figures. */
    public List<String> notes() {
        return List.of(
                "Counted is the newest decision of each document. Slots of the bundle are filled as they were for that decision,"
                        + " the same endpoints are unavailable, dates are those of the day of this report.",
                "Categories are those that were found then: other recognizers, word lists and allow entries of the bundle show"
                        + " only when documents are classified again.",
                "Nothing was changed. A rerun lets nothing newly out without a second person.");
    }
}
