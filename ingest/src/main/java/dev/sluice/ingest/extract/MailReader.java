package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.Parser;

/** Reads mail messages; one of several parts must end with its closing boundary. */
final class MailReader extends TikaReader {
    private static final Pattern HEAD_END = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?im)^Content-Type:\\s*multipart/[^\\n]*(?:\\n[ \\t][^\\n]*){0,10}?boundary=\"?([^\"\\r\\n;]{1,200})");
    private static final Pattern ENCRYPTED = Pattern.compile(
            "(?im)^Content-Type:\\s*(?:multipart/encrypted|application/(?:x-)?pkcs7-mime[^\\n]*enveloped)");

    MailReader(Parser parser) {
        super(parser, true);
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        String raw = new String(content, StandardCharsets.ISO_8859_1);
        Matcher end = HEAD_END.matcher(raw);
        String head = end.find() ? raw.substring(0, end.start()) : raw;
        Matcher boundary = BOUNDARY.matcher(head);
        boolean truncated = boundary.find() && !raw.contains("--" + boundary.group(1) + "--");
        if (truncated) {
            reading.unreadable(place.path(), UnreadReason.TRUNCATED);
        }
        if (ENCRYPTED.matcher(head).find()) {
            reading.unreadable(place.path(), UnreadReason.ENCRYPTED);
        }
        return super.read(content, type, place, reading, origin);
    }
}
