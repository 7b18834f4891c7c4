package dev.sluice.classifier.pattern;

/** Endings that surnames have in many languages and ordinary English words hardly ever. */
final class Surnames {
    private static final String[] ENDINGS = {
        "ov", "ova", "ev", "eva", "sson", "dottir", "sen", "ski", "ska", "sky", "skaya", "wicz", "vic", "vich", "enko",
        "yan", "oglu", "escu", "idis", "poulos", "akis", "shvili", "adze", "nen", "czyk", "ewicz", "huis", "stra",
        "strom", "berg", "gaard", "mann", "hauser", "inho", "eira", "ez", "elli", "etti", "ucci", "ini", "iewicz",
        "kov", "lund"
    };

    private Surnames() {}

    static boolean hasEnding(Scan scan, int token) {
        if (!scan.isWord(token) || scan.length(token) < 6 || scan.has(token, Names.ORDINARY)) {
            return false;
        }
        int end = scan.tokens.end[token];
        for (String ending : ENDINGS) {
            if (matches(scan.text, end - ending.length(), ending)) {
                return true;
            }
        }
        return false;
    }

    /** A letter outside the English alphabet. */
    static boolean hasForeignLetter(Scan scan, int token) {
        for (int i = scan.tokens.start[token]; i < scan.tokens.end[token]; i++) {
            if (scan.text.at(i) >= 0x80) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text in lower case holds the ending at a unit. */
    static boolean matches(NormalText text, int from, String ending) {
        for (int i = 0; i < ending.length(); i++) {
            if (text.foldedAt(from + i) != ending.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
