package dev.sluice.ingest.batch;

import dev.sluice.policy.Declarations;
import java.util.Optional;

/**
 * What is extracted, classified and decided: a document's bytes with what was declared about it.
 *
 * @param source CloudEvents source, or empty where none is known; only allow entries ask for it
 */
@SuppressWarnings("ArrayRecordComponent")
record Subject(
        byte[] content,
        byte[] parameters,
        Optional<String> contentType,
        Optional<String> fileName,
        String source,
        Declarations declared,
        Origins.Raise raise) {

    @Override
    public String toString() {
        return "Subject[" + content.length + " bytes]";
    }
}
