package dev.sluice.app.node;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which servers a command works with; what is absent is embedded.
 *
 * @param bootstrapServers a Kafka cluster that the user named
 * @param kafkaConfig client properties for it
 * @param database the JDBC URL of a PostgreSQL that the user named
 */
public record ServiceChoice(Optional<String> bootstrapServers, Optional<Path> kafkaConfig, Optional<String> database) {
    /** Whether everything is embedded, so that no other machine can share this node's batches. */
    public boolean embedded() {
        return bootstrapServers.isEmpty() && database.isEmpty();
    }
}
