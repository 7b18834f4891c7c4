package dev.sluice.app.command;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that a node is told when it starts, and that mean nothing to one that runs. */
final class NodeOptions {
    private static final Set<String> NAMES = Set.of(
            "--bundle",
            "--sovereign",
            "--sovereign-model",
            "--sovereign-key-file",
            "--external",
            "--external-model",
            "--external-key-file",
            "--external-protocol",
            "--external-dialect",
            "--hosted",
            "--hosted-model",
            "--hosted-key-file",
            "--ocr",
            "--config");

    private NodeOptions() {}

    /** The names of those that were given, in the order given. */
    static List<String> given(CommandSpec spec) {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(NAMES::contains)
                .toList();
    }
}
