package dev.sluice.classifier.pattern;

import java.util.Locale;

/**
 * Words that tell no recognizer anything, one of each length, to be put in the place of others: what an answer owes to a
 * word shows where the word is not. Two of each, as an effect of the stand-in is none of the word.
 *
 * <p>Inside the module only.
 */
public final class NeutralWords {
    /** How many there are of each length. */
    public static final int CHOICES = 2;

    private static final String[][] WORDS = {
        {
            "",
            "o",
            "ox",
            "mug",
            "tile",
            "cabin",
            "ladder",
            "blanket",
            "umbrella",
            "staircase",
            "television",
            "caterpillar",
            "refrigerator",
            "constellation",
            "transformation",
            "electromagnetic"
        },
        {
            "",
            "u",
            "ah",
            "mud",
            "twig",
            "towel",
            "bucket",
            "lantern",
            "teaspoon",
            "furniture",
            "embroidery",
            "grasshopper",
            "conservatory",
            "miscellaneous",
            "infrastructure",
            "straightforward"
        }
    };

    private static final String[] SIGNS = {" ", ","};

    private NeutralWords() {}

    /** A text of the same length for a word as it is written, capitals where it has some; blanks fill what is over. */
    public static String inPlaceOf(String written, int choice) {
        String[] words = WORDS[choice];
        String word = words[Math.min(written.length(), words.length - 1)];
        String like = word;
        if (written.length() > 1 && written.equals(written.toUpperCase(Locale.ROOT))) {
            like = word.toUpperCase(Locale.ROOT);
        } else if (!written.isEmpty() && Character.isUpperCase(written.charAt(0))) {
            like = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        }
        return like + " ".repeat(written.length() - like.length());
    }

    /** A text of the same length for a sign. */
    public static String inPlaceOfSign(String written, int choice) {
        return SIGNS[choice].repeat(written.length());
    }
}
