package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A text with one span that is to be found.
 *
 * @param start first UTF-16 unit of the span
 * @param end one past its last
 */
public record MarkedText(FindingType type, String text, int start, int end) {
    private static final int GENERATED = 3;

    /** The lines of {@code found.csv} and the values that {@link PlainDocument} and {@link NumberSamples} make of a seed. */
    public static List<MarkedText> all(long seed) {
        List<MarkedText> all = new ArrayList<>(written());
        Random random = new Random(seed);
        for (PlainDocument.Kind kind : PlainDocument.Kind.values()) {
            for (int i = 0; i < GENERATED; i++) {
                PlainDocument plain = PlainDocument.of(kind, random);
                all.add(of(type(kind), plain.before() + '«' + plain.value() + '»' + plain.after()));
            }
        }
        for (NumberSamples.Sample sample : NumberSamples.ALL) {
            FindingType type = NumberSchemes.ALL.stream()
                    .filter(scheme -> scheme.name().equals(sample.scheme()))
                    .findFirst()
                    .orElseThrow()
                    .type();
            for (int i = 0; i < GENERATED; i++) {
                all.add(of(
                        type, "The " + sample.label() + " is «" + sample.make().apply(random) + "», as they say."));
            }
        }
        return List.copyOf(all);
    }

    /** The lines of {@code found.csv}. */
    static List<MarkedText> written() {
        return lines("found.csv", 2).stream()
                .map(fields -> of(FindingType.valueOf(fields.get(0)), fields.get(1)))
                .toList();
    }

    /** The fields of a file of examples, the last of them to the end of its line, with quotes and escapes undone. */
    static List<List<String>> lines(String file, int columns) {
        List<List<String>> lines = new ArrayList<>();
        try (InputStream in = MarkedText.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> fields = new ArrayList<>(List.of(line.split(";", columns)));
                fields.replaceAll(MarkedText::unescaped);
                lines.add(fields);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
        return lines;
    }

    private static String unescaped(String field) {
        boolean quoted = field.startsWith("\"") && field.endsWith("\"");
        return (quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field)
                .replace("\\n", "\n")
                .replace("\\t", "\t");
    }

    /** A text in which the span stands between « and ». */
    static MarkedText of(FindingType type, String marked) {
        int start = marked.indexOf('«');
        int end = marked.indexOf('»') - 1;
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("Expected a span between « and » in " + marked);
        }
        return new MarkedText(type, marked.replace("«", "").replace("»", ""), start, end);
    }

    String before() {
        return text.substring(0, start);
    }

    String value() {
        return text.substring(start, end);
    }

    String after() {
        return text.substring(end);
    }

    /** The text with another value at the span. */
    MarkedText withValue(String value) {
        return new MarkedText(type, before() + value + after(), start, start + value.length());
    }

    /** The text between two others. */
    MarkedText between(String before, String after) {
        return new MarkedText(type, before + text + after, start + before.length(), end + before.length());
    }

    private static FindingType type(PlainDocument.Kind kind) {
        return switch (kind) {
            case BIRTH -> FindingType.DATE_OF_BIRTH;
            default -> FindingType.valueOf(kind.name());
        };
    }

    @Override
    public String toString() {
        return type + " in " + before() + '«' + value() + '»' + after();
    }
}
