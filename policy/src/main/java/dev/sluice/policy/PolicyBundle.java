package dev.sluice.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bundle of policies, endpoints, routing, templates and their tests: loaded whole or not at all. */
public final class PolicyBundle {
    /** Loads from a folder. @throws PolicyBundleException if anything is wrong with it */
    public static PolicyBundle load(Path dir) {
        throw new UnsupportedOperationException();
    }

    /** The bundle that ships with Sluice. */
    public static PolicyBundle installedDefault() {
        throw new UnsupportedOperationException();
    }

    /** What is wrong with a bundle and its test cases; empty means fit for use. */
    public static List<BundleProblem> check(Path dir) {
        throw new UnsupportedOperationException();
    }

    /** Its name. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    /** Its version. */
    public String version() {
        throw new UnsupportedOperationException();
    }

    /** Who wrote it. */
    public String author() {
        throw new UnsupportedOperationException();
    }

    /** SHA-256 over the canonical form of all its files. */
    public String digest() {
        throw new UnsupportedOperationException();
    }

    /** Its endpoints. */
    public EndpointCatalog catalog() {
        throw new UnsupportedOperationException();
    }

    /** The prompt template of a task. @throws IllegalArgumentException if the bundle has none */
    public PromptTemplate template(String task) {
        throw new UnsupportedOperationException();
    }

    /** This bundle with slots filled. @throws IllegalArgumentException if a name is not a declared slot */
    public PolicyBundle fill(Map<String, SlotFill> fills) {
        throw new UnsupportedOperationException();
    }
}
