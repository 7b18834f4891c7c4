package dev.sluice.classifier.pattern;

import java.util.List;
import java.util.Set;

/** A language that the detectors cover beside English, by the two letters of ISO 639-1. */
enum Language {
    GERMAN("de", "äöüßéà", "lb", "nds"),
    SPANISH("es", "áéíóúüñªº", "ca", "gl"),
    FRENCH("fr", "àâæçéèêëîïôœùûüÿ", "oc", "ca"),
    ITALIAN("it", "àèéìíîòóùúªº", "co", "sc"),
    DUTCH("nl", "éëïóöüáèàêíúç", "af", "fy", "nds"),
    PORTUGUESE("pt", "áâãàçéêíóôõúüªº", "gl");

    static final List<Language> ALL = List.of(values());

    private final String code;
    private final String letters;
    private final Set<String> neighbours;

    Language(String code, String letters, String... neighbours) {
        this.code = code;
        this.letters = letters;
        this.neighbours = Set.of(neighbours);
    }

    /** The languages that are not covered and nearest to it. */
    Set<String> neighbours() {
        return neighbours;
    }

    String code() {
        return code;
    }

    /** Whether words of any of the languages or of English are written with a letter, which is in lower case. */
    static boolean isWritten(char letter) {
        if (letter < 0x80) {
            return true;
        }
        for (Language language : ALL) {
            if (language.writes(letter)) {
                return true;
            }
        }
        return false;
    }

    /** Whether words of the language are written with a letter, which is in lower case. */
    boolean writes(char letter) {
        return letter < 0x80 || letters.indexOf(letter) >= 0;
    }
}
