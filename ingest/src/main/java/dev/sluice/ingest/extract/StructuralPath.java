package dev.sluice.ingest.extract;

import java.util.regex.Pattern;

/** Paths of parts: words of ours and numbers, so that no name of a file or an entry can be one. */
final class StructuralPath {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?:page|sheet|attachment|revision|image|metadata|names|other|encoded|task)(?:/\\d{1,9})?)?"
                    + "(?:/(?:page|sheet|attachment|revision|image|metadata|names|other|encoded)(?:/\\d{1,9})?){0,40}");

    private StructuralPath() {}

    static boolean isValid(String path) {
        return path.length() <= 1_000
                && !path.startsWith("/")
                && FORM.matcher(path).matches();
    }

    static String child(String parent, String word) {
        return parent.isEmpty() ? word : parent + "/" + word;
    }

    static String child(String parent, String word, int number) {
        return child(parent, word + "/" + number);
    }

    /** Whether text at this path is a property, a name, a comment or the like, and not content by itself. */
    static boolean isMetadata(String path) {
        return path.endsWith("metadata") || path.endsWith("names") || path.endsWith("other");
    }
}
