package dev.sluice.ingest.extract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.config.ServiceLoader;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.external.CompositeExternalParser;
import org.apache.tika.parser.external.ExternalParser;
import org.apache.tika.parser.ocr.TesseractOCRParser;

/** Reads types that no reader is known to read whole as far as Tika goes; they stay unread whatever it finds. */
final class OtherReader implements PartReader {
    private static final class Fallback {
        static final TikaReader READER = new TikaReader(
                new DefaultParser(
                        MediaTypeRegistry.getDefaultRegistry(),
                        new ServiceLoader(),
                        List.of(TesseractOCRParser.class, CompositeExternalParser.class, ExternalParser.class)),
                false);
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        if (Formats.isFont(type)) {
            return font(content, place, reading);
        }
        if (type.equals(MediaType.OCTET_STREAM)) {
            return Optional.of(hasNoControls(content) ? UnreadReason.CHARSET : UnreadReason.UNKNOWN_TYPE);
        }
        return Fallback.READER.read(content, type, place, reading, origin);
    }

    /** A font in a document says little beside its shapes, as long as it is one to its end; by itself it is no document. */
    private static Optional<UnreadReason> font(byte[] content, Place place, Reading reading) {
        Set<String> texts = new LinkedHashSet<>();
        boolean whole = FontFile.look(content, texts::add);
        TikaReader.emit(String.join("\n", texts), place, reading);
        if (!whole) {
            return Optional.of(FontFile.begins(content) ? UnreadReason.DAMAGED : UnreadReason.UNSUPPORTED);
        }
        if (place.kind() == PartKind.DOCUMENT) {
            return Optional.of(UnreadReason.UNSUPPORTED);
        }
        if (texts.isEmpty()) {
            reading.sink().noText(place.path(), place.kind());
        } else {
            reading.sink().read(place.path(), place.kind());
        }
        return Optional.empty();
    }

    private static boolean hasNoControls(byte[] content) {
        for (byte b : content) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }
}
