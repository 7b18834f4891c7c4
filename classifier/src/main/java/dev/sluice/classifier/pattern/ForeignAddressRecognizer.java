package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Addresses as they are written outside English, letter B: the street before its number, or a street word of its own. */
final class ForeignAddressRecognizer implements Recognizer {
    private static final WordTable STREET_WORDS = WordTable.of("st str street ave rd road");
    private static final WordTable PLACE_WORDS = WordTable.of("at on to is");
    private static final WordTable PARTICLES = WordTable.of("de la du des del d l");
    private static final WordTable PREPOSITIONS = WordTable.of("on at in to is near from");
    private static final WordTable STREETS = WordTable.of(
            "rue calle via avenida avda viale piazza rua paseo carrer chemin jalan ulica ul avenue plaza corso "
                    + "impasse quai");
    /** Those that mean nothing else in English after a number. */
    private static final WordTable LEADING =
            WordTable.of("rue calle avenida avda viale piazza rua carrer chemin jalan ulica impasse quai");

    private static final WordTable TRAILING =
            WordTable.of("utca utja ulica vagen gatan strasse weg allee platz gasse straat laan plein kade gade katu");
    private static final String[] ENDS = {
        "strasse", "strase", "gasse", "straat", "laan", "gatan", "gata", "gade", "vagen", "veien", "vegen", "katu",
                "weg",
        "allee", "platz", "plein", "kade", "dreef", "kuja", "vej", "ttir", "straeti", "gotu", "utca", "brucke",
                "bruecke",
        "ufer", "stieg", "graben", "tie", "singel", "gracht"
    };

    /** Those that mean something else in English, and count in texts of their languages only. */
    private static final WordTable LOCAL_STREETS = WordTable.of(
            "av bd boulevard place cours allee allees passage esplanade faubourg sentier square route residence promenade "
                    + "cl c camino carretera ronda travesia glorieta callejon urbanizacion pasaje rambla pza plaza "
                    + "largo vicolo piazzale strada contrada lungomare borgo salita localita loc traversa corso "
                    + "travessa praca alameda estrada rodovia beco bairro praceta calcada ladeira "
                    + "am im an auf in unter zum zur ring damm ufer chaussee markt hof steig pfad "
                    + "hof plantsoen steeg dijk markt park ring baan burgwal steenweg");

    private static final WordTable HOUSE_LETTERS = WordTable.of("bis ter a b c");
    private static final WordTable STREET_PARTICLES = WordTable.of("de del della da do dos das des du la d der den");
    private static final WordTable STREET_PARTS = WordTable.of(
            "de del della da do dos das des du la d l der den dem y e n no nr num numero o san von van . ' / -");

    private static final int LOCAL_REACH = 8;

    @Override
    public String name() {
        return "foreign-address";
    }

