package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What words tell of the language they stand in, in tenths of a bit: small words and ordinary ones of each language
 * against those of the others, covered or not, and for words in no list how they are spelled. Immutable once read.
 */
final class LanguageLexicon {
    private static final int RARE = 3;
    private static final int SIDES = 27;
    private static final int SHORTEST_CAPITALS = 5;
    /** By how many other languages have the same small word. */
    private static final int[] SMALL = {18, 12, 8, 5, 5, 3};
    /** By how many other covered languages have the same ordinary word. */
    private static final int[] ORDINARY = {12, 8, 5};

    private static final int ENGLISH = 4;
    private static final int OTHER_SMALL = -16;
    /** A small word of a neighbour that is not covered and not the language's own: nothing else tells them apart as well. */
    private static final int NEIGHBOUR_SMALL = -26;

    private static final int OTHER_LETTER = -12;
    private static final int OTHER_ORDINARY = -4;
    private static final int STRANGE_LETTER = -25;
    private static final int STRANGEST = -12;
    /** The least that a word with a capital weighs, which may be a name of any language. */
    private static final int NAME = -6;

    /** The languages that are near enough to a covered one to share much of a sentence with it. */
    private static final Set<String> NEAR = Set.of(
            "de", "es", "fr", "it", "nl", "pt", "en", "ca", "gl", "oc", "ro", "af", "lb", "nds", "fy", "da", "no",
            "sv");

    private final Lexicon evidence;
    private final SmallWords smallWords;
    private final Map<Language, Lexicon> cues;
    private final Map<Language, BitSet> spelling = new EnumMap<>(Language.class);

    private LanguageLexicon(Lexicon evidence, SmallWords smallWords, Map<Language, Lexicon> cues) {
        this.evidence = evidence;
        this.smallWords = smallWords;
        this.cues = cues;
    }

    /** Collects the lists of all languages before anything is weighed. */
    static final class Builder {
        private final Map<String, Set<String>> small = new HashMap<>();
        private final Map<Language, Set<String>> ordinary = new EnumMap<>(Language.class);
        private final Map<Language, Lexicon.Builder> cues = new EnumMap<>(Language.class);

        Builder() {
            for (Language language : Language.ALL) {
                ordinary.put(language, new HashSet<>());
                cues.put(language, new Lexicon.Builder());
            }
        }

        /** A small word of a language that is named by its letters, covered or not. */
        void small(String language, String word) {
            small.computeIfAbsent(word, key -> new HashSet<>()).add(language);
        }

        /** An ordinary word of a covered language. */
        void ordinary(Language language, String word) {
            set(language).add(word);
        }

        /** A word or phrase that has a cue in texts of this language only. */
        void cue(Language language, List<String> parts, Cue cue) {
            Lexicon.Builder builder = cues.get(language);
            if (builder != null) {
                builder.phrase(parts, cue.bit());
            }
        }

        private Set<String> set(Language language) {
            return ordinary.getOrDefault(language, new HashSet<>());
        }

        /** Weighs the lists; {@code english} are the words of English, whose small ones are among the others'. */
        LanguageLexicon build(Lexicon.Builder english) {
            Map<Language, Lexicon> built = new EnumMap<>(Language.class);
            cues.forEach((language, builder) -> built.put(language, builder.build("")));
            Set<String> all = new HashSet<>(small.keySet());
            ordinary.values().forEach(all::addAll);
            Lexicon.Builder evidence = new Lexicon.Builder();
            for (String word : all) {
                long packed = 0;
                for (Language language : Language.ALL) {
                    packed |= (weight(language, word, english) & 0xFFL) << 8 * language.ordinal();
                }
                evidence.word(word, packed | 1L << 63);
            }
            LanguageLexicon lexicon = new LanguageLexicon(evidence.build(""), SmallWords.of(small, ordinary), built);
            for (Language language : Language.ALL) {
                BitSet triples = new BitSet();
                List<String> words = new ArrayList<>(set(language));
                small.forEach((word, languages) -> {
                    if (languages.contains(language.code())) {
                        words.add(word);
                    }
                });
                words.forEach(word -> spell(word, triples));
                lexicon.spelling.put(language, triples);
            }
            return lexicon;
        }

