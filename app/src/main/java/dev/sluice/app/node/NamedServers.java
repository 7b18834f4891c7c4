package dev.sluice.app.node;

import dev.sluice.app.ServiceMissingException;
import dev.sluice.db.Database;
import dev.sluice.db.DatabaseException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Asks the servers that the user named whether they would do, and changes nothing on them. */
public final class NamedServers {
    private static final int PATIENCE_SECONDS = 10;

    private final ServiceChoice choice;
    private final Path secrets;

    /** @param secrets the data folder's passwords; need not be there */
    public NamedServers(ServiceChoice choice, Path secrets) {
        this.choice = choice;
        this.secrets = secrets;
    }

    /** What is wrong with the Kafka cluster; empty when it answers. */
    public Optional<String> kafka() {
        Map<String, Object> client = new HashMap<>();
        try {
            client.putAll(KafkaClientFile.properties(choice));
            client.put("default.api.timeout.ms", PATIENCE_SECONDS * 1000);
            client.put("request.timeout.ms", PATIENCE_SECONDS * 1000);
            try (Admin admin = Admin.create(client)) {
                admin.describeCluster().nodes().get(PATIENCE_SECONDS + 1L, TimeUnit.SECONDS);
                return Optional.empty();
            }
        } catch (ServiceMissingException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("it does not answer (" + cause.getClass().getSimpleName() + ")");
        } catch (TimeoutException | KafkaException e) {
            return Optional.of("it does not answer (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** What is wrong with the PostgreSQL or its administrator; empty when it would do. */
    public Optional<String> database() {
        try (Database database = Database.open(choice.database().orElseThrow(), secrets)) {
            database.check();
            return Optional.empty();
        } catch (DatabaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
