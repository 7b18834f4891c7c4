package dev.sluice.app.command;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What shows something of one document of a data folder. */
abstract class DocumentShowing implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "DOCUMENT", description = "the document's id")
    @SuppressWarnings("NullAway.Init") // required
    private UUID document;

    final MachineOptions machine() {
        return machine;
    }

    final OutputOptions output() {
        return output;
    }

    final UUID document() {
        return document;
    }
}
