package dev.sluice.inference;

import dev.sluice.classifier.Category;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A validated output with what is known about it.
 *
 * @param output canonical output, UTF-8
 * @param outputDigest keyed digest under the document's salt, lower-case hex
 * @param found the document's categories and those found in the output
 * @param partial the document was not read completely
 */
record Result(UUID id, byte[] output, String outputDigest, Set<Category> found, boolean partial, String model) {
    Result {
        found = Set.copyOf(found);
    }

    /** The names of the categories, sorted. */
    List<String> categories() {
        TreeSet<String> names = new TreeSet<>();
        found.forEach(category -> names.add(category.name()));
        return List.copyOf(names);
    }
}
