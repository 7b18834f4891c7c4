package dev.sluice.classifier.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Quoted-printable (RFC 2045 §6.7): {@code =40} for a character, an equals sign at a line's end for nothing. */
final class QuotedPrintable {
    private QuotedPrintable() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.at(i) != '=' || i + 1 >= length) {
                continue;
            }
            int end = softBreak(text, i);
            String plain = "";
            if (end < 0) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                end = i;
                while (end + 2 < length && text.at(end) == '=' && octet(text, end + 1) >= 0) {
                    bytes.write(octet(text, end + 1));
                    end += 3;
                }
                plain = bytes.toString(StandardCharsets.UTF_8);
                if (end == i
                        || plain.codePoints()
                                .anyMatch(c -> c == 0xFFFD || c < 32 && c != '\t' && c != '\n' && c != '\r')) {
                    continue;
                }
            }
            writer = writer == null ? new Reading.Writer(reading) : writer;
            NormalText normal = NormalText.of(plain, 0, plain.length());
            writer.put(normal.slice(0, normal.length()), i, end);
            i = end - 1;
        }
        return writer == null ? reading : writer.done();
    }

    private static int softBreak(NormalText text, int i) {
        int next = text.at(i + 1) == '\r' ? i + 2 : i + 1;
        boolean follows = i > 0 && text.at(i - 1) != '=';
        return follows && next < text.length() && text.at(next) == '\n' ? next + 1 : -1;
    }

    private static int octet(NormalText text, int i) {
        int high = digit(text.at(i));
        int low = digit(text.at(i + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
