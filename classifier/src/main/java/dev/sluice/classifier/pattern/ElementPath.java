package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.List;

/** The names of the elements that are open at a place of a document, the innermost last. One thread. */
final class ElementPath {
    private final List<String> names = new ArrayList<>();

    void enter(String name) {
        names.add(name);
    }

    void leave() {
        names.removeLast();
    }

    /** The name so many levels above the innermost, 0 for itself; empty where there is none. */
    String up(int levels) {
        int at = names.size() - 1 - levels;
        return at >= 0 ? names.get(at) : "";
    }
}
