package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * What is nobody's by itself and somebody's in a text about a person: every date with a day, letter C, and every number or
 * code of six digits or more that is no date and no amount, letter R. It is asked where a text is made anew, never whether
 * a document is sensitive.
 */
final class TraceRecognizer implements Recognizer {
    private static final double CONFIDENCE = 0.5;
    private static final int FEWEST_DIGITS = 6;
    private static final int FARTHEST = 6;

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NUMBER, Cue.MONTH);
    }

    @Override
    public void look(Scan scan, int token) {
        int date = Dates.end(scan, token);
        if (date >= 0) {
            scan.emit(FindingType.DATE, token, date, CONFIDENCE);
            return;
        }
        if (!scan.isNumber(token) || isWithinFigures(scan, token)) {
            return;
        }
        int start = token;
        while (start > 0 && token - start < FARTHEST && scan.touches(start) && isPart(scan, start - 1)) {
            start--;
        }
        Code code = Code.at(scan, start);
        if (code.last() >= token && code.isCode(FEWEST_DIGITS) && !code.isDateOrAmount(scan)) {
            scan.emit(FindingType.IDENTIFIER, start, code.last(), CONFIDENCE);
        }
    }

    /** Behind the dot of a date, decimal or version: what those are is said of their first number. */
    private static boolean isWithinFigures(Scan scan, int token) {
        return scan.touches(token)
                && scan.isSign(token - 1, '.')
                && scan.touches(token - 1)
                && scan.isNumber(token - 2);
    }

    private static boolean isPart(Scan scan, int token) {
        return scan.isWord(token)
                || scan.isNumber(token)
                || scan.isSign(token, '-')
                || scan.isSign(token, '/')
                || scan.isSign(token, '_');
    }
}
