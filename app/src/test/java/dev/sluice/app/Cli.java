package dev.sluice.app;

import dev.sluice.app.command.SluiceCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a command in this process and keeps what it printed. One at a time. */
record Cli(int code, String out, String err) {
    /** Tests log to standard output, where the program logs to its file. */
    private static final Pattern LOGGED = Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [A-Z]+ .*\\R?");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static synchronized Cli run(List<String> arguments) {
        return run(arguments.toArray(String[]::new));
    }

    static synchronized Cli run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try (PrintStream newOut = new PrintStream(said, true, StandardCharsets.UTF_8);
                PrintStream newErr = new PrintStream(complained, true, StandardCharsets.UTF_8)) {
            System.setOut(newOut);
            System.setErr(newErr);
            int code = SluiceCommand.run(arguments, newOut, newErr);
            String answers =
                    LOGGED.matcher(said.toString(StandardCharsets.UTF_8)).replaceAll("");
            return new Cli(code, answers, complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Standard output as JSON lines. */
    List<JsonNode> lines() {
        return out.lines().map(JSON::readTree).toList();
    }
}
