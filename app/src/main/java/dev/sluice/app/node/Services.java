package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import dev.sluice.app.ServiceMissingException;
import dev.sluice.db.Database;
import dev.sluice.db.embedded.EmbeddedKafka;
import dev.sluice.db.embedded.EmbeddedPostgres;
import dev.sluice.policy.life.ReleasedBundles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL and the Kafka cluster that a command works with. One process at a time holds the data folder and starts
 * its embedded services; another that comes while it runs is attached to them. Closing stops what was started here and
 * nothing else.
 */
public final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final DataFolder folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final boolean attached;
    private final Database database;
    private final Map<String, Object> kafkaClient;

    private Services(DataFolder folder, Optional<AutoCloseable> lock, ServiceChoice choice, boolean withKafka) {
        this.folder = folder;
        this.attached = lock.isEmpty();
        lock.ifPresent(started::push);
        try {
            if (attached) {
                RunningNode running = RunningNode.read(folder)
                        .orElseThrow(() -> new ServiceMissingException("another sluice is just starting or stopping on "
                                + folder.root() + "; try again in a few seconds, or name another folder with --data"));
                if (!running.uses(choice)) {
                    throw new ServiceMissingException("a node runs on " + folder.root()
                            + " and works with other servers than --kafka, --kafka-config or --database name; leave "
                            + "these out, or name another folder with --data");
                }
                this.database = opened(running.databaseUrl());
                this.kafkaClient = running.kafkaClient();
            } else {
                CompletableFuture<Map<String, Object>> kafka =
                        CompletableFuture.supplyAsync(() -> withKafka ? kafka(choice) : Map.<String, Object>of());
                String url = choice.database().orElseGet(this::embeddedPostgres);
                this.database = opened(url);
                this.database.migrate();
                new ReleasedBundles(database.administrator()).register();
                this.kafkaClient = kafka.join();
                if (withKafka) {
                    new RunningNode(url, kafkaClient).write(folder);
                    started.push(() -> RunningNode.remove(folder));
                }
            }
        } catch (RuntimeException failure) {
            close();
            throw explained(failure);
        }
    }

    /**
     * Starts or finds PostgreSQL and Kafka, side by side, and brings the schema up to this version.
     *
     * @throws ServiceMissingException if one cannot be reached or started
     */
    public static Services both(DataFolder folder, ServiceChoice choice) {
        return new Services(folder, folder.lock(), choice, true);
    }

    /**
     * Starts or finds PostgreSQL only, for commands that ask.
     *
     * @throws ServiceMissingException if it cannot be reached or started
     */
    public static Services databaseOnly(DataFolder folder, ServiceChoice choice) {
        return new Services(folder, folder.lock(), choice, false);
    }

    private Database opened(String url) {
        Database opened = Database.open(url, folder.secrets());
        synchronized (started) {
            started.push(opened);
        }
        return opened;
    }

    private String embeddedPostgres() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.postgres());
        synchronized (started) {
            started.push(postgres::stop);
        }
        return postgres.adminJdbcUrl();
    }

    private Map<String, Object> kafka(ServiceChoice choice) {
        if (choice.bootstrapServers().isPresent()) {
            return KafkaClientFile.answering(choice);
        }
        EmbeddedKafka broker = EmbeddedKafka.start(folder.kafka());
        synchronized (started) {
            started.push(broker::stop);
        }
        return broker.clientProperties();
    }

    /** Whether another process runs the services and its node. */
    public boolean attached() {
        return attached;
    }

    /**
     * Refuses what only the node that decides can be given, where that is another process.
     *
     * @param options the names of such options, as far as they were given
     * @throws ServiceMissingException if there are any and another process runs the node
     */
    public void requireOwnNodeFor(List<String> options) {
        if (attached && !options.isEmpty()) {
            throw new ServiceMissingException(
                    "a node runs on " + folder.root() + " and decides as it was told when it " + "started; give "
                            + String.join(", ", options) + " to that one, or name another folder with --data");
        }
    }

    /** The database, migrated. */
    public Database database() {
        return database;
    }

    /** Kafka client properties: bootstrap servers and security. */
    public Map<String, Object> kafkaClient() {
        return kafkaClient;
    }

    private static RuntimeException explained(RuntimeException failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ServiceMissingException missing) {
            return missing;
        }
        LOG.error("a service did not start", cause);
        // Only our own messages are known to quote no secret.
        String reason = cause.getClass().getName().startsWith("dev.sluice.")
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
        return new ServiceMissingException("a service did not start: " + reason
                + " (`sluice doctor` checks this machine; the data folder's log has the rest)");
    }

    @Override
    public void close() {
        while (true) {
            AutoCloseable next;
            synchronized (started) {
                next = started.poll();
            }
            if (next == null) {
                return;
            }
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("a service did not stop cleanly", e);
            }
        }
    }
}
