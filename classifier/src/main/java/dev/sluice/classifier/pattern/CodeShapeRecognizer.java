package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Locale;

/** Codes of letters and digits with a form of their own: VIN, Spanish, Italian and British national numbers, Medicare. */
final class CodeShapeRecognizer implements Recognizer {
    private static final long LABEL = Cue.bits(
            Cue.NATIONAL_LABEL, Cue.TAX_LABEL, Cue.SSN_LABEL, Cue.ID_LABEL, Cue.PLAN_LABEL, Cue.PASSPORT_LABEL);

    @Override
    public String name() {
        return "code-shape";
    }

    @Override
    public long triggers() {
        return Cue.CODE.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        int last = token;
        while (last + 1 < scan.count()
                && last - token < 12
                && scan.touches(last + 1)
                && (scan.isWord(last + 1) || scan.isNumber(last + 1))) {
            last++;
        }
        int start = scan.tokens.start[token];
        int end = scan.tokens.end[last];
        int length = end - start;
        if (length < 8 || length > 17 || scan.isSign(token - 1, '_') && scan.touches(token)) {
            return;
        }
        String code = scan.text.slice(start, end).toUpperCase(Locale.ROOT);
        boolean labelled = scan.before(token, 8, LABEL) >= 0;
        if (length == 17 && isPlain(code) && Checksums.vin(code)) {
            scan.emit(FindingType.VEHICLE, token, last, 0.9);
        } else if (length == 9
                && isForm(code, "99999999A")
                && Checksums.spanishIdentity(code.substring(0, 8), code.charAt(8))) {
            scan.emit(FindingType.NATIONAL_ID, token, last, 0.8);
        } else if (length == 16 && isForm(code, "AAAAAA99A99A999A") && Checksums.italianTax(code)) {
            scan.emit(FindingType.NATIONAL_ID, token, last, 0.95);
        } else if (length == 9 && isForm(code, "AA999999A") && "ABCD".indexOf(code.charAt(8)) >= 0) {
            scan.emit(FindingType.NATIONAL_ID, token, last, labelled ? 0.9 : 0.6);
        } else if (length == 11
                && labelled
                && isForm(code.substring(0, 1), "9")
                && Character.isLetter(code.charAt(1))) {
            scan.emit(FindingType.HEALTH_PLAN, token, last, 0.85);
        }
    }

    private static boolean isPlain(String code) {
        return code.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))
                && code.chars().filter(Character::isDigit).count() >= 5
                && code.chars().filter(Character::isLetter).count() >= 2;
    }

    private static boolean isForm(String code, String form) {
        for (int i = 0; i < form.length(); i++) {
            char c = code.charAt(i);
            boolean fits = form.charAt(i) == '9' ? Tokenizer.isDigit(c) : c >= 'A' && c <= 'Z';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
