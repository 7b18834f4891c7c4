package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** A password or another secret after its label: {@code password: …}, {@code pwd=…}, {@code PIN is …}. */
final class PasswordRecognizer implements Recognizer {
    private static final WordTable COPULAS = WordTable.of("is was to lautet ist est es");
    /** Those that are short words or parts of something in English. */
    private static final WordTable FOREIGN_COPULAS = WordTable.of("e sera war era wordt");

    private static final WordTable CODES = WordTable.of("pin passcode code number");
    private static final int LONGEST = 64;

    @Override
    public String name() {
        return "password";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.PASSWORD_LABEL, Cue.SECRET_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        int at = token + 1;
        boolean assigned = false;
        int reach = scan.isForeign(token) ? 8 : 4;
        while (at < scan.count() && at <= token + reach) {
            if (scan.isSign(at, ':') || scan.isSign(at, '=')) {
                assigned = true;
            } else if (scan.isAnyOf(at, COPULAS) || scan.isForeign(at) && scan.isAnyOf(at, FOREIGN_COPULAS)) {
                assigned = true;
            } else if (!assigned && scan.isForeign(at) && scan.isWord(at) && scan.shape(at) == Tokens.LOWER) {
                at++;
                continue;
            } else if (!(scan.isSign(at, '"')
                    || scan.isSign(at, '\'')
                    || scan.isSign(at, '(')
                    || scan.isSign(at, '*'))) {
                break;
            }
            at++;
        }
        if (!assigned || at >= scan.count() || scan.isBreak(at)) {
            return;
        }
        int start = scan.tokens.start[at];
        int end = trimmed(scan.text, start, scan.unbrokenEnd(start, LONGEST));
        boolean pin = scan.isAnyOf(token, CODES);
        if (pin ? isPin(scan.text, start, end) : isSecret(scan.text, start, end)) {
            scan.emitUnits(FindingType.SECRET, start, end, 0.8);
        }
    }

    private static int trimmed(NormalText text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            if (c == '"' || c == '\'' || c == '<' || c == ';' || c == '`' || c == '&' || c == ',' || c == ')') {
                return i;
            }
        }
        int last = end;
        while (last > start && text.at(last - 1) == '.') {
            last--;
        }
        return last;
    }

    private static boolean isPin(NormalText text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Tokenizer.isDigit(text.at(i))) {
                return false;
            }
        }
        return end - start >= 4 && end - start <= 8;
    }

    /** At least six units of letters with digits or signs, and no code, variable or placeholder. */
    private static boolean isSecret(NormalText text, int start, int end) {
        int letters = 0;
        int digits = 0;
        int signs = 0;
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            if (Tokenizer.isDigit(c)) {
                digits++;
            } else if (Units.isLetter(c)) {
                letters++;
            } else if (c == '{'
                    || c == '['
                    || c == '('
                    || c == '\\'
                    || c == '/' && i == start
                    || c == '%' && i == start) {
                return false;
            } else if (c != '.' && c != '_' && c != '-' && c != ':' && c != '=' && c != '/' && c != '>') {
                signs++;
            }
        }
        if (end > start && (text.at(start) == '$' && end - start > 1 && Units.isLetter(text.at(start + 1)))) {
            return digits > 0 && signs > 1;
        }
        return end - start >= 6 && letters >= 2 && digits + signs >= 1 && digits + signs + letters >= 6;
    }
}
