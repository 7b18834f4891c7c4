package dev.sluice.classifier;

import java.util.Objects;

/**
 * A piece of a document's text together with where it stood; path, context and text are all part of what is classified
 * and sent.
 *
 * @param path structural path such as {@code page/3} or {@code attachment/1}; empty for the document's own body
 * @param context what a reader would see around the piece, such as a column head or a subject line; may be empty
 * @param text the text itself; may be empty
 */
public record Segment(String path, String context, String text) {
    /**
     * Checks that the three parts hold well-formed UTF-16.
     *
     * @throws IllegalArgumentException if a part holds a lone surrogate
     */
    public Segment {
        requireWellFormed("path", path);
        requireWellFormed("context", context);
        requireWellFormed("text", text);
    }

    private static void requireWellFormed(String part, String value) {
        Objects.requireNonNull(value, part);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (!paired) {
                throw new IllegalArgumentException(
                        "Segment " + part + ": expected well-formed UTF-16, found a lone surrogate at " + i);
            }
            i++;
        }
    }
}
