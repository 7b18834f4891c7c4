package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Telephone and fax numbers, letters D and E: the North American plan by its grouping, international numbers by their
 * plus sign or national zero, bare digits beside a label.
 */
final class PhoneRecognizer implements Recognizer {
    private static final int REACH = 8;
    private static final long LABEL = Cue.bits(Cue.PHONE_LABEL, Cue.FAX_LABEL);

    /** Confidence of a number whose form alone says what it is. */
    private static final double WRITTEN = 0.7;

    private static final int ROW = 32;
    private static final int FEWEST_PAIRS = 6;

    @Override
    public String name() {
        return "phone";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.NUMBER.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        NumberRun run = scan.run(token);
        if (!look(scan, run, token)) {
            NumberRun wrapped = scan.wrapped(token);
            boolean inside = scan.touches(token) && scan.isSign(token - 1, '-') && scan.isNumber(token - 2);
            if (wrapped.breaks() > 0 && wrapped.lines() <= 1 && !inside && isWritten(scan, wrapped, token)) {
                look(scan, wrapped, token);
            }
        }
    }

    private static boolean look(Scan scan, NumberRun run, int token) {
        int last = run.groups() - 1;
        if (run.digits(0, last) < 7 || run.isInWord(LABEL)) {
            return false;
        }
        double confidence = confidence(scan, run, token, last);
        if (confidence > 0 && confidence < WRITTEN && run.size(0) == 2 && isHexadecimalRow(scan, token)) {
            return false;
        }
        if (confidence > 0) {
            int label = scan.before(token, REACH, LABEL);
            boolean fax = label >= 0 && scan.has(label, Cue.FAX_LABEL);
            scan.emit(fax ? FindingType.FAX : FindingType.PHONE, token, run.token(Math.min(last, 5)), confidence);
        }
        return confidence > 0;
    }

    /** Signs or a label show that two lines of digits are one number, not figures below each other. */
    private static boolean isWritten(Scan scan, NumberRun run, int token) {
        for (int i = 1; i < Math.min(run.groups(), 4); i++) {
            if (run.separator(i) != ' ') {
                return true;
            }
        }
        return scan.before(token, REACH, LABEL) >= 0 || scan.isSign(token - 1, '+') && scan.touches(token);
    }

    private static double confidence(Scan scan, NumberRun run, int token, int last) {
        int end = Math.min(last, 5);
        int digits = run.digits(0, end);
        boolean plus = scan.isSign(token - 1, '+') && scan.touches(token);
        if (plus && digits >= 8 && digits <= 16) {
            return 0.85;
        }
        if (isNorthAmerican(run)) {
            return 0.8;
        }
        int first = scan.first(token) == '0' ? run.size(0) : 0;
        boolean international = run.value(0, 0).startsWith("00") && run.size(0) >= 3;
        if (run.groups() >= 2
                && digits >= 9
                && digits <= 14
                && (first >= 2 && first <= 5 || international)
                && isPhoneLike(run, end)
                && run.separator(1) != '.'
                && !run.gluedAfter(end)
                && !PhoneTails.isNamedOtherwise(scan, token)) {
            return 0.65;
        }
        if (isNational(scan, run, token, last)) {
            return 0.65;
        }
        boolean labelled = scan.before(token, REACH, LABEL) >= 0 || PhoneTails.isLabelled(scan, run, end);
        if (labelled && digits <= 15 && !isDate(run) && isPhoneLike(run, end)) {
            return run.groups() == 1 && digits > 13 ? 0 : 0.75;
        }
        return 0;
    }

    /** Whether pairs of hexadecimal digits stand around, some of them with letters. */
    private static boolean isHexadecimalRow(Scan scan, int token) {
        int pairs = 0;
        for (int i = Math.max(0, token - ROW); i < scan.count() && i <= token + ROW; i++) {
            pairs += scan.isWord(i) && scan.length(i) <= 2 && isHexadecimal(scan, i) ? 1 : 0;
        }
        scan.spend(2 * ROW);
        return pairs >= FEWEST_PAIRS;
    }

    private static boolean isHexadecimal(Scan scan, int word) {
        boolean glued =
                scan.touches(word) && scan.isNumber(word - 1) || scan.touches(word + 1) && scan.isNumber(word + 1);
        for (int i = scan.tokens.start[word]; i < scan.tokens.end[word]; i++) {
            if (scan.text.foldedAt(i) < 'a' || scan.text.foldedAt(i) > 'f') {
                return false;
            }
        }
        return glued || scan.length(word) == 2;
    }

    private static boolean isNorthAmerican(NumberRun run) {
        int from = run.size(0) == 1 && run.value(0, 0).equals("1")
                        || run.value(0, 0).equals("001")
                ? 1
                : 0;
        if (!run.startsWith(from, 3, 3, 4) || run.gluedAfter(from + 2) && run.groups() > from + 3) {
            return false;
        }
        char area = run.value(from, from).charAt(0);
        char sign = run.separator(from + 1);
        boolean slash = sign == '/' || sign == '+';
        return area >= '2' && !slash && run.groups() <= from + 4;
    }

    /** Nine to eleven digits without a zero, grouped as Spain, Portugal and Italy do, in a text of their languages. */
    private static boolean isNational(Scan scan, NumberRun run, int token, int last) {
        boolean iberian = scan.isIn(token, Language.SPANISH) || scan.isIn(token, Language.PORTUGUESE);
        if (!iberian && !scan.isIn(token, Language.ITALIAN) || run.gluedAfter(Math.min(last, 3))) {
            return false;
        }
        char first = scan.first(token);
        boolean grouped = run.startsWith(0, 2, 3, 2, 2)
                || run.startsWith(0, 3, 2, 2, 2)
                || run.startsWith(0, 3, 3, 3) && "679".indexOf(first) >= 0
                || run.startsWith(0, 2, 5, 4)
                || run.startsWith(0, 2, 4, 4);
        boolean mobile = run.startsWith(0, 3, 7) && first == '3' || run.startsWith(0, 3, 3, 4) && first == '3';
        return (iberian ? grouped : mobile) && isPhoneLike(run, Math.min(last, 3)) && run.separator(1) != '.';
    }

    private static boolean isPhoneLike(NumberRun run, int end) {
        for (int i = 0; i <= end; i++) {
            char separator = run.separator(i);
            boolean sign = separator == 0
                    || separator == '.'
                    || separator == ' '
                    || separator == '-'
                    || separator == ')'
                    || separator == '(';
            if (!sign
                    || run.size(i) < 2 && i < end
                    || i > 0 && run.size(i) > 8
                    || i == 0 && end > 0 && run.size(i) > 6) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(NumberRun run) {
        return run.startsWith(0, 4, 2, 2) || run.startsWith(0, 2, 2, 4);
    }
}
