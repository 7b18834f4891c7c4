package dev.sluice.app.command;

import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import picocli.CommandLine.Option;

/** How rows are written. */
final class OutputOptions {
    @Option(
            names = "--output",
            paramLabel = "table|json|csv",
            description = "how rows are written to standard output (default: ${DEFAULT-VALUE})",
            defaultValue = "table")
    private OutputFormat format = OutputFormat.TABLE;

    OutputFormat format() {
        return format;
    }

    Rows rows() {
        return new Rows(format, System.out);
    }

    /** For few rows of many columns: as a table, each row stands upright and no cell is shortened. */
    Rows upright() {
        return Rows.upright(format, System.out);
    }
}
