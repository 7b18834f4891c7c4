package dev.sluice.policy;

import dev.sluice.classifier.Category;
import dev.sluice.policy.models.Organisation;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads {@code bundle.yaml}.
 *
 * @param organisation who decides by it, as far as licences ask
 * @param neverOutside categories that never reach a third party; health records are among them whatever the file says
 */
record BundleHead(String name, String version, String author, Organisation organisation, Set<Category> neverOutside) {
    private static final String FILE = "bundle.yaml";

    BundleHead {
        neverOutside = Set.copyOf(neverOutside);
    }

    static BundleHead read(BundleFiles files) {
        YamlMap root =
                YamlMap.parse(FILE, files.require(FILE), "name", "version", "author", "organisation", "neverOutside");
        String name = root.string("name");
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw root.malformed("name", "found \"" + name + "\"", "Write lower-case letters, digits and hyphens");
        }
        List<Category> named = root.words("neverOutside", Category.class);
        Set<Category> neverOutside = EnumSet.of(Category.PHI);
        neverOutside.addAll(named);
        return new BundleHead(name, root.string("version"), root.string("author"), organisation(root), neverOutside);
    }

    private static Organisation organisation(YamlMap root) {
        if (!root.has("organisation")) {
            return Organisation.UNKNOWN;
        }
        YamlMap entry = root.map("organisation", "monthlyUsers", "country");
        String country = entry.optional("country").orElse("");
        if (!country.matches("([A-Z]{2})?")) {
            throw entry.malformed("country", "found \"" + country + "\"", "Write its code of two letters, as DE");
        }
        return new Organisation(
                entry.has("monthlyUsers") ? OptionalLong.of(entry.number("monthlyUsers", 0)) : OptionalLong.empty(),
                country);
    }
}
