package dev.sluice.app.command;

import dev.sluice.ingest.query.DocumentStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * What became of one file.
 *
 * @param path as it is shown
 * @param status empty for a file that could not be read, or has no document yet
 * @param without the state where there is no status
 * @param duplicate whether it had been processed before and the stored outcome is shown
 */
record ProcessOutcome(String path, Optional<DocumentStatus> status, String without, boolean duplicate) {
    /** The offset repeats an earlier document's id with something else; that document's outcome is not its own. */
    private static final String CONFLICT = "CONFLICT";

    /** The state of what was published and has no document yet. */
    static final String NOT_TAKEN = "WAITING(INTAKE)";

    /** One that is known. */
    static ProcessOutcome of(String path, DocumentStatus status, boolean duplicate) {
        return new ProcessOutcome(path, Optional.of(status), NOT_TAKEN, duplicate);
    }

    /** One that was published and has not ended, as far as it is known. */
    static ProcessOutcome open(String path, Optional<DocumentStatus> status) {
        return new ProcessOutcome(path, status, NOT_TAKEN, false);
    }

    /** A file that was not published. */
    static ProcessOutcome failed(String path, String reason) {
        return new ProcessOutcome(path, Optional.empty(), "FAILED(" + reason + ")", false);
    }

    /** The line of the contract. */
    SequencedMap<String, Object> row() {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("path", path);
        row.put(
                "documentId",
                status.flatMap(DocumentStatus::documentId).map(UUID::toString).orElse(null));
        row.put("mediaType", status.flatMap(DocumentStatus::mediaType).orElse(null));
        row.put("complete", status.map(DocumentStatus::complete).orElse(false));
        row.put("unread", status.map(DocumentStatus::unread).orElse(List.of()));
        row.put("categories", status.map(DocumentStatus::categories).orElse(List.of()));
        row.put("cleared", status.map(DocumentStatus::cleared).orElse(false));
        row.put("route", status.flatMap(DocumentStatus::route).orElse("WITHHELD"));
        row.put("policies", status.map(DocumentStatus::policies).orElse(List.of()));
        row.put("endpoint", status.flatMap(DocumentStatus::endpoint).orElse(null));
        row.put("state", state());
        row.put("duplicate", duplicate || status.map(DocumentStatus::duplicate).orElse(false));
        row.put("ms", status.map(DocumentStatus::milliseconds).orElse(0L));
        return row;
    }

    /** The attempt's state with its reason, or what the message ended as. */
    String state() {
        if (status.isEmpty()) {
            return without;
        }
        DocumentStatus known = status.get();
        if (known.outcome().equals(CONFLICT)) {
            return CONFLICT;
        }
        String state = known.state().orElse(known.outcome());
        Optional<String> reason = known.state().isPresent() ? known.reason() : known.outcomeReason();
        return reason.filter(code -> !code.isBlank())
                .filter(code -> !state.equals("COMPLETED"))
                .map(code -> state + "(" + code + ")")
                .orElse(state);
    }

    /** Whether it ended, and not by a failure. */
    boolean endedWell() {
        return status.filter(DocumentStatus::ended)
                .filter(known -> !known.outcome().equals(CONFLICT))
                .flatMap(known -> known.state().or(() -> Optional.of(known.outcome())))
                .filter(state -> !state.equals("FAILED") && !state.equals("QUARANTINED"))
                .isPresent();
    }
}
