package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.Parser;

/** Reads mail messages; one of several parts must end with its closing boundary. */
final class MailReader extends TikaReader {
    private static final Pattern HEAD_END = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?im)^Content-Type:\\s*multipart/[^\\n]*(?:\\n[ \\t][^\\n]*){0,10}?boundary=\"?([^\"\\r\\n;]{1,200})");
    private static final Pattern ENCRYPTED = Pattern.compile(
            "(?im)^Content-Type:\\s*(?:multipart/encrypted|application/(?:x-)?pkcs7-mime[^\\n]*enveloped)");

    private static final Pattern FORMAL =
            Pattern.compile("(?i)Content-(?:Type|Disposition|Transfer-Encoding|ID|Length|MD5)|MIME-Version");
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/=]+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");
    private static final MimeConfig ANY_LENGTH = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .build();

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

    /**
     * What stands before the first part, after the last and in the headers of parts, which mail programs don't show and
     * the parser doesn't give. A message inside this one is read by itself.
     */
    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) throws Exception {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        MimeTokenStream mail = new MimeTokenStream(ANY_LENGTH);
        mail.setRecursionMode(RecursionMode.M_NO_RECURSE);
        mail.parse(new ByteArrayInputStream(content));
        Optional<UnreadReason> failed = Optional.empty();
        for (EntityState state = mail.getState(); state != EntityState.T_END_OF_STREAM; state = mail.next()) {
            switch (state) {
                case T_FIELD -> {
                    String name = mail.getField().getName();
                    leftOut.look(
                            FORMAL.matcher(name).matches()
                                    ? MailField.written(name, body(mail.getField()))
                                    : name + ": " + body(mail.getField()));
                }
                case T_BODY -> {
                    String type = mail.getBodyDescriptor().getMimeType();
                    if (type.equalsIgnoreCase("message/partial")) {
                        failed = Optional.of(UnreadReason.TRUNCATED);
                    } else if (type.equalsIgnoreCase("message/external-body")) {
                        failed = Optional.of(UnreadReason.UNSUPPORTED);
                    } else if ("base64"
                            .equalsIgnoreCase(mail.getBodyDescriptor().getTransferEncoding())) {
                        List<String> lines = text(mail.getInputStream().readAllBytes())
                                .lines()
                                .map(String::strip)
                                .toList();
                        leftOut.look(notEncoded(lines));
                        failed = goesOn(lines) ? Optional.of(UnreadReason.DAMAGED) : failed;
                    }
                }
                case T_PREAMBLE, T_EPILOGUE ->
                    leftOut.look(text(mail.getInputStream().readAllBytes()));
                default -> {}
            }
        }
        String path = StructuralPath.child(place.path(), "other");
        reading.sink().segment(path, "headers and text between parts", leftOut.text());
        EncodedContent.look(leftOut.text(), path, reading.sink());
        return failed;
    }

    /** Whether base64 goes on behind its padding, where the parser stops and some mail programs don't. */
    private static boolean goesOn(List<String> lines) {
        boolean ended = false;
        for (String line : lines) {
            if (ENCODED.matcher(line).matches()
                    && (ended || !BASE64.matcher(line).matches())) {
                return true;
            }
            ended |= line.endsWith("=");
        }
        return false;
    }

    /** Lines among base64 that are none, or stand behind its end, such as what mailing lists add; decoders drop them. */
    private static String notEncoded(List<String> body) {
        StringBuilder lines = new StringBuilder();
        boolean ended = false;
        for (String line : body) {
            if (ended || !BASE64.matcher(line).matches()) {
                lines.append(line).append('\n');
            }
            ended |= line.endsWith("=");
        }
        return lines.toString();
    }

    /** Text that no header describes. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String body(Field field) {
        return DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT);
    }
}
