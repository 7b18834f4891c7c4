package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.EnumMap;
import java.util.Map;

/**
 * Cells below a column head that names what they hold, in lines divided by commas, semicolons or bars. The first rows
 * are enough to tell what a table is; rows further down are looked at through their forms.
 */
final class TableColumnRecognizer implements Recognizer {
    private static final int ROWS = 50;
    private static final int ROW_TOKENS = 1500;
    private static final int HEAD_TOKENS = 120;
    private static final Map<Cue, FindingType> TYPES = types();
    private static final long TRIGGERS =
            TYPES.keySet().stream().mapToLong(Cue::bit).reduce(0, (a, b) -> a | b);

    private static Map<Cue, FindingType> types() {
        Map<Cue, FindingType> types = new EnumMap<>(Cue.class);
        types.put(Cue.SSN_LABEL, FindingType.SSN);
        types.put(Cue.MRN_LABEL, FindingType.MRN);
        types.put(Cue.PLAN_LABEL, FindingType.HEALTH_PLAN);
        types.put(Cue.ACCOUNT_LABEL, FindingType.ACCOUNT);
        types.put(Cue.LICENSE_LABEL, FindingType.LICENSE);
        types.put(Cue.DRIVER_LABEL, FindingType.DRIVER_LICENSE);
        types.put(Cue.PASSPORT_LABEL, FindingType.PASSPORT);
        types.put(Cue.NATIONAL_LABEL, FindingType.NATIONAL_ID);
        types.put(Cue.TAX_LABEL, FindingType.TAX_ID);
        types.put(Cue.PHONE_LABEL, FindingType.PHONE);
        types.put(Cue.BIRTH, FindingType.DATE_OF_BIRTH);
        types.put(Cue.NAME_LABEL, FindingType.PERSON);
        types.put(Cue.ID_LABEL, FindingType.IDENTIFIER);
        return types;
    }

    @Override
    public String name() {
        return "table-column";
    }

    @Override
    public long triggers() {
        return TRIGGERS;
    }

    @Override
    public void look(Scan scan, int token) {
        char divider = divider(scan, token);
        if (divider == 0) {
            return;
        }
        int column = 0;
        int at = token;
        while (at > 0 && !scan.isBreak(at - 1) && token - at < HEAD_TOKENS) {
            at--;
            column += scan.isSign(at, divider) ? 1 : 0;
        }
        int end = lineEnd(scan, token, HEAD_TOKENS);
        if (end < 0 || !isHead(scan, at, end, divider)) {
            return;
        }
        rows(scan, token, column, end, divider);
    }

    /** The sign that closes or opens the cell, or 0 if this is no cell. */
    private static char divider(Scan scan, int token) {
        int next = scan.isSign(token + 1, '"') ? token + 2 : token + 1;
        if (next < scan.count() && (scan.isSign(next, ',') || scan.isSign(next, ';') || scan.isSign(next, '|'))) {
            return scan.first(next);
        }
        for (int i = token - 1; i >= token - 5 && i >= 0 && !scan.isBreak(i); i--) {
            if (scan.isSign(i, ',') || scan.isSign(i, ';') || scan.isSign(i, '|')) {
                return scan.isBreak(token + 1) || scan.isSign(token + 1, '"') ? scan.first(i) : 0;
            }
        }
        return 0;
    }

    private static int lineEnd(Scan scan, int token, int reach) {
        for (int i = token; i <= token + reach; i++) {
            if (i >= scan.count() || scan.isBreak(i)) {
                scan.spend(i - token);
                return i;
            }
        }
        return -1;
    }

    /** At least two dividers, no numbers of more than two digits, and no cell of more than four words. */
    private static boolean isHead(Scan scan, int from, int to, char divider) {
        int dividers = 0;
        int words = 0;
        for (int i = from; i < to; i++) {
            if (scan.isSign(i, divider)) {
                dividers++;
                words = 0;
            } else if (scan.isWord(i) && ++words > 4 || scan.isNumber(i) && scan.length(i) > 2 || scan.isSign(i, '.')) {
                return false;
            }
        }
        scan.spend(to - from);
        return dividers >= 2;
    }

    private static void rows(Scan scan, int head, int column, int headEnd, char divider) {
        int token = headEnd + 1;
        for (int row = 0; row < ROWS && token < scan.count() && token < headEnd + ROW_TOKENS; row++) {
            int at = token;
            for (int passed = 0; at < scan.count() && !scan.isBreak(at) && passed < column; at++) {
                passed += scan.isSign(at, divider) ? 1 : 0;
            }
            while (scan.isSign(at, '"') || scan.isSign(at, '\'')) {
                at++;
            }
            int end = lineEnd(scan, at, HEAD_TOKENS);
            if (end < 0) {
                return;
            }
            if (at < end && !scan.isSign(at, divider)) {
                cell(scan, head, at);
            }
            token = end + 1;
        }
    }

    private static void cell(Scan scan, int head, int at) {
        for (Map.Entry<Cue, FindingType> entry : TYPES.entrySet()) {
            if (!scan.has(head, entry.getKey())) {
                continue;
            }
            if (entry.getKey() == Cue.NAME_LABEL) {
                if (Names.isWritten(scan, at) && scan.has(at, Names.KNOWN) && Names.isUncommon(scan, at)) {
                    scan.emit(FindingType.PERSON, at, Names.end(scan, at), 0.75);
                }
            } else if (entry.getKey() == Cue.BIRTH) {
                int end = Dates.end(scan, at);
                if (end >= 0) {
                    scan.emit(entry.getValue(), at, end, 0.85);
                }
            } else if (scan.isWord(at) || scan.isNumber(at)) {
                Code code = Code.at(scan, at);
                boolean wide = entry.getKey() == Cue.ID_LABEL || entry.getKey() == Cue.LICENSE_LABEL;
                if (code.isCode(wide ? 6 : 5) && !isAmount(scan, code)) {
                    scan.emit(entry.getValue(), code.first(), code.last(), 0.75);
                }
            }
        }
    }

    private static boolean isAmount(Scan scan, Code code) {
        return Dates.end(scan, code.first()) >= 0 && scan.has(code.first(), Cue.NUMBER) && code.digits() <= 8
                || scan.isSign(code.first() + 1, '.');
    }
}
