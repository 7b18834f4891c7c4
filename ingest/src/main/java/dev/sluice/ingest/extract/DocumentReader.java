package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;

/** In the child process: reads whole documents, one after the other. Knows every format; holds no state of a document. */
final class DocumentReader {
    private final ExtractionSettings settings;
    private final Detector detector = new DefaultDetector();
    private final Formats formats;
    private final PictureReader pictures;

    DocumentReader(ExtractionSettings settings) {
        this(settings, new Formats());
    }

    DocumentReader(ExtractionSettings settings, Formats formats) {
        this.settings = settings;
        this.formats = formats;
        this.pictures = new PictureReader(settings.ocr().map(Tesseract::new));
    }

    ExtractionSettings settings() {
        return settings;
    }

    Formats formats() {
        return formats;
    }

    PictureReader pictures() {
        return pictures;
    }

    /** Reads a document to its end or to its limits; only errors of the machine itself get out. */
    void read(byte[] document, Called called, FrameSink sink) {
        try {
            new Reading(this, sink).document(document, called);
        } catch (LimitReachedException | StackOverflowError e) {
            sink.failed(UnreadReason.OVER_LIMIT);
        }
    }

    /** The type by content alone, with its parameters; the stream stands at its beginning afterwards. */
    MediaType detect(TikaInputStream stream) throws IOException {
        return detector.detect(stream, new Metadata());
    }

    /** Loads what the first document would otherwise wait for. */
    void warmUp() {
        Collected warm = new Collected(settings);
        for (String sample : WarmUp.SAMPLES) {
            byte[] bytes = sample.getBytes(StandardCharsets.ISO_8859_1);
            new Reading(this, warm).embedded(bytes, "", Optional.empty(), Origin.ATTACHED, 1);
        }
        for (byte[] sample : WarmUp.packages()) {
            new Reading(this, warm).embedded(sample, "", Optional.empty(), Origin.ATTACHED, 1);
        }
    }
}
