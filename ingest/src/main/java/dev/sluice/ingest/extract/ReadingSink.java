package dev.sluice.ingest.extract;

/** Takes what is read, in document order: in the child process it writes frames, in the parent it collects. */
interface ReadingSink {
    /** The document's own media type; called at most once. */
    void mediaType(String mediaType);

    /** @throws LimitReachedException if the document has had its number of parts */
    void part(CoveragePart part);

    /**
     * Adds a segment; blank ones may be dropped.
     *
     * @throws LimitReachedException if the document has had its amount of text
     */
    void segment(String path, String context, CharSequence text);

    default void read(String path, PartKind kind) {
        part(CoveragePart.of(path, kind, PartState.READ));
    }

    default void noText(String path, PartKind kind) {
        part(CoveragePart.of(path, kind, PartState.NO_TEXT));
    }

    default void unread(String path, PartKind kind, UnreadReason reason) {
        part(CoveragePart.unread(path, kind, reason));
    }
}
