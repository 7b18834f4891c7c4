package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentException;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.ingest.intake.SealedMessage;
import dev.sluice.ingest.query.QuarantineQueries;
import dev.sluice.ingest.query.QuarantineRow;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.query.WorkQuarantineRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice quarantine …}: messages that became no document. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Messages that could not be taken as documents. They are kept sealed as they came.",
        subcommands = {
            QuarantineCommand.ListAll.class,
            QuarantineCommand.Show.class,
            QuarantineRerunCommand.class,
            QuarantineCancelCommand.class
        })
final class QuarantineCommand extends CommandGroup {
    /** {@code sluice quarantine list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "The newest messages in quarantine, and why they are there.")
    static final class ListAll extends Listing {
        @Mixin
        private QuarantineOptions which = new QuarantineOptions();

        @Option(names = "--all", description = "also those that became documents when they were run again")
        private boolean all;

        @Option(
                names = "--work-items",
                description =
                        "instead of messages, records of the work topics that no worker can work on; they are not kept")
        private boolean workItems;

        @Override
        String list(Services services, int most, Consumer<SequencedMap<String, Object>> rows) {
            QuarantineSelection selection = which.selection(Set.of());
            QuarantineQueries queries = queries(services);
            if (workItems) {
                List<WorkQuarantineRow> items = queries.workItems(selection, most);
                items.forEach(item -> rows.accept(row(item)));
                return items.size() + " shown";
            }
            List<QuarantineRow> messages = queries.list(selection, all, most);
            messages.forEach(message -> rows.accept(row(message)));
            return messages.size() + " shown, " + queries.open() + " in quarantine";
        }
    }

    /** {@code sluice quarantine show QUARANTINE}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "One message: why it is there, where it came and what kind of message it is. Of other headers and of "
                            + "the content the size only.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "QUARANTINE", description = "the message's quarantine id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID quarantine;

        @Override
        public Integer call() {
            DataFolder folder = machine.dataFolder();
            try (Services services = Services.databaseOnly(folder, machine.services());
                    Rows rows = output.upright()) {
                Optional<QuarantineRow> found = queries(services).find(quarantine);
                if (found.isEmpty()) {
                    System.err.println("sluice: there is no message " + quarantine + " in quarantine");
                    return ExitCode.FAILED;
                }
                SequencedMap<String, Object> row = row(found.get());
                Optional<SealedMessage> message = message(services, folder);
                row.put("readable", message.isPresent());
                row.put("sent", message.map(m -> time(m.timestamp())).orElse(null));
                row.put("kind", message.map(SealedMessage::kind).orElse(new LinkedHashMap<>()));
                row.put("headers", message.map(SealedMessage::headerBytes).orElse(new LinkedHashMap<>()));
                row.put("bytes", message.flatMap(SealedMessage::valueBytes).orElse(null));
                rows.add(row);
                rows.close();
                System.err.println("1 message");
                return ExitCode.OK;
            }
        }

        private Optional<SealedMessage> message(Services services, DataFolder folder) {
            ContentStore content = new ContentStore(
                    services.database().dataSource(DatabaseRole.OPERATOR),
                    KeyRing.open(folder.keys(), Set.of(KeyName.SOVEREIGN_CONTENT)));
            try {
                return content.get(Compartment.RESTRICTED, quarantine, ContentKind.MESSAGE, 0)
                        .map(SealedMessage::parse);
            } catch (ContentException | IllegalArgumentException altered) {
                return Optional.empty();
            }
        }

        private static String time(long timestamp) {
            return Instant.ofEpochMilli(timestamp).toString();
        }
    }

    static QuarantineQueries queries(Services services) {
        return new QuarantineQueries(services.database().dataSource(DatabaseRole.OPERATOR));
    }

    private static SequencedMap<String, Object> row(WorkQuarantineRow item) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("quarantine", item.quarantineId().toString());
        row.put("pool", item.pool());
        row.put("reason", item.reason());
        row.put("topic", item.topic());
        row.put("partition", item.partition());
        row.put("offset", item.offset());
        row.put("bytes", item.bytes());
        row.put("received", item.receivedAt().toString());
        return row;
    }

    static SequencedMap<String, Object> row(QuarantineRow message) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("quarantine", message.quarantineId().toString());
        row.put("state", message.state());
        row.put("reason", message.reason());
        row.put("firstReason", message.firstReason());
        row.put("topic", message.topic());
        row.put("partition", message.partition());
        row.put("offset", message.offset());
        row.put("batch", message.batchId().toString());
        row.put("received", message.receivedAt().toString());
        row.put("reruns", message.reruns());
        row.put("rerun", message.rerunAt().map(Instant::toString).orElse(null));
        row.put("documentId", message.documentId().map(UUID::toString).orElse(null));
        return row;
    }
}
