package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Amounts of money beside words for pay, balances, positions and transfers. */
final class FinanceRecognizer implements Recognizer {
    private static final WordTable HOLDINGS = WordTable.of("shares contracts lots");
    /** Before or after taxes, in the covered languages beside English: with a month or a year it is somebody's pay. */
    private static final WordTable GROSS =
            WordTable.of("brutto netto bruto brutos neto netos brut bruts net nets lordi netti liquidos");

    private static final WordTable TIMES =
            WordTable.of("monat monatlich jahr jahrlich mes mensuales ano anuales mois mensuels an mese mensili anno "
                    + "mensais maand jaar");
    private static final int REACH = 10;
    private static final int TIME_REACH = 4;

    @Override
    public String name() {
        return "finance";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.FINANCE_LABEL, Cue.MONEY);
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.has(token, Cue.FINANCE_LABEL)) {
            pay(scan, token);
            return;
        }
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

    /** 2.800 euros brutos al mes. */
    private static void pay(Scan scan, int money) {
        if (!scan.isNumber(money - 1) || !scan.isAnyOf(money + 1, GROSS)) {
            return;
        }
        for (int i = money + 2; i <= money + 1 + TIME_REACH && i < scan.count(); i++) {
            if (scan.isAnyOf(i, TIMES)) {
                scan.emit(FindingType.FINANCIAL, money - 1, i, 0.7);
                return;
            }
        }
    }
}
