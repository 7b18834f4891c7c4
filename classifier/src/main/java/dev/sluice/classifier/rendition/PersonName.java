package dev.sluice.classifier.rendition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a person's name without titles: what two ways of writing one name have in common. */
final class PersonName {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’\\u200C\\u200D-][\\p{L}\\p{M}]+)*");
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "doctor",
            "sir",
            "madam",
            "herr",
            "frau",
            "monsieur",
            "madame",
            "mme",
            "mlle",
            "señor",
            "señora",
            "sr",
            "sra",
            "dra",
            "doña",
            "signor",
            "signora",
            "dott",
            "dottoressa",
            "senhor",
            "senhora",
            "dhr",
            "mevr",
            "jr",
            "phd",
            "rn",
            "esq");
    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "van", "von", "der", "den", "ten",
            "ter", "zu", "bin", "al", "el", "y", "e", "and");

    private PersonName() {}

    /** The words of a name in their order, titles and particles included. */
    static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(value);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Whether the word is a title and never a name: Don and Md are names of people as well. */
    static boolean isTitle(String word) {
        return word.equals("MD") || TITLES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the word joins names, which with a capital it need not do: Van and Le are names of people as well. */
    static boolean isParticle(String word) {
        return PARTICLES.contains(word);
    }

    /** The folded parts in alphabetical order, so that Okafor, Ngozi is Ngozi Okafor; all words if there is no other. */
    static Set<String> parts(String value) {
        Set<String> parts = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (String word : words(value)) {
            String folded = FoldedText.fold(word);
            all.add(folded);
            if (!isTitle(word)) {
                parts.add(folded);
            }
        }
        return parts.isEmpty() ? all : parts;
    }
}