        private int weight(Language language, String word, Lexicon.Builder english) {
            Set<String> languages = small.getOrDefault(word, Set.of());
            if (languages.contains(language.code())) {
                int near = (int) languages.stream().filter(NEAR::contains).count();
                return SMALL[Math.min(near - 1, SMALL.length - 1)];
            }
            int others = (int) ordinary.values().stream()
                    .filter(words -> words.contains(word))
                    .count();
            if (set(language).contains(word)) {
                int weight = ORDINARY[Math.min(others - 1, ORDINARY.length - 1)];
                return english.has(word, Cue.WORD) ? Math.min(weight, ENGLISH) : weight;
            }
            if (!languages.isEmpty()) {
                boolean nearest = languages.stream().anyMatch(language.neighbours()::contains);
                return word.length() == 1 ? OTHER_LETTER : nearest ? NEIGHBOUR_SMALL : OTHER_SMALL;
            }
            return OTHER_ORDINARY;
        }
    }

    private static void spell(String word, BitSet triples) {
        int triple = 0;
        for (int i = 0; i <= word.length(); i++) {
            int letter = i < word.length() ? letter(word.charAt(i)) : 0;
            triple = (triple * SIDES + letter) % (SIDES * SIDES * SIDES);
            triples.set(triple);
        }
    }

    private static int letter(char folded) {
        return folded >= 'a' && folded <= 'z' ? folded - 'a' + 1 : 0;
    }

    /** Puts what a word tells for and against each language into {@code weights}, in tenths of a bit. */
    void weigh(Scan scan, int token, int[] weights) {
        NormalText text = scan.text;
        int start = scan.tokens.start[token];
        int end = scan.tokens.end[token];
        long known = evidence.cues(text.folded(), start, end, scan.tokens.hash[token]);
        boolean capitals = scan.shape(token) == Tokens.UPPER && end - start >= SHORTEST_CAPITALS;
        boolean lower = scan.shape(token) == Tokens.LOWER || capitals;
        for (Language language : Language.ALL) {
            int i = language.ordinal();
            int weight = (byte) (known >> 8 * i);
            boolean listed = known != 0 && weight != OTHER_ORDINARY;
            weights[i] = listed ? weight : spelled(text, start, end, language, lower);
            weights[i] = known != 0 ? Math.min(weight, weights[i]) : weights[i];
            if (scan.shape(token) == Tokens.CAPITALISED) {
                weights[i] = Math.max(weights[i], NAME);
            }
            if (lower) {
                for (int at = start; at < end; at++) {
                    char letter = Character.toLowerCase(text.at(at));
                    boolean stressed = letter < 0x80 || letter == '\u00E9' || letter == '\u00F3';
                    boolean strange = !language.writes(letter)
                            || !stressed && weights[i] > 0 && end - start < 5 && language == Language.DUTCH;
                    weights[i] = strange ? STRANGE_LETTER : weights[i];
                }
            }
        }
    }

    /** A word in no list: the more of its runs of three letters no word of the language has, the less it is one. */
    private int spelled(NormalText text, int start, int end, Language language, boolean lower) {
        BitSet triples = spelling.get(language);
        if (end - start < RARE || !lower && language != Language.GERMAN || triples == null) {
            return -1;
        }
        int strange = 0;
        int triple = 0;
        for (int i = start; i <= end; i++) {
            int letter = i < end ? letter(text.foldedAt(i)) : 0;
            triple = (triple * SIDES + letter) % (SIDES * SIDES * SIDES);
            strange += triples.get(triple) ? 0 : 1;
        }
        int weight = -1 - 20 * strange / (end - start + 1);
        return Math.max(weight, lower ? STRANGEST : STRANGEST / 2);
    }

    /** Which languages have a word as a small one. */
    SmallWords smallWords() {
        return smallWords;
    }

    /** The cues that words and phrases have in texts of one language. */
    Lexicon cues(Language language) {
        Lexicon lexicon = cues.get(language);
        if (lexicon == null) {
            throw new IllegalStateException("Languages: expected a list for " + language + ", found none");
        }
        return lexicon;
    }
}
