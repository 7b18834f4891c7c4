package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.util.Optional;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** Reads plain text inside other documents, and what looked like markup but is plain text after all. */
final class DecodedTextReader implements PartReader {
    private final @Nullable Charset declared;

    DecodedTextReader() {
        this.declared = null;
    }

    DecodedTextReader(Charset declared) {
        this.declared = declared;
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin) {
        Optional<String> text = PlainText.decode(content, declared);
        if (text.isEmpty()) {
            return Optional.of(UnreadReason.CHARSET);
        }
        PlainText.read(
                text.get(),
                place.path(),
                place.kind(),
                place.context(),
                Optional.of(place.context()),
                Optional.empty(),
                reading.settings().maxTextChars(),
                reading.sink());
        return Optional.empty();
    }
}
