package dev.sluice.classifier.pattern;

/** Reads a calendar date with a day that begins at a token. */
final class Dates {
    private static final WordTable ORDINALS = WordTable.of("st nd rd th");
    private static final WordTable BEFORE_MONTH = WordTable.of("st nd rd th of er o - /");
    private static final WordTable JOINS = WordTable.of("of de . - /");
    private static final WordTable BEFORE_YEAR = WordTable.of("de del do . , - /");

    private Dates() {}

    /** The last token of the date that begins here, or -1. A year alone, or a month and a year, is no date. */
    static int end(Scan scan, int token) {
        if (scan.isNumber(token)) {
            return numeric(scan, token);
        }
        if (scan.has(token, Cue.MONTH)) {
            int day = overBreak(scan, scan.isSign(token + 1, '.') ? token + 2 : token + 1);
            if (scan.isNumber(day) && scan.length(day) <= 2) {
                return day(scan, day);
            }
        }
        return -1;
    }

    /** The token itself, or the one after it if it ends a line. */
    private static int overBreak(Scan scan, int token) {
        return scan.isBreak(token) ? token + 1 : token;
    }

    private static int day(Scan scan, int day) {
        int at = scan.isAnyOf(day + 1, ORDINALS) ? day + 2 : day + 1;
        at = scan.isSign(at, ',') ? at + 1 : at;
        return scan.isNumber(at) && scan.length(at) == 4 ? at : day;
    }

    private static int numeric(Scan scan, int token) {
        NumberRun run = scan.run(token);
        run = run.groups() == 2 ? scan.wrapped(token) : run;
        if (run.groups() >= 3) {
            int first = run.size(0);
            int second = run.size(1);
            int third = run.size(2);
            boolean sign = run.breaks() <= 1 && (run.separator(1) != ' ' || run.separator(2) != ' ');
            boolean yearFirst = first == 4 && second <= 2 && third <= 2;
            boolean yearLast = first <= 2 && second <= 2 && (third == 4 || third == 2);
            boolean figures = run.separator(2) == '(' || first <= 2 && (isZero(run, 0) || isZero(run, 1));
            if (sign && !figures && (yearFirst || yearLast)) {
                return run.token(2);
            }
        }
        if (run.size(0) == 8 && isCompact(run.value(0, 0))) {
            return token;
        }
        if (run.size(0) > 2) {
            return -1;
        }
        int month = scan.isAnyOf(token + 1, BEFORE_MONTH) ? token + 2 : token + 1;
        month = scan.isAnyOf(month, JOINS) || scan.isSign(month, '-') ? month + 1 : month;
        month = overBreak(scan, month);
        if (!scan.has(month, Cue.MONTH)) {
            return -1;
        }
        int year = scan.isAnyOf(month + 1, BEFORE_YEAR) || scan.isSign(month + 1, '-') ? month + 2 : month + 1;
        return scan.isNumber(year) && scan.length(year) >= 2 ? year : month;
    }

    /** 0.80 is no day of a month. */
    private static boolean isZero(NumberRun run, int group) {
        String digits = run.value(group, group);
        return digits.equals("0") || digits.equals("00");
    }

    private static boolean isCompact(String digits) {
        int year = Integer.parseInt(digits.substring(0, 4));
        int month = Integer.parseInt(digits.substring(4, 6));
        int day = Integer.parseInt(digits.substring(6, 8));
        return year >= 1880 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }
}
