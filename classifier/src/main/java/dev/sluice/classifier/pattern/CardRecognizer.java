package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Payment card numbers by issuer range, length and Luhn (ISO/IEC 7812); codes, expiry dates and stripes beside them. */
final class CardRecognizer implements Recognizer {
    private static final int REACH = 12;

    @Override
    public String name() {
        return "card";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NUMBER, Cue.CVV_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.CVV_LABEL)) {
            securityCode(scan, token);
            return;
        }
        NumberRun run = scan.run(token);
        if (!look(scan, run)) {
            NumberRun wrapped = scan.wrapped(token);
            if (wrapped.breaks() > 0) {
                look(scan, wrapped);
            }
        }
    }

    private static boolean look(Scan scan, NumberRun run) {
        int last = run.groups() - 1;
        int digits = 0;
        for (int to = 0; to <= last && digits <= 19; to++) {
            digits += run.size(to);
            if (digits >= 12 && digits <= 19 && isCard(scan, run, to, digits)) {
                scan.emit(FindingType.CARD, run.first(), run.token(to), 0.95);
                return true;
            }
        }
        return false;
    }

    private static boolean isCard(Scan scan, NumberRun run, int to, int digits) {
        boolean labelled = scan.near(run.first(), REACH, Cue.CARD_LABEL.bit());
        boolean grouped = isGrouped(run, to) && run.breaks() <= 1 || labelled && run.breaks() > 0;
        boolean code = run.isInWord(Cue.CARD_LABEL.bit()) || run.gluedAfter(to) && to == 0 && !labelled;
        if (code || !grouped) {
            return false;
        }
        String number = run.value(0, to);
        if (!Checksums.luhn(number) || number.chars().distinct().count() < 2) {
            return false;
        }
        return labelled || isIssued(number, digits);
    }

    private static boolean isGrouped(NumberRun run, int to) {
        if (to == 0) {
            return true;
        }
        for (int i = 0; i <= to; i++) {
            char separator = run.separator(i);
            boolean plain = separator == 0 || separator == ' ' || separator == '-' || separator == '.';
            if (!plain || run.size(i) < 2 || run.size(i) > 7) {
                return false;
            }
        }
        return run.size(0) == 4;
    }

    private static boolean isIssued(String number, int digits) {
        int two = Integer.parseInt(number.substring(0, 2));
        int four = Integer.parseInt(number.substring(0, 4));
        return switch (number.charAt(0)) {
            case '4' -> digits == 13 || digits == 16 || digits == 19;
            case '5' -> digits == 16 && two >= 51 && two <= 55 || two == 50 || two >= 56;
            case '2' -> digits == 16 && four >= 2221 && four <= 2720;
            case '3' ->
                (two == 34 || two == 37) && digits == 15
                        || (two == 36 || two == 38 || two == 39 || two == 30) && digits >= 14
                        || two == 35 && digits == 16;
            case '6' -> digits >= 16 && (four == 6011 || two == 65 || two == 64 || two == 62 || two == 63 || two == 67);
            default -> false;
        };
    }

    private static boolean isDecimal(Scan scan, int number) {
        return scan.isSign(number + 1, '.') && scan.isNumber(number + 2) && scan.touches(number + 2);
    }

    private static void securityCode(Scan scan, int token) {
        for (int i = token + 1; i <= token + 4 && i < scan.count(); i++) {
            if (scan.isNumber(i) && (scan.length(i) == 3 || scan.length(i) == 4) && !isDecimal(scan, i)) {
                boolean card = scan.near(token, 40, Cue.CARD_LABEL.bit());
                boolean plain = scan.isAnyOf(token, "cvv", "cvc");
                if (!card && !plain) {
                    return;
                }
                scan.emit(FindingType.CARD_SECURITY, i, i, card ? 0.9 : 0.6);
                return;
            }
        }
    }
}
