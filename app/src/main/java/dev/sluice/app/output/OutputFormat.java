package dev.sluice.app.output;

/** How rows are written to standard output. */
public enum OutputFormat {
    /** Aligned columns for a person. */
    TABLE,
    /** One JSON object a line, in the order of the rows. */
    JSON,
    /** RFC 4180, with a header line. */
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
