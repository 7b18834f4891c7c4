package dev.sluice.bench.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Draws sentences, words and values from a seeded source: the same seed, the same text. One thread. */
final class Phrases {
    private static final List<String> DOMAINS = List.of("northgate-mill.org", "pinebrook.net", "larkfield-supply.com");

    private final Random random;

    Phrases(long seed) {
        this.random = new Random(seed);
    }

    /** From {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /** True once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Digits, of which the first is not 0. */
    String digits(int count) {
        StringBuilder out = new StringBuilder(count).append(between(1, 9));
        while (out.length() < count) {
            out.append(random.nextInt(10));
        }
        return out.toString();
    }

    String word(String list) {
        return pick(Templates.words(list));
    }

    /** One sentence of a section, every place filled. */
    String sentence(String section) {
        return filled(pick(Templates.sentences(section)));
    }

    private String filled(String template) {
        StringBuilder out = new StringBuilder(template.length() + 64);
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            out.append(template, from, open).append(value(template.substring(open + 1, close)));
            from = close + 1;
        }
        out.append(template, from, template.length());
        out.setCharAt(0, Character.toUpperCase(out.charAt(0)));
        return out.toString();
    }

    private String value(String place) {
        return switch (place) {
            case "small" -> Integer.toString(between(2, 30));
            case "number" -> Integer.toString(between(120, 9000));
            case "decimal" -> decimal(1);
            case "percent" -> between(2, 40) + " percent";
            case "year" -> Integer.toString(between(1710, 2024));
            case "time" -> "%d:%02d".formatted(between(7, 19), 5 * between(0, 11));
            case "dose" -> 5 * between(1, 100) + " mg";
            case "pressure" -> between(105, 165) + "/" + between(60, 95);
            case "version" -> between(1, 9) + "." + between(0, 30);
            case "phone" -> phone();
            case "email" -> email();
            default -> word(place);
        };
    }

    String decimal(int places) {
        return String.format(Locale.ROOT, "%." + places + "f", random.nextDouble() * 100);
    }

    /** Of the range 555-0100 to 555-0199, which belongs to nobody. */
    String phone() {
        return "(%d) 555-01%02d".formatted(pick(List.of(212, 415, 617, 312)), random.nextInt(100));
    }

    String email() {
        String name =
                word("first").toLowerCase(Locale.ROOT) + "." + word("last").toLowerCase(Locale.ROOT);
        return name + "@" + pick(DOMAINS);
    }

    String name() {
        return word("first") + " " + word("last");
    }

    /** Month, day, year. */
    String date(int fromYear, int toYear) {
        return "%02d/%02d/%d".formatted(between(1, 12), between(1, 28), between(fromYear, toYear));
    }

    /** Three to six different sentences of one of the sections. */
    String paragraph(List<String> sections) {
        List<String> templates = new ArrayList<>(Templates.sentences(pick(sections)));
        Collections.shuffle(templates, random);
        return templates.stream().limit(between(3, 6)).map(this::filled).collect(Collectors.joining(" "));
    }
}
