package dev.sluice.classifier.pattern;

/** Letters that stand for the digits they look like within a number: {@code 2l9-O9-9999}. */
final class DigitLetters {
    private static final int FEWEST = 7;
    private static final int FEWEST_REAL = 2;
    private static final int LONGEST = 64;

    private DigitLetters() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        for (int i = 0; i < text.length(); i++) {
            if (digit(text.at(i)) < 0 || i > 0 && Units.isLetterOrDigit(text.at(i - 1))) {
                continue;
            }
            int end = end(text, i);
            if (end < 0) {
                continue;
            }
            writer = writer == null ? new Reading.Writer(reading) : writer;
            for (int at = i; at < end; at++) {
                int digit = digit(text.at(at));
                if (digit >= 0 && text.at(at) != '0' + digit) {
                    writer.put(String.valueOf((char) ('0' + digit)), at, at + 1);
                }
            }
            i = end - 1;
        }
        return writer == null ? reading : writer.done();
    }

    /** Whether such a number begins with the unit, before which no letter or digit stands. */
    static boolean begins(NormalText text, int i) {
        return digit(text.at(i)) >= 0 && end(text, i) >= 0;
    }

    private static int end(NormalText text, int start) {
        int real = 0;
        int likes = 0;
        int group = start;
        int end = -1;
        int groupReal = 0;
        int groupLikes = 0;
        int i = start;
        for (; i < text.length() && i - start < LONGEST; i++) {
            char c = text.at(i);
            int digit = digit(c);
            if (digit >= 0) {
                groupReal += c == '0' + digit ? 1 : 0;
                groupLikes += c == '0' + digit ? 0 : 1;
            } else if (Units.isLetter(c)) {
                break;
            } else {
                if (i > group) {
                    real += groupReal;
                    likes += groupLikes;
                    end = i;
                }
                groupReal = 0;
                groupLikes = 0;
                group = i + 1;
                boolean parts = c == '-' || c == ' ' || c == '/' || c == '(' || c == ')' || c == '.';
                if (!parts || group - end > 3) {
                    break;
                }
            }
        }
        if (i == text.length() && i > group) {
            real += groupReal;
            likes += groupLikes;
            end = i;
        }
        return likes > 0 && real >= FEWEST_REAL && real + likes >= FEWEST ? end : -1;
    }

    private static int digit(char c) {
        return switch (c) {
            case 'O', 'o', 'Q' -> 0;
            case 'l', 'I', 'i' -> 1;
            case 'Z', 'z' -> 2;
            case 'S', 's' -> 5;
            case 'B' -> 8;
            default -> c >= '0' && c <= '9' ? c - '0' : -1;
        };
    }
}
