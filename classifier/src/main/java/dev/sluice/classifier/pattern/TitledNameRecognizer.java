package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** A title and a name, letter A: Dr. Osei, mrs lindqvist, Judge Amaral. */
final class TitledNameRecognizer implements Recognizer {
    private static final WordTable SHORT_TITLES = WordTable.of("mr mrs dr col sgt");
    private static final WordTable HONORIFICS = WordTable.of("mr mrs ms dr miss mister doctor prof herr frau monsieur "
            + "madame senora senor dona signora signor dottoressa dottore doctora doutora doutor senhora senhor "
            + "mevrouw meneer dhr mevr");
    private static final WordTable EVERYDAY = WordTable.of(
            "private general major agent officer chief director manager author king queen commander secretary "
                    + "counsel engineer reporter representative gen rev coach captain");

    /** Potatoes that a king gave the name to. */
    private static final WordTable VARIETIES = WordTable.of("edward edwards");

    private static final WordTable AMOUNTS = WordTable.of("kg g lb lbs oz cm ml l litre litres pcs");

    @Override
    public String name() {
        return "titled-name";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.TITLE, Cue.RANK);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.isSign(token - 2, '/')
                && scan.touches(token - 1)
                && scan.touches(token - 2)
                && isSlashed(scan, token - 1)
                && isSlashed(scan, token - 3)) {
            scan.emit(FindingType.PERSON, token - 3, token, 0.8);
            return;
        }
        boolean abbreviated = scan.length(token) <= 4 || scan.isAnyOf(token, "capt");
        int next = abbreviated && scan.isSign(token + 1, '.') ? token + 2 : token + 1;
        if (!scan.isWord(next) || Names.isCode(scan, token)) {
            return;
        }
        boolean title = scan.has(token, Cue.TITLE);
        boolean short1 =
                scan.length(token) <= 3 && scan.shape(token) == Tokens.UPPER && !scan.isAnyOf(token, SHORT_TITLES);
        if (scan.has(next, Cue.INITIAL) && scan.isSign(next + 1, '.') && Names.isWritten(scan, next + 2)) {
            scan.emit(FindingType.PERSON, token, Names.end(scan, next + 2), 0.9);
        } else if (Names.isWritten(scan, next)) {
            boolean capital = scan.has(token, Cue.CAPITAL);
            boolean name =
                    scan.has(next, Names.KNOWN) && !scan.has(next, Cue.NAME_TAIL) || !scan.has(next, Names.ORDINARY);
            boolean ranked = capital
                    && (!scan.has(next, Cue.WORD)
                                    && name
                                    && (scan.has(next, Names.KNOWN) || !scan.isAnyOf(token, EVERYDAY))
                            || scan.has(next, Names.KNOWN)
                                    && (scan.has(next + 1, Cue.PERSON_VERB)
                                            || Names.isWritten(scan, next + 1)
                                                    && scan.has(next + 1, Cue.SURNAME)
                                                    && !scan.has(next + 1, Cue.WORD)));
            boolean sure = title ? capital && !short1 : ranked || Names.isSurelyFirst(scan, next);
            boolean word = scan.has(next, Cue.WORD) && !scan.has(next, Names.KNOWN);
            if (sure
                    && !isVariety(scan, token, next)
                    && !(word && !isHonorific(scan, token))
                    && !(scan.has(next, Cue.STREET) && !name)) {
                scan.emit(FindingType.PERSON, token, Names.end(scan, next), title ? 0.95 : 0.8);
            }
        } else if (isHonorific(scan, token) && scan.shape(next) == Tokens.LOWER && isSpoken(scan, next)) {
            scan.emit(FindingType.PERSON, token, next, 0.75);
        }
    }

    /** King Edward 25kg: a listed variety, and at once how much of it. */
    private static boolean isVariety(Scan scan, int rank, int name) {
        int amount = name + 1;
        return scan.isText(rank, "king")
                && scan.isAnyOf(name, VARIETIES)
                && scan.isNumber(amount)
                && scan.isAnyOf(amount + 1, AMOUNTS);
    }

    /** Part of a name as passenger lists write it: THORNBURY/MARGARET MRS. */
    private static boolean isSlashed(Scan scan, int token) {
        return scan.isWord(token) && scan.shape(token) == Tokens.UPPER && scan.has(token, Names.KNOWN);
    }

    private static boolean isHonorific(Scan scan, int token) {
        return scan.isAnyOf(token, HONORIFICS);
    }

    private static boolean isSpoken(Scan scan, int token) {
        boolean known = scan.has(token, Names.KNOWN) && !scan.has(token, Names.ORDINARY);
        return known && scan.length(token) > 2 || scan.has(token, Cue.COMMON_SURNAME) && !scan.has(token, Cue.FUNCTION);
    }
}
