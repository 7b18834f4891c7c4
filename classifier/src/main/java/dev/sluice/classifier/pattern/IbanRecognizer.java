package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** International bank account numbers, ISO 13616, with their country's length and modulo 97. */
final class IbanRecognizer implements Recognizer {
    private static final int LONGEST = 80;
    private static final int MOST_BREAKS = 2;
    private static final int MISTYPED_REACH = 4;
    private static final int FEWEST_UNITS = 14;
    private static final int FEWEST_DIGITS = 8;
    private static final int MOST_UNITS = 36;

    @Override
    public String name() {
        return "iban";
    }

    @Override
    public String version() {
        return "2";
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
        } else if (scan.before(token, MISTYPED_REACH, Cue.IBAN_LABEL.bit()) >= 0) {
            mistyped(scan, start);
        }
    }

    /** Capitals and digits in groups right after the label, whatever country, length and check say. */
    private static void mistyped(Scan scan, int start) {
        int units = 0;
        int digits = 0;
        int at = start;
        while (at < scan.text.length() && units < MOST_UNITS) {
            char c = scan.text.at(at);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && !(c >= 'A' && c <= 'Z') && !(c == ' ' && at > start && scan.text.at(at - 1) != ' ')) {
                break;
            }
            units += c == ' ' ? 0 : 1;
            digits += digit ? 1 : 0;
            at++;
        }
        int end = at > start && scan.text.at(at - 1) == ' ' ? at - 1 : at;
        scan.spend(at - start);
        boolean ends = at == scan.text.length() || !Units.isLetterOrDigit(scan.text.at(at));
        if (ends && units >= FEWEST_UNITS && digits >= FEWEST_DIGITS) {
            scan.emitUnits(FindingType.IBAN, start, end, 0.75);
        }
    }

    /** White space around the end of a line, which may stand anywhere in a number. */
    private static boolean isIndent(Scan scan, int at) {
        char before = scan.text.at(at - 1);
        char after = at + 1 < scan.text.length() ? scan.text.at(at + 1) : ' ';
        return before == '\n' || before == ' ' || after == '\n';
    }
}
