package dev.sluice.classifier.pattern;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One way to hide a value from a detector that is still plain to a reader or a language model.
 *
 * @param family name in the committed table
 * @param kinds what it can be done to
 */
record Disguise(String family, Set<PlainDocument.Kind> kinds, Way way) {
    /** Makes the disguised text. */
    interface Way {
        String hide(String value, Random random);
    }

    static final Set<PlainDocument.Kind> ALL = EnumSet.allOf(PlainDocument.Kind.class);

    /** All of them, in the order of the table. */
    static List<Disguise> all() {
        return java.util.stream.Stream.of(LetterDisguises.ALL, EncodedDisguises.ALL, LayoutDisguises.ALL)
                .flatMap(List::stream)
                .toList();
    }

    String document(PlainDocument plain, Random random) {
        return plain.before() + way.hide(plain.value(), random) + plain.after();
    }
}
