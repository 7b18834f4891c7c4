package dev.sluice.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds which known word somebody meant who wrote another one. */
final class NearestWord {
    private NearestWord() {}

    /** The known word with the fewest changed letters, if they are fewer than half of it; the first of equals. */
    static Optional<String> to(String written, Collection<String> known) {
        if (written.isBlank() || written.length() > 100) {
            return Optional.empty();
        }
        return known.stream()
                .filter(word -> 2 * distance(written, word) < Math.max(word.length(), written.length()))
                .min(Comparator.<String>comparingInt(word -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to put in, leave out or change, whatever their case (Levenshtein). */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
