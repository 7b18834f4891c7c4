package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Postal codes after a state, letter B: Springfield, IL 62704. */
final class PostalCodeRecognizer implements Recognizer {
    @Override
    public String name() {
        return "postal-code";
    }

    @Override
    public long triggers() {
        return Cue.STATE.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        int code = scan.isSign(token + 1, ',') ? token + 2 : token + 1;
        boolean written =
                scan.shape(token) == Tokens.UPPER || scan.shape(token) == Tokens.CAPITALISED && scan.length(token) > 3;
        if (written && scan.isNumber(code) && scan.length(code) == 5 && !scan.touches(code + 1)
                || written && scan.isNumber(code) && scan.length(code) == 5 && scan.isSign(code + 1, '-')
                || written && scan.isNumber(code) && scan.length(code) == 5 && scan.isSign(code + 1, '.')) {
            scan.emit(FindingType.POSTAL_CODE, code, code, 0.8);
        }
    }
}
