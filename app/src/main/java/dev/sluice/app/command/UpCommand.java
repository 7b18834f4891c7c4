package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.Interruption;
import dev.sluice.app.ServiceMissingException;
import dev.sluice.app.node.BundleChoice;
import dev.sluice.app.node.IntakeConfig;
import dev.sluice.app.node.Node;
import dev.sluice.app.node.Services;
import dev.sluice.ingest.extract.ExtractionSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice up}: a node that runs until it is stopped. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Keeps a node running until Ctrl-C: takes documents from the topics, decides, has the work done.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private OcrOption ocr = new OcrOption();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        BundleChoice bundle = endpoints.choice();
        ExtractionSettings extraction = ocr.settings();
        Optional<IntakeConfig> intake = config.load(bundle.wanted());
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.both(folder, machine.services())) {
            if (services.attached()) {
                throw new ServiceMissingException(
                        "a node runs on " + folder.root() + " already; stop it, or name another folder with --data");
            }
            try (Node node = Node.start(
                    folder,
                    services,
                    bundle,
                    extraction,
                    intake,
                    machine.services().embedded())) {
                System.err.println("up on " + folder.root() + " with bundle "
                        + node.bundle().name() + " "
                        + node.bundle().version()
                        + "; network isolation: none. Ctrl-C stops it.");
                awaitInterruption();
            }
        }
        System.err.println("stopped; nothing is lost, the next start goes on here");
        return Interruption.requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private static void awaitInterruption() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            if (!Interruption.requested()) {
                throw e;
            }
        }
    }
}
