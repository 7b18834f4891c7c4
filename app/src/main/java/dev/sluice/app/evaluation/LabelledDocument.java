package dev.sluice.app.evaluation;

import dev.sluice.classifier.DocumentText;
import java.util.List;

/**
 * One line of a corpus.
 *
 * @param bytes length of the text in UTF-8
 * @param spans in the order of their start
 */
record LabelledDocument(
        String id,
        SourceKey key,
        LabelQuality quality,
        Expectation expectation,
        DocumentText text,
        long bytes,
        List<GoldSpan> spans) {
    LabelledDocument {
        spans = List.copyOf(spans);
    }
}
