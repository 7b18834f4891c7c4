package dev.sluice.classifier.pattern;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the lexicon from the files beside this class: {@code words.txt} (ordinary words, one a line), {@code names.txt}
 * (name and marks, capital for a common one) and {@code cues.txt} ({@code [CUE]} heads, then words and phrases divided
 * by commas).
 */
final class LexiconFiles {
    private static final List<String> FILES =
            List.of("words.txt", "names.txt", "cues.txt", "identifiers.txt", "health.txt");

    private LexiconFiles() {}

    /** Reads the built-in lexicon. */
    static Lexicon read() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Lexicon.Builder builder = new Lexicon.Builder();
            for (String file : FILES) {
                byte[] content = content(file);
                digest.update(content);
                List<String> lines =
                        new String(content, StandardCharsets.UTF_8).lines().toList();
                switch (file) {
                    case "words.txt" -> lines.forEach(word -> builder.word(word, Cue.WORD.bit()));
                    case "names.txt" -> lines.forEach(line -> name(builder, line));
                    default -> cues(builder, lines);
                }
            }
            return builder.build(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
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

    private static void cues(Lexicon.Builder builder, List<String> lines) {
        String head = "";
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                head = line.substring(1, line.indexOf(']'));
                continue;
            }
            for (String entry : line.split(",", -1)) {
                List<String> parts = List.of(entry.strip().split(" +"));
                if (entry.isBlank()) {
                    continue;
                }
                if (head.startsWith("-")) {
                    builder.remove(parts.getFirst(), Cue.valueOf(head.substring(1)));
                } else {
                    builder.phrase(parts, Cue.valueOf(head).bit());
                }
            }
        }
    }
}
