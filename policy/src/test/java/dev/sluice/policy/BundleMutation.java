package dev.sluice.policy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A bundle with one thing damaged.
 *
 * @param files the contents of its files by their paths
 * @param file the one that was damaged
 */
record BundleMutation(SortedMap<String, byte[]> files, String file, Kind kind) {
    /** What is done to it: whether it is never accepted, and whether it happens rather than is written. */
    enum Kind {
        CUT_OFF(false, true),
        BITS(false, true),
        NOISE(false, true),
        LOST(false, true),
        DOUBLED(false, true),
        LINES(false, false),
        WORDS(false, false),
        UNKNOWN_KEY(true, true),
        DUPLICATE_ID(true, true),
        DATES(true, true),
        MISSING(true, true),
        NESTED(true, true),
        HIDDEN(true, true),
        NO_BUNDLE(true, true);

        final boolean refused;
        final boolean accident;

        Kind(boolean refused, boolean accident) {
            this.refused = refused;
            this.accident = accident;
        }
    }

    private static final List<String> KEY_FILES = List.of(
            "bundle.yaml", "endpoints.yaml", "models.yaml", "routing.yaml", "tests.yaml", "recognizers/words.yaml");
    private static final Map<String, String> DUPLICATES = Map.of(
            "endpoints.yaml", "endpoints",
            "models.yaml", "models",
            "routing.yaml", "tiers");
    private static final List<String> HIDDEN =
            List.of("\u202e", "\u2066", "\ufeff", "\u0000", "\u001b", "\u0085", "\u2028", "\r", "\u200f");
    private static final List<String> DATES = List.of(
            "validFrom: 2026-02-01\n    validUntil: 2026-01-31",
            "validFrom: 2026-02-30\n    validUntil: 2026-12-31",
            "validFrom: 2026-02-01\n    validUntil: +999999999-12-31",
            "validFrom: 2026-02-01\n    validFrom: 2025-02-01\n    validUntil: 2026-12-31",
            "validFrom: 2026-02-01",
            "validFrom: [2026-02-01]\n    validUntil: 2026-12-31",
            "validFrom: 2026-02-01\n    validUntil: 2026-12-31T00:00:00Z");

