package dev.sluice.db.embedded;

import dev.sluice.db.PrivateFiles;
import dev.sluice.db.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker in this process, in a folder of its own: one node of KRaft, on loopback under a random password, on
 * ports chosen once. What was acknowledged survives a kill -9 of the process. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final FolderLock lock;
    private final KafkaRaftServer server;
    private final BrokerSettings settings;
    private boolean stopped;

    private EmbeddedKafka(FolderLock lock, KafkaRaftServer server, BrokerSettings settings) {
        this.lock = lock;
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts the broker in the folder, which is made and formatted if missing (mode 0700).
     *
     * @throws EmbeddedServiceException if another process uses the folder, or the broker does not start
     */
    public static EmbeddedKafka start(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        PrivateFiles.makeFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            String password = PrivateFiles.createOrReadPassword(folder.resolve("client.password"));
            Path cluster = folder.resolve("cluster.id");
            PrivateFiles.createOnce(cluster, Uuid.randomUuid().toString().getBytes(StandardCharsets.US_ASCII));
            BrokerSettings settings = new BrokerSettings(
                    folder.resolve("logs"),
                    LoopbackPort.keep(folder.resolve("client.port")),
                    LoopbackPort.keep(folder.resolve("controller.port")),
                    password);
            format(settings, new String(PrivateFiles.read(cluster), StandardCharsets.US_ASCII));
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
            startOrStop(server);
            return new EmbeddedKafka(lock, server, settings);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void startOrStop(KafkaRaftServer server) {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new EmbeddedServiceException("Kafka did not start", e);
        }
    }

    /** How a client reaches the broker; holds the password and must not be logged. */
    public Map<String, Object> clientProperties() {
        return settings.clientProperties();
    }

    /**
     * Makes the topics that are missing.
     *
     * @throws IllegalStateException if the broker does not make them
     */
    public void createTopics(Collection<Topics.Definition> topics) {
        Topics.createMissing(clientProperties(), topics);
    }

    /** Stops the broker. Stopping twice does nothing. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        }
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private static void format(BrokerSettings settings, String clusterId) {
        if (Files.exists(settings.logs().resolve("meta.properties"))) {
            return;
        }
        PrivateFiles.makeFolder(settings.logs());
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(clusterId)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true)
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(settings.logs().toString())
                .setScramArguments(List.of(
                        "SCRAM-SHA-256=[name=" + BrokerSettings.USER + ",password=" + settings.password() + "]"))
                .addDirectory(settings.logs().toString());
        try {
            formatter.run();
        } catch (Exception e) { // declared so by Kafka
            throw new EmbeddedServiceException("cannot format Kafka's folder " + settings.logs(), e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedKafka[port " + settings.clientPort() + "]";
    }
}
