package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** International bank account numbers, ISO 13616, with their country's length and modulo 97. */
final class IbanRecognizer implements Recognizer {
    private static final int LONGEST = 80;
    private static final int MOST_BREAKS = 2;

    @Override
    public String name() {
        return "iban";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.CODE, Cue.IBAN_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.isWord(token)
                || scan.length(token) != 2
                || !scan.touches(token + 1)
                || !scan.isNumber(token + 1)
                || scan.length(token + 1) < 2) {
            return;
        }
        int start = scan.tokens.start[token];
        String country = scan.text.slice(start, start + 2).toUpperCase(java.util.Locale.ROOT);
        int length = Checksums.ibanLength(country);
        StringBuilder iban = new StringBuilder(country);
        int at = start + 2;
        int breaks = 0;
        while (at < scan.text.length() && iban.length() < length && at - start < LONGEST) {
            char c = Character.toUpperCase(scan.text.at(at));
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
            if (alphanumeric) {
                iban.append(c);
            } else if (c == '\n' && breaks < MOST_BREAKS) {
                breaks++;
            } else if (c != ' ' && c != '-' && c != '\r' || iban.length() % 4 != 0 && !isIndent(scan, at)) {
                break;
            }
            at++;
        }
        scan.spend(at - start);
        boolean labelled = scan.before(token, 10, Cue.IBAN_LABEL.bit()) >= 0;
        if (length > 0 && iban.length() == length && (Checksums.iban(iban.toString()) || labelled && breaks == 0)) {
            scan.emitUnits(FindingType.IBAN, start, at, Checksums.iban(iban.toString()) ? 0.98 : 0.8);
        }
    }

    /** White space around the end of a line, which may stand anywhere in a number. */
    private static boolean isIndent(Scan scan, int at) {
        char before = scan.text.at(at - 1);
        char after = at + 1 < scan.text.length() ? scan.text.at(at + 1) : ' ';
        return before == '\n' || before == ' ' || after == '\n';
    }
}
