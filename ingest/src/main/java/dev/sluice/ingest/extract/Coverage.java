package dev.sluice.ingest.extract;

import java.util.List;

/** The account of a document: every part of it, and whether it was read. Never empty. */
public record Coverage(List<CoveragePart> parts) {
    /** @throws IllegalArgumentException if there is no part: an account of nothing would look complete */
    public Coverage {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a coverage has at least one part");
        }
    }

    /** Whether every part that could hold text was read. */
    public boolean complete() {
        return parts.stream().noneMatch(part -> part.state() == PartState.UNREAD);
    }

    /** The reasons of the unread parts, each once, in the order of {@link UnreadReason}. */
    public List<UnreadReason> unread() {
        return parts.stream()
                .<UnreadReason>mapMulti((part, sink) -> {
                    UnreadReason reason = part.reason();
                    if (reason != null) {
                        sink.accept(reason);
                    }
                })
                .distinct()
                .sorted()
                .toList();
    }
}
