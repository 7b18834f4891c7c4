package dev.sluice.classifier.pattern;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** The same characters as formats and programs write them. */
final class EncodedDisguises {
    static final List<Disguise> ALL = List.of(
            new Disguise("base64", Disguise.ALL, EncodedDisguises::base64),
            new Disguise(
                    "base64url",
                    Disguise.ALL,
                    (v, r) -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(around(v, r)))),
            new Disguise("hexadecimal", Disguise.ALL, EncodedDisguises::hexadecimal),
            new Disguise(
                    "percent encoding",
                    Disguise.ALL,
                    (v, r) -> LetterDisguises.each(v, c -> some(c, r, octets(c, "%")))),
            new Disguise("quoted-printable", Disguise.ALL, EncodedDisguises::quotedPrintable),
            new Disguise(
                    "HTML entities",
                    Disguise.ALL,
                    (v, r) -> LetterDisguises.each(v, c -> r.nextBoolean() ? "&#" + c + ";" : "&#x%x;".formatted(c))),
            new Disguise(
                    "unicode escapes",
                    Disguise.ALL,
                    (v, r) -> LetterDisguises.each(v, c -> some(c, r, "\\u%04x".formatted(c)))),
            new Disguise("labelled ROT13", Disguise.ALL, EncodedDisguises::rot13),
            new Disguise(
                    "gzip in base64",
                    Disguise.ALL,
                    (v, r) -> Base64.getEncoder().encodeToString(gzip(around(v, r)))),
            new Disguise("decimal codes", Disguise.ALL, (v, r) -> codes(v, r, "%d")),
            new Disguise("octal codes", Disguise.ALL, (v, r) -> codes(v, r, "\\%03o")),
            new Disguise("binary codes", Disguise.ALL, (v, r) -> codes(v, r, "%8s")));

    private EncodedDisguises() {}

    private static String octets(int c, String mark) {
        return HexFormat.of()
                .withUpperCase()
                .withPrefix(mark)
                .withDelimiter("")
                .formatHex(bytes(Character.toString(c)));
    }

    /** The code of each byte, octal escapes with nothing between them. */
    private static String codes(String value, Random random, String form) {
        String separator =
                form.startsWith("\\") ? "" : List.of(" ", ",", ", ", "\n").get(random.nextInt(4));
        byte[] bytes = bytes(around(value, random));
        StringBuilder codes = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            int code = bytes[i] & 0xFF;
            Object shown = form.equals("%8s") ? Integer.toBinaryString(code) : code;
            codes.append(i == 0 ? "" : separator).append(form.formatted(shown).replace(' ', '0'));
        }
        return codes.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The value by itself or within a sentence that is encoded with it. */
    private static String around(String value, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> value;
            case 1 -> "{\"note\": \"" + value + "\", \"page\": 3}";
            default -> "The clerk wrote it down as follows: " + value + ". Nobody has looked at it since, I am afraid.";
        };
    }

    private static String some(int c, Random random, String escaped) {
        return !Character.isLetterOrDigit(c) || random.nextInt(3) > 0 ? escaped : Character.toString(c);
    }

    static String base64(String value, Random random) {
        String text = around(value, random);
        return random.nextBoolean()
                ? Base64.getEncoder().encodeToString(bytes(text))
                : "\n"
                        + Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes(text))
                        + "\n";
    }

    static String hexadecimal(String value, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> HexFormat.of().formatHex(bytes(value));
            case 1 -> HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes(value));
            case 2 -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(bytes(value));
            default -> HexFormat.ofDelimiter(":").formatHex(bytes(value));
        };
    }

    private static String quotedPrintable(String value, Random random) {
        StringBuilder out = new StringBuilder("=20");
        value.codePoints().forEach(c -> {
            out.append(
                    !Character.isLetterOrDigit(c) || random.nextInt(3) == 0 ? octets(c, "=") : Character.toString(c));
            out.append(random.nextInt(12) == 0 ? "=\n" : "");
        });
        return out.append("=20").toString();
    }

    static String rot13(String value, Random random) {
        String label = PlainDocument.pick(List.of("ROT13: ", "(rot-13) ", "in rot 13: "), random);
        return label
                + LetterDisguises.each(
                        value,
                        c -> !LetterDisguises.letter(c)
                                ? Character.toString(c)
                                : Character.toString(
                                        (c & 32) == 0 ? 'A' + (c - 'A' + 13) % 26 : 'a' + (c - 'a' + 13) % 26));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
