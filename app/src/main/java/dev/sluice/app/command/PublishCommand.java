package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.ServiceMissingException;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.app.output.Rows;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.ingest.intake.DocumentPublisher.Position;
import dev.sluice.ingest.intake.IntakeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice publish PATH…}: hands files to a running node, or leaves them for the next one. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = "Publishes every file under the paths as an upstream system would, and does not wait.")
final class PublishCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files or folders; links are not followed")
    private List<Path> paths = List.of();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private PublishOptions options = new PublishOptions();

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<FileWalk.Found> files = FileWalk.under(paths, spec);
        options.check(bundle.load().tasks());
        DataFolder folder = machine.dataFolder();
        Progress progress = new Progress(System.err);
        int published = 0;
        int unreadable = 0;
        try (Services services = Services.both(folder, machine.services());
                Publication publication = new Publication(
                        folder,
                        KeyRing.createOrOpen(folder.keys()),
                        services.kafkaClient(),
                        options,
                        IntakeLimits.DEFAULTS.documentBytes());
                Rows rows = output.rows()) {
            Topics.createMissing(services.kafkaClient(), Topics.defaults());
            for (FileWalk.Found found : files) {
                try {
                    Publication.Read read = publication.read(found);
                    rows.add(row(found, Optional.of(publication.publish(read).get())));
                    published++;
                    progress.show("published " + published + " of " + files.size());
                } catch (IOException e) {
                    unreadable++;
                    rows.add(row(found, Optional.empty()));
                    progress.say(FileBytes.reason(e) + " " + found.relative());
                } catch (ExecutionException e) {
                    throw new ServiceMissingException("Kafka did not take a document; " + published + " of "
                            + files.size() + " are published. Is the broker up? Publishing them again is safe.");
                }
            }
            progress.clear();
            rows.close();
            if (!services.attached() && machine.services().embedded()) {
                System.err.println("no node is running: `sluice up` or the next `sluice process` takes them");
            }
            System.err.printf("%d published, %d not readable%n", published, unreadable);
        }
        return unreadable == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static SequencedMap<String, Object> row(FileWalk.Found found, Optional<Position> at) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("path", found.relative());
        row.put("published", at.isPresent());
        row.put("topic", at.map(Position::topic).orElse(null));
        row.put("partition", at.map(Position::partition).orElse(null));
        row.put("offset", at.map(Position::offset).orElse(null));
        return row;
    }
}
