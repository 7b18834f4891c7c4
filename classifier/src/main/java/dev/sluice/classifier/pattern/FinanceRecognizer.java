package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Amounts of money beside words for pay, balances, positions and transfers. */
final class FinanceRecognizer implements Recognizer {
    private static final WordTable HOLDINGS = WordTable.of("shares contracts lots");
    private static final int REACH = 10;

    @Override
    public String name() {
        return "finance";
    }

    @Override
    public long triggers() {
        return Cue.FINANCE_LABEL.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        for (int i = token + 1; i <= token + REACH && i < scan.count(); i++) {
            scan.spend(1);
            boolean sign = scan.isSign(i, '$') || scan.isSign(i, '€') || scan.isSign(i, '£') || scan.has(i, Cue.MONEY);
            boolean amount = sign && (scan.isNumber(i + 1) || scan.isNumber(i - 1));
            boolean shares = scan.isNumber(i) && scan.isAnyOf(i + 1, HOLDINGS);
            if (amount || shares) {
                scan.emit(FindingType.FINANCIAL, token, i, 0.7);
                return;
            }
        }
    }
}