    @Override
    public long triggers() {
        return Cue.NUMBER.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.length(token) > 6 || scan.touches(token) && (scan.isWord(token - 1) || scan.isSign(token - 1, '.'))) {
            return;
        }
        if (scan.isAnyOf(token + 1, LEADING) && !scan.touches(token + 1) && scan.isWord(token + 2)) {
            scan.emit(FindingType.ADDRESS, token, token + 2, 0.7);
        } else if (isBeforeStreetWord(scan, token)) {
            scan.emit(FindingType.ADDRESS, token - 1, token + 1, 0.65);
        } else if (isNamedPlace(scan, token)) {
            scan.emit(FindingType.ADDRESS, token, token + 2, 0.6);
        } else if (scan.length(token) <= 4 && !local(scan, token)) {
            streetThenNumber(scan, token);
        }
    }

    /** What is an address in a text of another language: Goethestr. 22; Am Markt 7, 23966 Wismar; 12, place Carnot. */
    private static boolean local(Scan scan, int token) {
        boolean abbreviated = scan.isSign(token - 1, '.') && scan.touches(token - 1) && isAbbreviation(scan, token - 2);
        if (abbreviated) {
            scan.emit(FindingType.ADDRESS, token - 2, token, 0.75);
            return true;
        }
        if (!scan.isForeign(token)) {
            return false;
        }
        int after = scan.isAnyOf(token + 1, HOUSE_LETTERS) ? token + 2 : token + 1;
        int street = scan.isSign(after, ',') ? after + 1 : after;
        boolean leading =
                scan.isIn(token, Language.FRENCH) && isLocalStreet(scan, street) || scan.isAnyOf(street, LEADING);
        boolean named = scan.isCapital(street + 1) || scan.isCapital(street + 2) || scan.isCapital(street + 3);
        if (leading && named && !scan.touches(street) && scan.isWord(street + 1)) {
            scan.emit(FindingType.ADDRESS, token, street + 1, 0.7);
            return true;
        }
        int town = town(scan, after);
        boolean before = scan.isCapital(token - 1) || scan.isSign(token - 1, ',') && scan.isCapital(token - 2);
        if (town > 0 && before) {
            scan.emit(FindingType.ADDRESS, token - 1, town, 0.7);
            return true;
        }
        return localStreet(scan, token);
    }

    private static boolean isAbbreviation(Scan scan, int token) {
        return scan.isCapital(token)
                && scan.length(token) > 5
                && !scan.has(token, Cue.WORD)
                && Surnames.matches(scan.text, scan.tokens.end[token] - 3, "str");
    }

    private static boolean isLocalStreet(Scan scan, int token) {
        return scan.isWord(token) && scan.isAnyOf(token, LOCAL_STREETS);
    }

    /** The town behind a comma or a new line and a postal code, or -1. */
    private static int town(Scan scan, int at) {
        if (!scan.isSign(at, ',') && !scan.isBreak(at)) {
            return -1;
        }
        int code = at + 1;
        boolean five = scan.isNumber(code) && scan.length(code) == 5;
        boolean four = scan.isNumber(code) && scan.length(code) == 4;
        boolean lettered =
                four && scan.isWord(code + 1) && scan.length(code + 1) == 2 && scan.shape(code + 1) == Tokens.UPPER;
        boolean parted = four && scan.isSign(code + 1, '-') && scan.isNumber(code + 2) && scan.length(code + 2) == 3;
        int town = parted ? code + 3 : lettered ? code + 2 : code + 1;
        boolean written = scan.isCapital(town) && !scan.touches(town);
        return written && (five || parted || lettered || four && !scan.has(town, Cue.MONTH)) ? town : -1;
    }

    /** A street word, words of its name and the number: Avda. de la Constitución, 17. */
    private static boolean localStreet(Scan scan, int token) {
        for (int i = token - 1; i >= token - LOCAL_REACH && i >= 0 && !scan.isBreak(i); i--) {
            boolean word = scan.isAnyOf(i, STREETS) || isLocalStreet(scan, i);
            boolean slashed = scan.isText(i, "c") && scan.isSign(i + 1, '/') && scan.isCapital(i + 2);
            boolean named = scan.isCapital(i + 1)
                    || scan.isSign(i + 1, '.') && scan.isWord(i + 2)
                    || scan.isAnyOf(i + 1, STREET_PARTICLES);
            boolean small = scan.length(i) <= 3 && !scan.isSign(i + 1, '.') || scan.isText(i, "unter");
            if (word && i < token - 1 && (slashed || named && (!small || scan.isCapital(i) && endsHere(scan, token)))) {
                scan.emit(FindingType.ADDRESS, i, token, 0.75);
                return true;
            }
            boolean part = scan.isCapital(i) || scan.isSign(i, ',') && i >= token - 4 || scan.isAnyOf(i, STREET_PARTS);
            if (!part) {
                return false;
            }
        }
        return false;
    }

    /** A name, a number and then the street word: "Lindvollen 130 st.". */
    private static boolean isBeforeStreetWord(Scan scan, int token) {
        return scan.isAnyOf(token + 1, STREET_WORDS)
                && !scan.touches(token + 1)
                && scan.length(token) <= 4
                && isStrange(scan, token - 1)
                && !scan.isCapital(token + 2);
    }

    /** After a word for a place, a number and two words that are nothing else: "at 214 Pavlou Drandaki". */
    private static boolean isNamedPlace(Scan scan, int token) {
        int end = token + 3;
        boolean closes = end >= scan.count() || scan.isBreak(end) || scan.isSign(end, ',') || scan.isSign(end, '.');
        int from = scan.isBreak(token - 1) ? token - 2 : token - 1;
        from = scan.isNumber(from) ? from - 1 : from;
        return scan.length(token) >= 2
                && closes
                && scan.isCapital(token + 1)
                && scan.isCapital(token + 2)
                && isStrange(scan, token + 1)
                && isStrange(scan, token + 2)
                && (scan.isAnyOf(from, PLACE_WORDS) || scan.has(from, Cue.ADDRESS_LABEL));
    }

    private static boolean isStrange(Scan scan, int token) {
        return scan.isWord(token)
                && scan.length(token) > 3
                && Names.isUncommon(scan, token)
                && !scan.has(token, Cue.bits(Cue.MONTH, Cue.MONEY, Cue.HEALTH))
                && !Names.isCode(scan, token);
    }

    /** Hauptstraße 12; Calle Mayor 5; hegyalja utca 98. */
    private static void streetThenNumber(Scan scan, int token) {
        int street = token - 1;
        if (scan.isAnyOf(street, TRAILING) && isStrange(scan, street - 1)) {
            scan.emit(FindingType.ADDRESS, street - 1, token, 0.7);
            return;
        }
        boolean hungarian = scan.isText(street, "ut") && Surnames.hasForeignLetter(scan, street);
        if (isStreetName(scan, street) || hungarian && scan.isWord(street - 1)) {
            scan.emit(FindingType.ADDRESS, hungarian ? street - 1 : street, token, 0.75);
            return;
        }
        if (isAfterPreposition(scan, street) && endsHere(scan, token)) {
            scan.emit(FindingType.ADDRESS, street, token, 0.6);
            return;
        }
        for (int i = street; i >= token - 4 && i >= 0 && !scan.isBreak(i); i--) {
            if (scan.isSign(i, ',') || scan.isSign(i, '.') || scan.isSign(i, '\'')) {
                continue;
            }
            boolean foreign = scan.isAnyOf(i, STREETS);
            if (!foreign && !scan.isCapital(i) && !scan.isAnyOf(i, PARTICLES)) {
                return;
            }
            if (foreign && i < token - 1) {
                scan.emit(FindingType.ADDRESS, i, token, 0.75);
                return;
            }
        }
    }

    /** A word with a foreign letter soon after "on" or "at": "on Pod Horáčkem 77". */
    private static boolean isAfterPreposition(Scan scan, int street) {
        if (!scan.isCapital(street) || !isStrange(scan, street) || !Surnames.hasForeignLetter(scan, street)) {
            return false;
        }
        int before = scan.isCapital(street - 1) ? street - 2 : street - 1;
        return scan.isAnyOf(before, PREPOSITIONS);
    }

    private static boolean endsHere(Scan scan, int token) {
        int after = token + 1;
        return scan.length(token) >= 2
                && (after >= scan.count()
                        || scan.isBreak(after)
                        || scan.isSign(after, ',')
                        || scan.isSign(after, '.') && !scan.isNumber(after + 1));
    }

    /** A compound with a street word at its end; in lower case only if no list knows it. */
    static boolean isStreetName(Scan scan, int token) {
        if (!scan.isWord(token) || scan.length(token) < 7 || scan.has(token, Cue.WORD)) {
            return false;
        }
        boolean lower = !scan.isCapital(token);
        if (lower && (scan.length(token) < 8 || scan.tokens.cues[token] != 0 || Names.isCode(scan, token))) {
            return false;
        }
        int end = scan.tokens.end[token];
        for (String ending : ENDS) {
            if ((ending.length() >= 4 || scan.tokens.cues[token] == Cue.CAPITAL.bit() || lower)
                    && Surnames.matches(scan.text, end - ending.length(), ending)) {
                return true;
            }
        }
        return false;
    }
}
