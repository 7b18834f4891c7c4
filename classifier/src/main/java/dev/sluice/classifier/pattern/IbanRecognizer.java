package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** International bank account numbers, ISO 13616, with their country's length and modulo 97. */
final class IbanRecognizer implements Recognizer {
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
        while (at < scan.text.length() && iban.length() < length && at - start < 60) {
            char c = Character.toUpperCase(scan.text.at(at));
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
            if (alphanumeric) {
                iban.append(c);
            } else if (c != ' ' && c != '-' || iban.length() % 4 != 0) {
                break;
            }
            at++;
        }
        scan.spend(at - start);
        boolean labelled = scan.before(token, 10, Cue.IBAN_LABEL.bit()) >= 0;
        if (length > 0 && iban.length() == length && (Checksums.iban(iban.toString()) || labelled)) {
            scan.emitUnits(FindingType.IBAN, start, at, Checksums.iban(iban.toString()) ? 0.98 : 0.8);
        }
    }
}
