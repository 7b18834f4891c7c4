package dev.sluice.app;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Looks for values in bytes, in each encoding in which they could have travelled. */
final class ValueSearch {
    private static final int SHORTEST_WORD = 6;

    private record Pattern(byte[] bytes, String value, String name) {}

    /** Patterns by their first two bytes. */
    private final Map<Integer, List<Pattern>> byStart = new LinkedHashMap<>();

    private final boolean[] starts = new boolean[1 << 16];
    private final List<String> values;

    ValueSearch(Collection<String> values) {
        this.values = List.copyOf(values);
        for (String value : this.values) {
            encodings(value).forEach((encoding, bytes) -> add(new Pattern(bytes, value, value + " as " + encoding)));
        }
    }

    /** The planted values of the samples; without file names where file names are shown on purpose. */
    static ValueSearch planted(boolean withFileNames) throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : Files.readAllLines(
                TestMachine.root().resolve("app/src/test/resources/planted-values.txt"), StandardCharsets.UTF_8)) {
            if (line.equals("# file names") && !withFileNames) {
                break;
            }
            boolean digits = line.chars().anyMatch(Character::isDigit);
            if (!line.startsWith("#") && (digits || line.length() >= SHORTEST_WORD)) {
                values.add(line);
            }
        }
        return new ValueSearch(values);
    }

    List<String> values() {
        return values;
    }

    /** What was found, each as "value as encoding". */
    TreeSet<String> in(byte[] bytes) {
        TreeSet<String> found = new TreeSet<>();
        for (int at = 0; at + 1 < bytes.length; at++) {
            int start = start(bytes, at);
            if (starts[start]) {
                for (Pattern pattern : byStart.get(start)) {
                    int end = at + pattern.bytes.length;
                    if (end <= bytes.length && Arrays.equals(pattern.bytes, 0, pattern.bytes.length, bytes, at, end)) {
                        found.add(pattern.name);
                    }
                }
            }
        }
        return found;
    }

    TreeSet<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each form that is looked for. Base64 has three: what it looks like depends on how many bytes stand before it. */
    static Map<String, byte[]> encodings(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("UTF-8", utf8);
        forms.put("UTF-16LE", value.getBytes(StandardCharsets.UTF_16LE));
        forms.put("UTF-16BE", value.getBytes(StandardCharsets.UTF_16BE));
        for (int before = 0; before < 3; before++) {
            forms.put("base64/" + before, base64(Base64.getEncoder(), utf8, before));
            forms.put("base64url/" + before, base64(Base64.getUrlEncoder(), utf8, before));
        }
        forms.put("hex", ascii(HexFormat.of().formatHex(utf8)));
        forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.put("form", ascii(form));
        forms.put("URL", ascii(form.replace("+", "%20")));
        forms.put("url", ascii(lowerEscapes(form.replace("+", "%20"))));
        return forms;
    }

    /** The characters that depend on the value alone. */
    private static byte[] base64(Base64.Encoder encoder, byte[] value, int before) {
        byte[] padded = new byte[before + value.length];
        System.arraycopy(value, 0, padded, before, value.length);
        String encoded = encoder.withoutPadding().encodeToString(padded);
        return ascii(encoded.substring(Math.ceilDiv(before * 8, 6), padded.length * 8 / 6));
    }

    private static String lowerEscapes(String url) {
        return java.util.regex.Pattern.compile("%[0-9A-F]{2}")
                .matcher(url)
                .replaceAll(escape -> escape.group().toLowerCase(java.util.Locale.ROOT));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int start(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private void add(Pattern pattern) {
        int start = start(pattern.bytes, 0);
        starts[start] = true;
        List<Pattern> same = byStart.computeIfAbsent(start, unused -> new ArrayList<>());
        if (same.stream()
                .noneMatch(other -> other.value.equals(pattern.value) && Arrays.equals(other.bytes, pattern.bytes))) {
            same.add(pattern);
        }
    }
}
