package dev.sluice.ingest.batch;

import dev.sluice.classifier.DocumentText;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a prepared item holds in memory until it is written, in bytes: its message, its content and its text. */
final class Weight {
    private static final int BYTES_OF_A_CHAR = 2;

    private Weight() {}

    static long bytes(Prepared item) {
        return switch (item) {
            case Prepared.NoRecord none -> 0;
            case Prepared.Refused refused -> message(refused.arrival());
            case Prepared.Known known -> message(known.arrival());
            case Prepared.NewDocument document ->
                message(document.arrival())
                        + document.incoming().content().length
                        + document.incoming().parameters().length
                        + text(document.evaluation());
            case Prepared.Repeated again -> text(again.evaluation());
        };
    }

    private static long message(Arrival arrival) {
        ConsumerRecord<byte[], byte[]> message = arrival.message();
        return message.value() == null ? 0 : message.value().length;
    }

    private static long text(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Decided decided -> text(decided.text());
            case Evaluation.Failed failed -> 0;
        };
    }

    private static long text(DocumentText text) {
        return text.segments().stream()
                        .mapToLong(segment -> segment.text().length())
                        .sum()
                * BYTES_OF_A_CHAR;
    }
}
