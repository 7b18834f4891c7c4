package dev.sluice.classifier.pattern;

/** Text in base64 and base64url (RFC 4648), also compressed, over several lines, and in hexadecimal of several manners. */
final class EncodedRuns {
    static final int SHORTEST = 12;
    static final int SHORTEST_HEX = 6;
    private static final int WRAPPED_LINE = 40;
    private static final int LONGEST_INDENT = 16;

    private EncodedRuns() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        int length = text.length();
        for (int i = 0; i < length; ) {
            char c = text.at(i);
            if (!Units.isBase64(c)) {
                i++;
                continue;
            }
            int end = runEnd(text, i);
            int hexEnd = HexRun.end(text, i);
            String plain = "";
            int to = end;
            if (hexEnd > 0) {
                plain = EncodedBytes.text(HexRun.bytes(text, i, hexEnd), true).text();
                to = hexEnd;
            }
            if (plain.isEmpty() && end - i >= SHORTEST && looksEncoded(text, i, end)) {
                int wrapped = end - i >= WRAPPED_LINE ? wrappedEnd(text, end) : end;
                EncodedBytes.Decoded decoded = EncodedBytes.base64(text, i, wrapped);
                plain = decoded.text();
                if (plain.isEmpty() && wrapped == end) {
                    int slash = start(text, i, end);
                    plain = slash > i ? EncodedBytes.base64(text, slash, end).text() : plain;
                }
                to = wrapped;
                if (decoded.isDoubtful()) {
                    doubts.add(text, i, to);
                }
            }
            if (!plain.isEmpty()) {
                writer = writer == null ? new Reading.Writer(reading) : writer;
                NormalText normal = NormalText.of(plain, 0, plain.length());
                writer.put(normal.slice(0, normal.length()), i, to);
            }
            i = plain.isEmpty() ? Math.max(to, end) : to;
        }
        return writer == null ? reading : writer.done();
    }

    private static int runEnd(NormalText text, int from) {
        int end = from;
        while (end < text.length() && Units.isBase64(text.at(end))) {
            end++;
        }
        while (end < text.length() && text.at(end) == '=') {
            end++;
        }
        return end;
    }

    /** Behind a path or a key that is glued to the encoded value. */
    private static int start(NormalText text, int from, int end) {
        for (int i = from; i < end - SHORTEST && i - from < 64; i++) {
            if (text.at(i) == '/' || text.at(i) == '_') {
                return i + 1;
            }
        }
        return from;
    }

    /** Lines of some length follow each other, the last may be shorter. */
    private static int wrappedEnd(NormalText text, int firstEnd) {
        int end = firstEnd;
        while (end < text.length()) {
            int next = end;
            int breaks = 0;
            while (next < text.length() && next - end < LONGEST_INDENT && text.at(next) <= ' ') {
                breaks += text.at(next) == '\n' ? 1 : 0;
                next++;
            }
            int lineEnd =
                    breaks == 1 && next < text.length() && Units.isBase64(text.at(next)) ? runEnd(text, next) : -1;
            if (lineEnd < 0 || !endsLine(text, lineEnd) || text.at(end - 1) == '=') {
                return end;
            }
            end = lineEnd;
            if (lineEnd - next < WRAPPED_LINE) {
                return end;
            }
        }
        return end;
    }

    private static boolean endsLine(NormalText text, int end) {
        return end == text.length() || "\r\n\"'<)`,;".indexOf(text.at(end)) >= 0;
    }

    /** Capitals and small letters, or digits, in a way that words and names of programs seldom have. */
    private static boolean looksEncoded(NormalText text, int from, int end) {
        int upper = 0;
        int lower = 0;
        int digits = 0;
        for (int i = from; i < end; i++) {
            char c = text.at(i);
            upper += c >= 'A' && c <= 'Z' ? 1 : 0;
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return upper > 1 && (lower > 1 || digits > 1) && upper + lower + digits > (end - from) * 3 / 4;
    }

    /** Pairs of hexadecimal digits: unbroken, or with the same sign between them, with or without {@code 0x}. */
    static final class HexRun {
        private HexRun() {}

        /** One past the run that begins here, or -1. */
        static int end(NormalText text, int from) {
            if (!Units.isHexadecimal(text.at(from)) || from + 2 * SHORTEST_HEX > text.length()) {
                return -1;
            }
            int prefix = text.at(from) == '0' && (text.at(from + 1) | 32) == 'x' ? 2 : 0;
            int end = digitsEnd(text, from + prefix);
            int size = end - from - prefix;
            if (size % 2 != 0 || size == 0) {
                return -1;
            }
            if (size > 8) {
                return size >= 2 * SHORTEST_HEX ? end : -1;
            }
            int sign = end;
            while (sign < text.length() && sign - end < 3 && ",: -\n".indexOf(text.at(sign)) >= 0) {
                sign++;
            }
            int pairs = size / 2;
            int signLength = sign - end;
            while (signLength > 0 && end + signLength + prefix + 2 <= text.length()) {
                int next = end + signLength + prefix;
                int nextEnd = digitsEnd(text, next);
                if (!same(text, end, sign - signLength, signLength)
                        || nextEnd - next < 2
                        || nextEnd - next > size
                        || (nextEnd - next) % 2 != 0) {
                    break;
                }
                pairs += (nextEnd - next) / 2;
                end = nextEnd;
            }
            return pairs >= SHORTEST_HEX ? end : -1;
        }

        private static boolean same(NormalText text, int at, int first, int length) {
            for (int i = 0; i < length; i++) {
                if (text.at(at + i) != text.at(first + i)) {
                    return false;
                }
            }
            return true;
        }

        private static int digitsEnd(NormalText text, int from) {
            int end = from;
            while (end < text.length() && Units.isHexadecimal(text.at(end))) {
                end++;
            }
            return end < text.length() && Units.isLetterOrDigit(text.at(end)) ? from : end;
        }

        static byte[] bytes(NormalText text, int from, int end) {
            byte[] bytes = new byte[(end - from) / 2 + 1];
            int count = 0;
            for (int i = from; i + 1 < end; i++) {
                int high = Character.digit(text.at(i), 16);
                int low = Character.digit(text.at(i + 1), 16);
                if (high >= 0 && low >= 0) {
                    bytes[count++] = (byte) (high << 4 | low);
                    i++;
                }
            }
            return java.util.Arrays.copyOf(bytes, count);
        }
    }
}
