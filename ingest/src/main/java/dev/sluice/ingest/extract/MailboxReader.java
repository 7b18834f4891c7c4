package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.parser.Parser;

/** Reads mailboxes, and the lines between their messages, which name a sender each and which the parser drops. */
final class MailboxReader extends TikaReader {
    private static final Pattern BETWEEN = Pattern.compile("(?m)^From [^\\r\\n]*+");

    MailboxReader(Parser parser) {
        super(parser, true);
    }

    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        Matcher line = BETWEEN.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (line.find()) {
            leftOut.look(new String(line.group().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        String path = StructuralPath.child(place.path(), "other");
        reading.sink().segment(path, "lines between messages", leftOut.text());
        EncodedContent.look(leftOut.text(), path, reading.sink());
        return Optional.empty();
    }
}
