package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.EnumMap;
import java.util.Map;

/**
 * Cells below a column head that names what they hold, in lines divided by commas, semicolons, bars or tabs. The first rows
 * in which the column holds anything are enough to tell what a table is; rows further down are looked at through their forms.
 */
final class TableColumnRecognizer implements Recognizer {
    private static final WordTable KINDS_OF_NAME = WordTable.of("first last full middle maiden");
    private static final WordTable NAMES_OF_PERSONS = WordTable.of("first last full middle maiden legal preferred");
    private static final int ROWS = 50;
    private static final int ROW_TOKENS = 6000;
    private static final int HEAD_TOKENS = 120;
    private static final int MOST_TABS = 64;
    private static final WordTable PERSONAL = WordTable.of(
            "patient surname lastname firstname fullname forename lname fname insured employee claimant student "
                    + "guardian beneficiary applicant tenant borrower passenger guest subscriber cardholder "
                    + "plaintiff defendant witness resident family given customer member client");
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
        types.put(Cue.PASSWORD_LABEL, FindingType.SECRET);
        return types;
    }

    @Override
    public String name() {
        return "table-column";
    }

    @Override
    public String version() {
        return "2";
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
        int at = token;
        int column = dividers(scan, at, divider);
        while (at > 0 && !scan.isBreak(at - 1) && token - at < HEAD_TOKENS) {
            at--;
            column += dividers(scan, at, divider);
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
        if (dividers(scan, next, '\t') > 0 && !scan.isBreak(next)) {
            return '\t';
        }
        for (int i = token - 1; i >= token - 5 && i >= 0 && !scan.isBreak(i); i--) {
            if (dividers(scan, i + 1, '\t') > 0) {
                return scan.isBreak(token + 1) ? '\t' : 0;
            }
            if (scan.isSign(i, ',') || scan.isSign(i, ';') || scan.isSign(i, '|')) {
                return scan.isBreak(token + 1) || scan.isSign(token + 1, '"') ? scan.first(i) : 0;
            }
        }
        return 0;
    }

    /** How many dividers a token adds to its line: it is one itself, or tabs stand before it. */
    private static int dividers(Scan scan, int token, char divider) {
        if (divider != '\t') {
            return scan.isSign(token, divider) ? 1 : 0;
        }
        if (token >= scan.count()) {
            return 0;
        }
        int tabs = 0;
        int from = token == 0 ? 0 : scan.tokens.end[token - 1];
        int to = Math.min(scan.tokens.start[token], from + MOST_TABS);
        for (int i = from; i < to; i++) {
            tabs += scan.text.at(i) == '\t' ? 1 : 0;
        }
        return tabs;
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

    /** At least two dividers or one tab, no numbers of more than two digits, and no cell of more than four words. */
    private static boolean isHead(Scan scan, int from, int to, char divider) {
        int dividers = 0;
        int words = 0;
        for (int i = from; i < to; i++) {
            int passed = dividers(scan, i, divider);
            if (passed > 0) {
                dividers += passed;
                words = 0;
            }
            if (scan.isWord(i) && ++words > 4 || scan.isNumber(i) && scan.length(i) > 2 || scan.isSign(i, '.')) {
                return false;
            }
        }
        scan.spend(to - from);
        return dividers >= (divider == '\t' ? 1 : 2);
    }

    private static void rows(Scan scan, int head, int column, int headEnd, char divider) {
        int token = headEnd + 1;
        for (int filled = 0; filled < ROWS && token < scan.count() && token < headEnd + ROW_TOKENS; ) {
            int at = cellAt(scan, token, column, divider);
            while (scan.isSign(at, '"') || scan.isSign(at, '\'')) {
                at++;
            }
            int end = lineEnd(scan, at, HEAD_TOKENS);
            if (end < 0) {
                return;
            }
            if (at < end && !scan.isSign(at, divider)) {
                cell(scan, head, at);
                filled++;
            }
            scan.spend((end - token) / 4 + 1);
            token = end + 1;
        }
    }

    /** First token of the cell of a column in the line that begins at a token; the line's end if there is none. */
    private static int cellAt(Scan scan, int line, int column, char divider) {
        int passed = 0;
        int at = line;
        if (divider != '\t') {
            for (; at < scan.count() && !scan.isBreak(at) && passed < column; at++) {
                passed += dividers(scan, at, divider);
            }
            return at;
        }
        while (at < scan.count() && !scan.isBreak(at)) {
            passed += dividers(scan, at, divider);
            if (passed == column) {
                return at;
            }
            if (passed > column) {
                break;
            }
            at++;
        }
        int end = lineEnd(scan, at, HEAD_TOKENS);
        return end < 0 ? at : end;
    }

    private static void cell(Scan scan, int head, int at) {
        for (Map.Entry<Cue, FindingType> entry : TYPES.entrySet()) {
            if (!scan.has(head, entry.getKey())) {
                continue;
            }
            if (entry.getKey() == Cue.NAME_LABEL) {
                if (isName(scan, head, at)) {
                    scan.emit(FindingType.PERSON, at, Names.end(scan, at), 0.75);
                }
            } else if (entry.getKey() == Cue.PASSWORD_LABEL) {
                PasswordValue value = PasswordValue.at(scan, scan.tokens.start[at]);
                if (value.isSure()) {
                    scan.emitUnits(entry.getValue(), value.start(), value.end(), 0.75);
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

    private static boolean isName(Scan scan, int head, int at) {
        if (!Names.isWritten(scan, at) || !Names.isUncommon(scan, at) || isOfThings(scan, head)) {
            return false;
        }
        int after = Names.end(scan, at) + 1;
        if (scan.isWord(after) && scan.shape(after) == Tokens.LOWER && !scan.isApart(after)) {
            return false;
        }
        boolean person = scan.isAnyOf(head, PERSONAL)
                || ForeignNameRecognizer.isOwnLabel(scan, head)
                || scan.isText(head, "name") && scan.isAnyOf(head - 1, PERSONAL)
                || scan.isText(head, "name") && scan.isAnyOf(head - 1, KINDS_OF_NAME);
        return scan.has(at, Names.KNOWN) || person;
    }

    /** Airport name, product name: the names of something else than persons. */
    private static boolean isOfThings(Scan scan, int head) {
        return scan.isText(head, "name")
                && scan.isWord(head - 1)
                && dividers(scan, head, '\t') == 0
                && !scan.has(head - 1, Cue.bits(Cue.NAME_LABEL, Cue.PERSON_CONTEXT, Cue.RELATIVE))
                && !scan.isAnyOf(head - 1, NAMES_OF_PERSONS);
    }

    private static boolean isAmount(Scan scan, Code code) {
        return Dates.end(scan, code.first()) >= 0 && scan.has(code.first(), Cue.NUMBER) && code.digits() <= 8
                || scan.isSign(code.first() + 1, '.');
    }
}
