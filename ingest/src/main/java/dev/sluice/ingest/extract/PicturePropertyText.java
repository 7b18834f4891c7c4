package dev.sluice.ingest.extract;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;

/** The properties of a picture that people fill with text, among the many that cameras fill with numbers. */
final class PicturePropertyText {
    private static final Pattern TEXTUAL = Pattern.compile(
            "(?i).*(?:artist|author|by-?line|creator(?!tool)|copyright|comment|caption|headline|description|title|subject"
                    + "|keyword|owner|city|country|location|credit|source|instructions|textual data|text textentry|person|rights|label|object name).*");
    private static final Pattern FORMAL =
            Pattern.compile("(?i)x-tika.*|content-type.*|resourcename|[\\d\\s.,:/+-]*|color.*|.*country code.*");

    private PicturePropertyText() {}

    static String of(Metadata metadata) {
        Set<String> lines = new TreeSet<>();
        for (String name : metadata.names()) {
            if (TEXTUAL.matcher(name).matches() && !FORMAL.matcher(name).matches()) {
                for (String value : metadata.getValues(name)) {
                    if (!FORMAL.matcher(value).matches()) {
                        lines.add(name.substring(name.lastIndexOf(':') + 1) + ": " + value.strip());
                    }
                }
            }
        }
        return String.join("\n", lines);
    }
}
