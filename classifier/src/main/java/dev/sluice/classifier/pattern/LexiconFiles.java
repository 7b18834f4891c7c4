package dev.sluice.classifier.pattern;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the lexicon from the files beside this class: {@code words.txt} (ordinary words, one a line), {@code names.txt}
 * (name and marks, capital for a common one), {@code cues.txt} and its like ({@code [CUE]} heads, then words and phrases
 * divided by commas); and for each covered language beside English ordinary words ({@code words-de.txt}) and cues
 * ({@code de.txt}), which hold everywhere unless they are also words of English, names, or of cues that only mean
 * something in prose; and in {@code others.txt} the small words of languages that are not covered.
 */
final class LexiconFiles {
    private static final List<String> FILES =
            List.of("words.txt", "names.txt", "cues.txt", "identifiers.txt", "access.txt", "health.txt", "records.txt");
    private static final String OTHERS = "others.txt";
    /** Words of these cues say something in texts of their language only. */
    private static final Set<Cue> IN_PROSE = EnumSet.of(
            Cue.FUNCTION,
            Cue.WORD,
            Cue.NOT_A_NAME,
            Cue.PERSON_VERB,
            Cue.PERSON_CONTEXT,
            Cue.NAME_TAIL,
            Cue.STREET,
            Cue.UNIT);
    /** Short words of these cues say something everywhere; others, such as rg or opa, are too often something else. */
    private static final Set<Cue> EVEN_SHORT =
            EnumSet.of(Cue.BIRTH, Cue.NAME_LABEL, Cue.PHONE_LABEL, Cue.TITLE, Cue.PASSWORD_LABEL);

    private static final int SHORT = 4;

    /** Small words that are parts of names too. */
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "zu", "de", "da", "di", "do", "du", "del", "della", "dos", "das", "la", "le", "lo", "y", "e",
            "i", "ten", "ter", "san", "dal", "degli", "delle", "dello", "d", "l", "des", "zum", "zur", "vom");

    /** What the files say, for all texts and for those in the languages beside English. */
    record Lists(Lexicon lexicon, LanguageLexicon languages) {}

    private LexiconFiles() {}

    /** Reads the built-in lexicon. */
    static Lists read() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Lexicon.Builder builder = new Lexicon.Builder();
            LanguageLexicon.Builder languages = new LanguageLexicon.Builder();
            for (String file : FILES) {
                List<String> lines = lines(file, digest);
                switch (file) {
                    case "words.txt" -> lines.forEach(word -> builder.word(word, Cue.WORD.bit()));
                    case "names.txt" -> lines.forEach(line -> name(builder, line));
                    default -> entries(lines, (head, parts) -> cue(builder, languages, head, parts));
                }
            }
            for (Language language : Language.ALL) {
                lines("words-" + language.code() + ".txt", digest).forEach(word -> languages.ordinary(language, word));
                entries(
                        lines(language.code() + ".txt", digest),
                        (head, parts) -> foreign(builder, languages, language, head, parts));
            }
            entries(lines(OTHERS, digest), (head, parts) -> languages.small(head, parts.getFirst()));
            LanguageLexicon built = languages.build(builder);
            return new Lists(builder.build(HexFormat.of().formatHex(digest.digest())), built);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }

    private static List<String> lines(String file, MessageDigest digest) {
        byte[] content = content(file);
        digest.update(content);
        return new String(content, StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] content(String file) {
        try (InputStream in = LexiconFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Lexicon: expected " + file + " beside the classes, found none");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Lexicon: reading " + file, e);
        }
    }

    private static void name(Lexicon.Builder builder, String line) {
        int space = line.indexOf(' ');
        long bits = 0;
        for (char mark : line.substring(space + 1).toCharArray()) {
            bits |= switch (mark) {
                case 'F' -> Cue.bits(Cue.FIRST_NAME, Cue.COMMON_FIRST_NAME);
                case 'f' -> Cue.FIRST_NAME.bit();
                case 'L' -> Cue.bits(Cue.SURNAME, Cue.COMMON_SURNAME);
                case 'l' -> Cue.SURNAME.bit();
                default -> throw new IllegalStateException("names.txt: expected marks of F, f, L, l, found " + mark);
            };
        }
        builder.word(line.substring(0, space), bits);
    }

    private static void entries(List<String> lines, BiConsumer<String, List<String>> entry) {
        String head = "";
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                head = line.substring(1, line.indexOf(']'));
                continue;
            }
            for (String words : line.split(",", -1)) {
                if (!words.isBlank()) {
                    entry.accept(head, List.of(words.strip().split(" +")));
                }
            }
        }
    }

    private static void cue(
            Lexicon.Builder builder, LanguageLexicon.Builder languages, String head, List<String> parts) {
        if (head.startsWith("-")) {
            builder.remove(parts.getFirst(), Cue.valueOf(head.substring(1)));
            return;
        }
        Cue cue = Cue.valueOf(head);
        builder.phrase(parts, cue.bit());
        if (cue == Cue.FUNCTION) {
            languages.small("en", parts.getFirst());
        }
    }

    /** An entry of a language's own list: small words tell the language, the others have their cue as well. */
    private static void foreign(
            Lexicon.Builder builder,
            LanguageLexicon.Builder languages,
            Language language,
            String head,
            List<String> parts) {
        String first = parts.getFirst();
        if (head.equals("FUNCTION")) {
            languages.small(language.code(), first);
            if (!PARTICLES.contains(first)) {
                languages.cue(language, parts, Cue.FUNCTION);
            }
            return;
        }
        parts.forEach(word -> languages.ordinary(language, word));
        Cue cue = Cue.valueOf(head);
        boolean isShort = parts.size() == 1 && first.length() <= SHORT && !EVEN_SHORT.contains(cue);
        boolean isEnglish = parts.size() == 1 && builder.isEnglish(first);
        if (IN_PROSE.contains(cue) || (isShort || isEnglish) && !builder.has(first, cue)) {
            languages.cue(language, parts, cue);
        } else if (!builder.has(first, cue) || parts.size() > 1) {
            builder.phrase(parts, cue.bit() | Cue.FOREIGN.bit());
        }
    }
}
