package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One kind of number that an authority assigns.
 *
 * @param name country and kind, such as {@code pl-pesel}; its heading in {@code docs/recognizers.md}
 * @param type what it is
 * @param alone when it counts without a label
 * @param forms how it is written, the usual one first
 * @param check whether letters and digits in capitals are such a number, checksum and parts
 * @param hints words in lower case that name it and are too ordinary to name anything without the check
 * @param labels bits of the cues that name it on either side; 0 for the labels of all identifiers
 */
record NumberScheme(
        String name,
        FindingType type,
        Alone alone,
        List<NumberForm> forms,
        Predicate<String> check,
        List<String> hints,
        long labels) {
    /** When a number counts without a label. */
    enum Alone {
        /** Never: too many other numbers pass. */
        NEVER,
        /** If it is written with all its own separators. */
        GROUPED,
        /** Always. */
        ALWAYS
    }

    static NumberScheme of(
            String name, FindingType type, Alone alone, Predicate<String> check, String... formsOfNumber) {
        return new NumberScheme(
                name,
                type,
                alone,
                Arrays.stream(formsOfNumber).map(NumberForm::new).toList(),
                check,
                List.of(),
                0);
    }

    /** The scheme with words that name it beside the labels of the lexicon. */
    NumberScheme hinted(String... words) {
        return new NumberScheme(name, type, alone, forms, check, List.of(words), labels);
    }

    /** The scheme with these labels only. */
    NumberScheme labelled(Cue... cues) {
        return new NumberScheme(name, type, alone, forms, check, hints, Cue.bits(cues));
    }

    boolean accepts(String value) {
        return check.test(value);
    }
}
