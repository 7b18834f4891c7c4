package dev.sluice.policy;

/** Reads {@code bundle.yaml}. */
record BundleHead(String name, String version, String author) {
    private static final String FILE = "bundle.yaml";

    static BundleHead read(BundleFiles files) {
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "name", "version", "author");
        String name = root.string("name");
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw root.malformed("name", "found \"" + name + "\"", "Write lower-case letters, digits and hyphens");
        }
        return new BundleHead(name, root.string("version"), root.string("author"));
    }
}
