package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.command.SluiceCommand;
import dev.sluice.ingest.extract.UnreadReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/commands.md and the program name the same commands and options. */
class CommandsPageTests {
    @TempDir
    Path folder;

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+(?: [a-z]+)?)[^`]*` \\|", Pattern.MULTILINE);
    private static final Pattern COMMAND = Pattern.compile("^  ([a-z]+)  ", Pattern.MULTILINE);

    @Test
    void thePageNamesEachCommandAndNoOther() throws Exception {
        Set<String> onThePage = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(TestMachine.root().resolve("docs/commands.md")));
        while (rows.find()) {
            onThePage.add(rows.group(1));
        }
        Set<String> inTheProgram = new TreeSet<>();
        for (String command : named(Cli.run("--help").out())) {
            Set<String> below = command.equals("help")
                    ? Set.of()
                    : named(Cli.run(command, "--help").out());
            if (below.isEmpty()) {
                inTheProgram.add(command);
            }
            below.forEach(word -> inTheProgram.add(command + " " + word));
        }
        assertThat(inTheProgram).hasSizeGreaterThan(15);
        assertThat(onThePage).isEqualTo(inTheProgram);
    }

    @Test
    void thePageSaysOfEachReasonWhyAPartIsUnreadWhatTheProgramSays() throws Exception {
        assertThat(Files.readAllLines(TestMachine.root().resolve("docs/commands.md")))
                .containsSubsequence(Stream.of(UnreadReason.values())
                        .map(reason -> "| " + reason + " | " + reason.meaning() + " | " + reason.advice() + " |")
                        .toList());
    }

    @Test
    void thePageHasEachOptionOfEachCommandAsTheProgramDescribesIt() throws Exception {
        SortedMap<String, Set<String>> commandsByRow = new TreeMap<>();
        rows("", SluiceCommand.line(), commandsByRow);
        assertThat(commandsByRow).hasSizeGreaterThan(30);
        List<String> expected = commandsByRow.entrySet().stream()
                .map(row -> "| " + row.getKey().replace("\t", " | " + String.join(", ", row.getValue()) + " | ") + " |")
                .toList();
        Path generated = Files.createDirectories(TestMachine.root().resolve("app/target"))
                .resolve("options.md");
        Files.write(generated, expected);
        List<String> onThePage = Files.readAllLines(TestMachine.root().resolve("docs/commands.md")).stream()
                .filter(line -> line.startsWith("| `-"))
                .toList();
        assertThat(onThePage).as("the table as it should be is in " + generated).isEqualTo(expected);
    }

    private static void rows(String command, CommandLine line, SortedMap<String, Set<String>> commandsByRow) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
                String label = option.typeInfo().isBoolean() ? "" : " " + option.paramLabel();
                String described = String.join(" ", option.description())
                        .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
                String row = "`" + option.longestName() + label.replace("|", "\\|") + "`\t" + described;
                commandsByRow.computeIfAbsent(row, key -> new TreeSet<>()).add(command);
            }
        }
        line.getSubcommands().forEach((name, below) -> {
            if (!below.getCommandSpec().usageMessage().hidden()) {
                rows((command + " " + name).strip(), below, commandsByRow);
            }
        });
    }

    @Test
    void noCommandIsUsage() {
        assertThat(Cli.run().code()).isEqualTo(2);
        assertThat(Cli.run("nonsense").code()).isEqualTo(2);
        assertThat(Cli.run("process").code()).isEqualTo(2);
        assertThat(Cli.run("batch").code()).isEqualTo(2);
        assertThat(Cli.run("process", "no-such-folder").code()).isEqualTo(2);
        String samples = TestMachine.root().resolve("samples").toString();
        for (String[] alone : new String[][] {
            {"--task", "dance"},
            {"--label", "travel"},
            {"--external-model", "m"},
            {"--external-key-file", "README.md"},
            {"--sovereign-model", "m"},
            {"--sovereign-key-file", "README.md"},
            {"--external-dialect", "compatible"},
            {"--hosted-model", "m"},
            {"--hosted-key-file", "README.md"},
            {"--kafka-config", "client.properties"}
        }) {
            Cli process = Cli.run("process", samples, alone[0], alone[1]);
            assertThat(process.code()).as(alone[0]).isEqualTo(2);
            assertThat(process.err()).contains(alone[0]);
        }
        assertThat(Cli.run("publish", samples, "--task", "dance").code()).isEqualTo(2);
        assertThat(Cli.run("publish", samples, "--label", "travel").code()).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsStarted() throws Exception {
        String memo = TestMachine.root().resolve("samples/memo.txt").toString();
        String noBundle = TestMachine.root().resolve("samples").toString();
        String data = folder.resolve("data").toString();
        String batch = "00000000-0000-7000-8000-000000000000";
        for (String[] wrong : new String[][] {
            {"process", memo, "--data", data, "--bundle", noBundle},
            {"up", "--data", data, "--bundle", noBundle},
            {"batch", "rerun", batch, "--failed", "--data", data, "--reason", "not a code"},
        }) {
            Cli cli = Cli.run(wrong);
            assertThat(cli.code()).as(cli.err()).isEqualTo(2);
            assertThat(cli.err()).contains(wrong[wrong.length - 2]);
        }
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }

    private static Set<String> named(String usage) {
        Set<String> words = new TreeSet<>();
        int list = usage.indexOf("Commands:");
        if (list < 0) {
            return words;
        }
        Matcher commands = COMMAND.matcher(usage.substring(list));
        while (commands.find()) {
            words.add(commands.group(1));
        }
        return words;
    }
}
