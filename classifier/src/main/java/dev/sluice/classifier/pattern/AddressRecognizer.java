package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Postal addresses, letter B: number and street, units, boxes. */
final class AddressRecognizer implements Recognizer {
    private static final WordTable HOUSE_LETTERS = WordTable.of("a b c bis");
    private static final WordTable ORDINALS = WordTable.of("st nd rd th");
    private static final WordTable PARTICLES = WordTable.of("de la du des del of the van der");
    private static final WordTable PLAIN_STREETS =
            WordTable.of("street st avenue ave road rd lane drive blvd boulevard");
    private static final WordTable STRONG_STREETS = WordTable.of(
            "street st avenue ave road rd lane ln drive dr boulevard blvd court ct terrace parkway pkwy highway "
                    + "hwy circle crescent rue calle avenida via strasse weg straat laan close pl mews trail way "
                    + "cir str");
    private static final WordTable SMALL_WORDS = WordTable.of("de la du des . d '");
    private static final WordTable MILITARY = WordTable.of("fpo apo dpo");
    private static final WordTable SURE_UNITS = WordTable.of("apt apartment psc");
    private static final WordTable COMMON_UNITS = WordTable.of("suite ste flat unit");
    private static final WordTable POST = WordTable.of("po o office");
    private static final int REACH = 12;

    @Override
    public String name() {
        return "address";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NUMBER, Cue.UNIT);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.UNIT)) {
            unit(scan, token);
            return;
        }
        if (scan.length(token) > 6 || scan.touches(token) && (scan.isWord(token - 1) || scan.isSign(token - 1, '.'))) {
            return;
        }
        numberThenStreet(scan, token);
    }

    /** 742 Evergreen Terrace; 1200 NW Marshall St; 19 rue de la Paix. */
    private static void numberThenStreet(Scan scan, int token) {
        int at = scan.isAnyOf(token + 1, HOUSE_LETTERS) && scan.touches(token + 1) ? token + 2 : token + 1;
        if (scan.touches(at) || scan.isSign(at, ',') && !scan.has(at + 1, Cue.STREET)) {
            return;
        }
        boolean labelled = scan.before(token, REACH, Cue.ADDRESS_LABEL.bit()) >= 0;
        int capitals = 0;
        for (int i = at; i < at + 6 && i < scan.count() && !scan.isBreak(i); i++) {
            scan.spend(1);
            if (scan.isSign(i, '.') || scan.isSign(i, '\'') || scan.isSign(i, '-')) {
                continue;
            }
            boolean word = scan.isWord(i) && scan.shape(i) != Tokens.MIXED;
            boolean ordinal = scan.isNumber(i) && scan.isAnyOf(i + 1, ORDINALS);
            if (!word && !ordinal) {
                break;
            }
            boolean capital = scan.has(i, Cue.bits(Cue.CAPITAL, Cue.INITIAL)) || ordinal;
            boolean street =
                    scan.has(i, Cue.STREET) && (capitals > 0 || i == at && scan.isCapital(i + 1) && !scan.isApart(i));
            if (street && (capital || labelled && isPlainStreet(scan, i)) && isStrong(scan, i, labelled, token)) {
                scan.emit(FindingType.ADDRESS, token, i, 0.85);
                return;
            }
            if (word && ForeignAddressRecognizer.isStreetName(scan, i) && capital) {
                scan.emit(FindingType.ADDRESS, token, i, 0.75);
                return;
            }
            capitals += capital || labelled ? 1 : 0;
            if (!capital && !labelled && !scan.isAnyOf(i, PARTICLES)) {
                break;
            }
        }
        if (scan.length(token) >= 2 && scan.isCapital(at)) {
            numberAgain(scan, at, labelled);
        }
    }

    private static boolean isPlainStreet(Scan scan, int token) {
        return scan.isAnyOf(token, PLAIN_STREETS);
    }

    /** Words such as Street are enough by themselves; Hill or Park want a label, a unit or a place beside them. */
    private static boolean isStrong(Scan scan, int street, boolean labelled, int number) {
        boolean plain = scan.isAnyOf(street, STRONG_STREETS);
        return plain && !scan.isSign(number + 1, '.')
                || labelled
                || scan.after(street, 8, Cue.bits(Cue.UNIT, Cue.STATE)) >= 0 && scan.length(number) >= 2;
    }

    /** 51709 Spinatsch 94 Apt. 615: a number, a name, a number. */
    private static void numberAgain(Scan scan, int at, boolean labelled) {
        for (int i = at; i < at + 5 && i < scan.count() && !scan.isBreak(i) && !scan.isSign(i, ','); i++) {
            if (!scan.isCapital(i) && !scan.isNumber(i) && !scan.isAnyOf(i, SMALL_WORDS)) {
                return;
            }
            boolean ends = i + 1 >= scan.count()
                    || scan.isBreak(i + 1)
                    || scan.isSign(i + 1, ',')
                    || scan.has(i + 1, Cue.UNIT);
            boolean foreign = ends
                    && scan.length(at - 1) >= 3
                    && Names.isUncommon(scan, i - 1)
                    && scan.shape(i - 1) == Tokens.CAPITALISED;
            if (scan.isNumber(i) && scan.length(i) <= 5 && (labelled || foreign)) {
                scan.emit(FindingType.ADDRESS, at - 1, i, 0.65);
                return;
            }
        }
    }

    /** Apt. 22; Suite 200; P.O. Box 1149; PSC 12, Box 3456. */
    private static void unit(Scan scan, int token) {
        int number = scan.isSign(token + 1, '.') || scan.isSign(token + 1, '#') ? token + 2 : token + 1;
        if (scan.isAnyOf(token, MILITARY) && scan.has(token + 1, Cue.STATE) && scan.isNumber(token + 2)) {
            scan.emit(FindingType.ADDRESS, token, token + 2, 0.9);
            return;
        }
        if (!scan.isNumber(number) || scan.length(number) > 5 || !scan.has(token, Cue.CAPITAL)) {
            return;
        }
        boolean strong = scan.isAnyOf(token, SURE_UNITS)
                || scan.isAnyOf(token, "box") && isPostBox(scan, token)
                || scan.isAnyOf(token, COMMON_UNITS)
                        && scan.near(token, 10, Cue.bits(Cue.STREET, Cue.STATE))
                        && scan.before(token, 6, Cue.NUMBER.bit()) >= 0;
        if (strong) {
            scan.emit(FindingType.ADDRESS, token, number, 0.7);
        }
    }

    private static boolean isPostBox(Scan scan, int token) {
        return scan.isAnyOf(token - 1, POST)
                || scan.isSign(token - 1, '.') && scan.isText(token - 2, "o")
                || scan.before(token, 4, Cue.NUMBER.bit()) >= 0 && scan.before(token, 4, Cue.UNIT.bit()) >= 0;
    }
}
