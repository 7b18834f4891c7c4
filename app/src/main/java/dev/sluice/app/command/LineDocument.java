package dev.sluice.app.command;

import dev.sluice.classifier.DocumentText;
import dev.sluice.ingest.extract.UnreadReason;
import java.util.List;
import java.util.Optional;

/** What a line of JSON names: a document, or nothing that can be used. */
sealed interface LineDocument {
    /**
     * A document and how much of it was read.
     *
     * @param number of the line, from 1
     * @param id as the line has it
     * @param text what was read
     * @param complete everything in the document was read
     * @param anythingRead some text was read
     * @param unread why parts were not read; empty exactly if complete
     */
    record Read(
            long number,
            String id,
            DocumentText text,
            boolean complete,
            boolean anythingRead,
            List<UnreadReason> unread)
            implements LineDocument {}

    /**
     * A line that cannot be used.
     *
     * @param number of the line, from 1
     * @param id if the line has one
     * @param error why, as a code
     */
    record Unusable(long number, Optional<String> id, String error) implements LineDocument {}
}
