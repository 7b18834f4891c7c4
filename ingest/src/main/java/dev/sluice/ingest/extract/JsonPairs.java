package dev.sluice.ingest.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Objects of JSON that say in one property what another of theirs is, as exports of forms and clinical resources do:
 * each label is put before its value. Every label and value is given once at most, so no text more than doubles.
 */
final class JsonPairs {
    private static final Set<String> LABELS = Set.of(
            "name",
            "label",
            "key",
            "field",
            "fieldname",
            "fieldlabel",
            "question",
            "title",
            "display",
            "displayname",
            "parameter",
            "property",
            "attribute",
            "column",
            "columnname",
            "caption",
            "prompt",
            "header",
            "code");
    /** What holds a label in objects of its own. */
    private static final Set<String> LABELLED = Set.of("coding", "type", "category", "item", "questionitem");

    private static final Set<String> VALUES =
            Set.of("val", "answer", "answers", "content", "response", "responses", "data", "input", "selected");
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_LABELS = 120;
    private static final int LONGEST_VALUES = 200;

    private static final class Part {
        final StringBuilder labels = new StringBuilder();
        final StringBuilder values = new StringBuilder();
        final String property;
        String text = "";
        boolean named;

        Part(String property) {
            this.property = property;
        }
    }

    private final Deque<Part> open = new ArrayDeque<>();

    /** An object begins that stands in a property of this name. */
    void begin(String property) {
        open.push(new Part(plain(property)));
    }

    /** A value of a property of the object that is open, or of an array in it. */
    void value(String property, String value) {
        Part part = open.peek();
        if (part == null || value.isBlank() || value.length() > LONGEST_VALUES) {
            return;
        }
        String name = plain(property);
        if (LABELS.contains(name)) {
            part.named |= label(part, value);
        } else if (isValue(name)) {
            add(part.values, value, LONGEST_VALUES);
        } else if (name.equals("text") && part.text.isEmpty()) {
            part.text = value;
        }
    }

    /** The object that is open ends: its values behind its labels, or nothing. */
    String end() {
        Part part = open.pop();
        if (!part.text.isEmpty()) {
            if (part.named && part.values.isEmpty()) {
                add(part.values, part.text, LONGEST_VALUES);
            } else {
                label(part, part.text);
            }
        }
        if (!part.labels.isEmpty() && !part.values.isEmpty()) {
            return part.labels + ": " + part.values;
        }
        Part around = open.peek();
        if (around != null) {
            if (!part.labels.isEmpty() && (LABELS.contains(part.property) || LABELLED.contains(part.property))) {
                add(around.labels, part.labels.toString(), LONGEST_LABELS);
            } else if (isValue(part.property)) {
                add(around.values, part.values.toString(), LONGEST_VALUES);
            }
        }
        return "";
    }

    private static boolean label(Part part, String value) {
        boolean label = value.length() <= LONGEST_LABEL
                && Character.isLetter(value.strip().codePointAt(0))
                && part.labels.indexOf(value) < 0;
        if (label) {
            add(part.labels, value.strip(), LONGEST_LABELS);
        }
        return label;
    }

    private static void add(StringBuilder to, String more, int longest) {
        if (!more.isEmpty() && to.length() + more.length() < longest) {
            to.append(to.isEmpty() ? "" : " ").append(more);
        }
    }

    private static boolean isValue(String property) {
        return property.startsWith("value") || VALUES.contains(property);
    }

    private static String plain(String property) {
        return property.length() > LONGEST_LABEL
                ? ""
                : property.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
