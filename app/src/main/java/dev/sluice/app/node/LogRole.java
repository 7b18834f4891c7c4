package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import dev.sluice.audit.Sequencer;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The role that signs the audit log. It runs on where a node has stopped deciding. */
final class LogRole implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Sequencer sequencer;
    private final CheckpointTopic checkpoints;

    private LogRole(DataFolder folder, Services services) {
        this.checkpoints = new CheckpointTopic(services.kafkaClient());
        this.sequencer = new Sequencer(
                services.database().dataSource(DatabaseRole.SEQUENCER),
                KeyRing.open(folder.keys(), Set.of(KeyName.CHECKPOINT)),
                "sluice/" + folder.id(),
                folder.checkpoint(),
                TICK,
                checkpoints,
                Map.of("isolation", "none"));
    }

    static LogRole start(DataFolder folder, Services services) {
        LogRole log = new LogRole(folder, services);
        log.sequencer.start();
        return log;
    }

    @Override
    public void close() {
        try {
            sequencer.close();
        } finally {
            checkpoints.close();
        }
    }
}