    static BundleMutation of(SortedMap<String, byte[]> whole, Random random) {
        SortedMap<String, byte[]> files = new TreeMap<>(whole);
        List<String> names = List.copyOf(files.keySet());
        String file = names.get(random.nextInt(names.size()));
        byte[] bytes = content(files, file);
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        int at = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(64), bytes.length - at);
        switch (kind) {
            case CUT_OFF -> files.put(file, Arrays.copyOf(bytes, at));
            case BITS -> {
                byte[] flipped = bytes.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                files.put(file, flipped);
            }
            case NOISE -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                files.put(file, spliced(bytes, at, at + random.nextInt(length + 1), noise));
            }
            case LOST -> files.put(file, spliced(bytes, at, at + length, new byte[0]));
            case DOUBLED -> files.put(file, spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length)));
            case LINES -> files.put(file, lines(bytes, random));
            case WORDS -> files.put(file, words(bytes, random));
            case UNKNOWN_KEY -> {
                file = KEY_FILES.get(random.nextInt(KEY_FILES.size()));
                files.put(file, unknownKey(content(files, file), random));
            }
            case DUPLICATE_ID -> file = duplicate(files, random);
            case DATES -> {
                file = "attestations.yaml";
                files.put(file, text(attestation(DATES.get(random.nextInt(DATES.size())))));
            }
            case MISSING -> {
                List<String> needed = names.stream()
                        .filter(name -> !name.matches(".*\\.cedar|recognizers/.*"))
                        .toList();
                file = needed.get(random.nextInt(needed.size()));
                files.remove(file);
            }
            case NESTED -> file = nested(files, random);
            case HIDDEN -> {
                int between = characterAt(bytes, at);
                files.put(file, spliced(bytes, between, between, text(HIDDEN.get(random.nextInt(HIDDEN.size())))));
            }
            case NO_BUNDLE -> {
                byte[] noise = new byte[1 + random.nextInt(300)];
                random.nextBytes(noise);
                noise[0] = (byte) 0xff;
                files.put(file, noise);
            }
        }
        return new BundleMutation(files, file, kind);
    }

    /** Not before a line feed: one that follows a carriage return ends its line with it. */
    private static int characterAt(byte[] bytes, int from) {
        int at = from;
        while (at > 0 && ((bytes[at] & 0xc0) == 0x80 || bytes[at] == '\n')) {
            at--;
        }
        return at;
    }

    private static byte[] lines(byte[] bytes, Random random) {
        List<String> lines = Arrays.asList(string(bytes).split("(?<=\n)"));
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        String line = lines.get(one);
        lines.set(one, random.nextBoolean() ? lines.get(other) : "");
        lines.set(other, line);
        return text(String.join("", lines));
    }

    private static byte[] words(byte[] bytes, Random random) {
        String text = string(bytes);
        List<MatchResult> words =
                Pattern.compile("\\w+").matcher(text).results().toList();
        var one = words.get(random.nextInt(words.size()));
        String other = words.get(random.nextInt(words.size())).group();
        return text(text.substring(0, one.start()) + other + text.substring(one.end()));
    }

    /** Before one of the lines that begin an entry or a key, indented as it is. */
    private static byte[] unknownKey(byte[] bytes, Random random) {
        List<MatchResult> keys = Pattern.compile("(?m)^( *(?:- )?)[a-zA-Z]+: ")
                .matcher(string(bytes))
                .results()
                .toList();
        var key = keys.get(random.nextInt(keys.size()));
        String name = random.nextBoolean() ? "approved: true" : "\"x y\": [1]";
        String indent = key.group(1);
        String text = string(bytes);
        String rest = indent.replace('-', ' ') + text.substring(key.start() + indent.length());
        return text(text.substring(0, key.start()) + indent + name + "\n" + rest);
    }

    private static String duplicate(SortedMap<String, byte[]> files, Random random) {
        if (random.nextBoolean()) {
            String from = random.nextBoolean() ? "10-inside.cedar" : "20-never-outside.cedar";
            String file = random.nextBoolean() ? from : "50-more.cedar";
            byte[] before = files.getOrDefault(file, new byte[0]);
            files.put(file, spliced(before, before.length, before.length, content(files, from)));
            return file;
        }
        String file = List.copyOf(DUPLICATES.keySet()).get(random.nextInt(DUPLICATES.size()));
        String text = string(content(files, file));
        String entries = text.substring(text.indexOf("\n" + DUPLICATES.get(file) + ":\n") + 1);
        files.put(file, text(text + entries.substring(entries.indexOf('\n') + 1)));
        return file;
    }

    static String attestation(String dates) {
        return """
            attestations:
              - endpoint: external-1
                kind: BAA
                operations: [chat]
                document: %s
                %s
            """.formatted("a".repeat(64), dates);
    }

    private static String nested(SortedMap<String, byte[]> files, Random random) {
        int depth = 40 + random.nextInt(1 << 4 + random.nextInt(9));
        String file = switch (random.nextInt(3)) {
            case 0 -> "40-outside.cedar";
            case 1 -> "schema.cedarschema";
            default -> "routing.yaml";
        };
        String text = string(content(files, file));
        String[] shape = NestedText.SHAPES[random.nextInt(NestedText.SHAPES.length)];
        files.put(
                file,
                text(
                        switch (file) {
                            case "40-outside.cedar" ->
                                text.replaceFirst(
                                        "when \\{",
                                        "when { " + NestedText.of(shape, Math.max(depth, shape.length == 4 ? 200 : 0))
                                                + " && ");
                            case "schema.cedarschema" ->
                                text.replaceFirst(
                                        "Bool,",
                                        random.nextBoolean()
                                                ? "Set<".repeat(depth) + "Bool" + ">".repeat(depth) + ","
                                                : "{a:".repeat(depth) + "Bool" + "}".repeat(depth) + ",");
                            default ->
                                text.replaceFirst(
                                        "cleared:",
                                        random.nextBoolean()
                                                ? "cleared: " + "[".repeat(depth) + "]".repeat(depth) + "\n    x:"
                                                : "cleared:\n      " + "- ".repeat(depth) + "x\n    x:");
                        }));
        return file;
    }

    private static byte[] content(SortedMap<String, byte[]> files, String file) {
        return Objects.requireNonNull(files.get(file), file);
    }

    private static byte[] spliced(byte[] content, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + between.length);
        out.write(content, 0, from);
        out.writeBytes(between);
        out.write(content, to, content.length - to);
        return out.toByteArray();
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
