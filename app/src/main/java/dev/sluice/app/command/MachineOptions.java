package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.ServiceChoice;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which data folder, and which servers instead of the embedded ones. */
final class MachineOptions {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT[,…]",
            description = "use this Kafka cluster instead of the embedded broker")
    private @Nullable String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "client properties for --kafka (security.protocol, sasl.…)")
    private @Nullable Path kafkaConfig;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description =
                    "use this PostgreSQL instead of the embedded one: jdbc:postgresql://host/db?user=…&password=…")
    private @Nullable String database;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** The data folder, with the log of this process in it. */
    DataFolder dataFolder() {
        if (kafkaConfig != null && kafka == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--kafka-config says nothing without --kafka HOST:PORT");
        }
        return data.open();
    }

    /** Where the data folder is or would be; makes nothing and opens no log. */
    Path dataPath() {
        return data.path();
    }

    ServiceChoice services() {
        return new ServiceChoice(
                Optional.ofNullable(kafka), Optional.ofNullable(kafkaConfig), Optional.ofNullable(database));
    }
}
