package dev.sluice.classifier.pattern;

import java.util.Map;

/**
 * Whether every stretch of prose is in a language that the detectors cover, English so far: by script and by small words,
 * over stretches of about a thousand letters; tables, code and numbers are passed over.
 */
final class LanguageCheck {
    private static final int STRETCH = 1000;
    private static final int FOREIGN_SCRIPT = 8;
    private static final Map<String, Boolean> FOREIGN = foreign();

    private int letters;
    private int otherScript;
    private int words;
    private int english;
    private int known;
    private int foreign;
    private boolean covered = true;

    private static Map<String, Boolean> foreign() {
        String words = "el los las una por para con del que como pero este esta esto muy mas sus fue se lo al su y "
                + "le les des une est dans pour qui sur pas avec sont cette ces aux mais ou nous vous il elle ne "
                + "der die das und ist nicht mit den dem ein eine einer auf fur von zu sich wird sind auch bei nach "
                + "gli della che di una per sono con nel alla dei anche questo piu e il "
                + "os uma nao para com mais foi ao pela pelo dos das em um "
                + "het een van niet op zijn voor met dat aan werd door naar ook bij de "
                + "och att det som pa av inte jag har till kan vi og ikke er til af "
                + "nie jest na sie do w z to ze ktory oraz dla";
        return java.util.Arrays.stream(words.split(" "))
                .distinct()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(word -> word, word -> true));
    }

    /** Counts the words of a window; stretches go on over windows. */
    void look(Scan scan) {
        for (int token = 0; token < scan.count(); token++) {
            if (scan.isWord(token) && (isOtherScript(scan, token) || !Names.isCode(scan, token))) {
                count(scan, token);
            }
            if (letters >= STRETCH) {
                close();
            }
        }
    }

    private void count(Scan scan, int token) {
        int length = scan.length(token);
        letters += length;
        if (isOtherScript(scan, token)) {
            otherScript += length;
            return;
        }
        if (scan.shape(token) != Tokens.LOWER) {
            return;
        }
        words++;
        boolean function = scan.has(token, Cue.FUNCTION);
        english += function ? 1 : 0;
        known += function || scan.has(token, Cue.WORD) ? 1 : 0;
        if (!function && length <= 6) {
            String word = new String(scan.text.folded(), scan.tokens.start[token], length);
            foreign += FOREIGN.containsKey(word) ? 1 : 0;
        }
    }

    private static boolean isOtherScript(Scan scan, int token) {
        char first = scan.text.foldedAt(scan.tokens.start[token]);
        return first >= 0x250 && !(first >= 0x1E00 && first <= 0x1EFF);
    }

    private void close() {
        boolean otherLanguage = foreign >= 3 && foreign * 2 > english || foreign >= 2 && english == 0 && words < 60;
        boolean unknownWords = words >= 40 && known * 5 < words * 2 && english * 12 < words;
        boolean script = otherScript >= FOREIGN_SCRIPT && otherScript * 20 > letters;
        if (otherLanguage || unknownWords || script) {
            covered = false;
        }
        letters = 0;
        otherScript = 0;
        words = 0;
        english = 0;
        known = 0;
        foreign = 0;
    }

    /** The answer for all that was counted. */
    boolean isCovered() {
        close();
        return covered;
    }
}
