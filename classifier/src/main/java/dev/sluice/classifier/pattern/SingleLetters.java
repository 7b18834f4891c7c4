package dev.sluice.classifier.pattern;

/** Letters and digits one by one with the same sign between all of them: {@code J o h n}, {@code 2.1.9}, one in a cell. */
final class SingleLetters {
    private static final int FEWEST = 5;
    private static final int LONGEST_SIGN = 3;
    private static final int LONGEST_GAP = 6;
    private static final int LONGEST = 4000;

    private SingleLetters() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        for (int i = 0; i + 2 * FEWEST < text.length(); i++) {
            if (!Units.isLetterOrDigit(text.at(i))
                    || Units.isLetterOrDigit(text.at(i + 1))
                    || i > 0 && Units.isLetterOrDigit(text.at(i - 1))) {
                continue;
            }
            int sign = signLength(text, i + 1);
            int end = sign < 0 ? -1 : end(text, i, sign);
            if (end < 0) {
                continue;
            }
            writer = writer == null ? new Reading.Writer(reading) : writer;
            join(text, writer, i, end, sign);
            i = end;
        }
        return writer == null ? reading : writer.done();
    }

    /** Whether a run begins with the letter or digit at a unit, which stands alone. */
    static boolean begins(NormalText text, int i) {
        int sign = i + 1 < text.length() ? signLength(text, i + 1) : -1;
        return sign >= 0 && end(text, i, sign) >= 0;
    }

    private static int signLength(NormalText text, int from) {
        int end = from;
        while (end < text.length() && end - from < LONGEST_SIGN && !Units.isLetterOrDigit(text.at(end))) {
            if (text.at(end) == ',') {
                return -1;
            }
            end++;
        }
        return end < text.length() && Units.isLetterOrDigit(text.at(end)) ? end - from : -1;
    }

    private static boolean isSign(NormalText text, int at, int first, int sign) {
        if (at + sign > text.length()) {
            return false;
        }
        for (int i = 0; i < sign; i++) {
            if (text.at(at + i) != text.at(first + 1 + i)) {
                return false;
            }
        }
        return true;
    }

    /** One past the run, or -1 if it is too short. */
    private static int end(NormalText text, int first, int sign) {
        int elements = 1;
        int at = first + 1;
        while (at < text.length() && at - first < LONGEST) {
            int next = next(text, at, first, sign);
            if (next < 0) {
                break;
            }
            elements++;
            at = next + 1;
        }
        return elements >= FEWEST ? at : -1;
    }

    /** Where the next element stands, or -1: behind the sign, or behind a wider gap if the sign goes on after it. */
    private static int next(NormalText text, int at, int first, int sign) {
        int next = at + sign;
        if (isSign(text, at, first, sign) && next < text.length() && text.at(next) > ' ' && isAlone(text, next)) {
            return next;
        }
        next = at;
        while (next < text.length() && next - at < LONGEST_GAP && text.at(next) <= ' ') {
            next++;
        }
        boolean goesOn =
                next > at && next + 1 < text.length() && text.at(next) > ' ' && isSign(text, next + 1, first, sign);
        return goesOn && isAlone(text, next) ? next : -1;
    }

    private static boolean isAlone(NormalText text, int at) {
        return !Units.isLetterOrDigit(text.at(at))
                || at + 1 >= text.length()
                || !Units.isLetterOrDigit(text.at(at + 1));
    }

    private static void join(NormalText text, Reading.Writer writer, int first, int end, int sign) {
        boolean gaps = false;
        for (int at = first + 1; at < end && !gaps; at = next(text, at, first, sign) + 1) {
            gaps = isGap(text, at, first, sign);
        }
        writer.put(String.valueOf(text.at(first)), first, first + 1);
        int at = first + 1;
        while (at < end) {
            int next = next(text, at, first, sign);
            char before = text.at(at - 1);
            char c = text.at(next);
            boolean apart = gaps
                    ? isGap(text, at, first, sign)
                    : Units.isLowerCase(before) && Units.isUpperCase(c) || Units.isLetter(before) && Units.isDigit(c);
            writer.put(apart ? " " + c : String.valueOf(c), at, next + 1);
            at = next + 1;
        }
    }

    private static boolean isGap(NormalText text, int at, int first, int sign) {
        int next = at + sign;
        return !(isSign(text, at, first, sign) && next < text.length() && text.at(next) > ' ' && isAlone(text, next));
    }
}
