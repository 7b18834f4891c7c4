package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Values taken apart, turned round or spelled out. */
final class LayoutDisguises {
    private static final Set<PlainDocument.Kind> SPELLED = EnumSet.of(
            PlainDocument.Kind.SSN, PlainDocument.Kind.PHONE, PlainDocument.Kind.CARD, PlainDocument.Kind.MRN);
    private static final Set<PlainDocument.Kind> PARTED =
            EnumSet.complementOf(EnumSet.of(PlainDocument.Kind.SECRET, PlainDocument.Kind.EMAIL));
    private static final Set<PlainDocument.Kind> TEXT = EnumSet.complementOf(EnumSet.of(PlainDocument.Kind.SECRET));
    /** Ten digits, then the dash and the space. */
    private static final Map<String, String> WORDS = Map.of(
            "English", "zero one two three four five six seven eight nine dash",
            "Spanish", "cero uno dos tres cuatro cinco seis siete ocho nueve guión",
            "French", "zéro un deux trois quatre cinq six sept huit neuf tiret",
            "German", "null eins zwei drei vier fünf sechs sieben acht neun strich",
            "Italian", "zero uno due tre quattro cinque sei sette otto nove trattino",
            "Portuguese", "zero um dois três quatro cinco seis sete oito nove hífen",
            "Dutch", "nul een twee drie vier vijf zes zeven acht negen streepje");

    static final List<Disguise> ALL = all();

    private LayoutDisguises() {}

    private static List<Disguise> all() {
        List<Disguise> all = new ArrayList<>();
        for (String language : List.of("English", "Spanish", "French", "German", "Italian", "Portuguese", "Dutch")) {
            String[] words = WORDS.get(language).split(" ");
            all.add(new Disguise("digits spelled in " + language, SPELLED, (v, r) -> spelled(v, words, r)));
        }
        all.add(new Disguise(
                "split over lines", PARTED, (v, r) -> parted(v, List.of("\n", "\n  ", "\r\n", "\n> "), r)));
        all.add(new Disguise("split over cells", PARTED, (v, r) -> parted(v, List.of("\t", " | ", "|", ";"), r)));
        all.add(new Disguise(
                "split over segments", PARTED, (v, r) -> parted(v, List.of("\n\n", "\n\n[slide 2 | body]\n"), r)));
        all.add(new Disguise("spaced letters", TEXT, (v, r) -> spaced(v, " ", "   ")));
        all.add(new Disguise(
                "dotted letters", TEXT, (v, r) -> spaced(v, PlainDocument.pick(List.of(".", "-", "_", "*"), r), " ")));
        all.add(new Disguise(
                "one letter a line or cell",
                TEXT,
                (v, r) -> spaced(v, PlainDocument.pick(List.of("\n", "|", "\t"), r), " ")));
        all.add(new Disguise(
                "right-to-left override", TEXT, (v, r) -> "\u202e" + new StringBuilder(v).reverse() + "\u202c"));
        all.add(new Disguise("reversed", TEXT, LayoutDisguises::reversed));
        return List.copyOf(all);
    }

    private static String spelled(String value, String[] words, Random random) {
        boolean dashes = random.nextBoolean();
        StringBuilder out = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (LetterDisguises.digit(c)) {
                out.append(' ').append(words[c - '0']);
            } else if (c == '-' && dashes) {
                out.append(' ').append(words[10]);
            } else if (!"()-".contains(Character.toString(c))) {
                out.append(c);
            }
        }
        return out.toString().replace("  ", " ");
    }

    /** Parted at one or two of the places where its parts meet. */
    private static String parted(String value, List<String> borders, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i < value.length(); i++) {
            if ("- /".indexOf(value.charAt(i)) >= 0 && i + 1 < value.length()) {
                places.add(i);
            }
        }
        String border = PlainDocument.pick(borders, random);
        boolean every = random.nextBoolean();
        int only = places.isEmpty() ? -1 : PlainDocument.pick(places, random);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!places.contains(i) || !every && i != only) {
                out.append(c);
            } else {
                out.append(c == '-' && random.nextBoolean() ? "-" : "").append(border);
            }
        }
        return out.toString();
    }

    private static String spaced(String value, String sign, String gap) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean joined = i > 0 && c != ' ' && value.charAt(i - 1) != ' ';
            out.append(joined ? sign : "").append(c == ' ' ? gap : Character.toString(c));
        }
        return out.toString();
    }

    private static String reversed(String value, Random random) {
        StringBuilder turned = new StringBuilder(value).reverse();
        return switch (random.nextInt(3)) {
            case 0 -> "(read backwards) " + turned;
            case 1 -> "in reverse: " + turned;
            default -> "tnatropmi si ti dna won siht ta kool esaelp " + turned + " morf emac ti erehw si taht dna";
        };
    }
}
