package dev.sluice.bench.reading;

import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import java.util.Optional;
import java.util.Set;

/** The product's extraction as it is set by default, with its child processes. A document is read if it is complete. */
final class SluiceExtraction implements DocumentReading {
    private final Extractor extractor = new Extractor(ExtractionSettings.defaults());

    @Override
    public Read read(DocumentSet.Document document) {
        Extraction extraction = extractor.extract(document.content(), Optional.of(document.name()), Optional.empty());
        return new Read(extraction.complete(), extraction.text().canonical().length());
    }

    /** Process ids of the children that live. */
    Set<Long> children() {
        return extractor.childProcesses();
    }

    @Override
    public void close() {
        extractor.close();
    }
}
