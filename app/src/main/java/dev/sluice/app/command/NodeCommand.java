package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.BundleChoice;
import dev.sluice.app.node.IntakeConfig;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.extract.ExtractionSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What has documents or messages run again: by a node of its own, or by the one that runs on the data folder. */
abstract class NodeCommand implements Callable<Integer> {
    /** How long to wait before asking again how far it has come. */
    static final long POLL_MILLIS = 500;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    final OutputOptions output() {
        return output;
    }

    final CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** Refuses what the words alone show to be wrong. */
    abstract void checkWords();

    /** Refuses what cannot be done; no node has been started. */
    void checkStored(Services services) {}

    /** Whether nothing is to be run now. */
    boolean planOnly() {
        return false;
    }

    /** Does it; the node runs unless another one does, or nothing is to be run. */
    abstract Integer run(Services services, Node node) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        checkWords();
        BundleChoice bundle = endpoints.choice();
        ExtractionSettings extraction = ocr.settings();
        Optional<IntakeConfig> intake = config.load(bundle.wanted());
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.both(folder, machine.services())) {
            services.requireOwnNodeFor(NodeOptions.given(spec));
            checkStored(services);
            KeyRing.createOrOpen(folder.keys());
            boolean sole = machine.services().embedded();
            try (Node node = services.attached() || planOnly()
                    ? Node.standby(folder, services, bundle, extraction)
                    : Node.start(folder, services, bundle, extraction, intake, sole)) {
                return run(services, node);
            }
        }
    }
}
