package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Character sets by the names that documents give them. */
final class Charsets {
    private Charsets() {}

    /** The set of that name; null for an unknown one, and for what is as good as undeclared. */
    static @Nullable Charset named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String upper = name.strip().replace("\"", "").toUpperCase(Locale.ROOT);
        try {
            Charset charset = Charset.forName(upper);
            if (charset.equals(StandardCharsets.US_ASCII) || upper.startsWith("UTF-16")) {
                return null;
            }
            return charset.equals(StandardCharsets.ISO_8859_1) ? Charset.forName("windows-1252") : charset;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
