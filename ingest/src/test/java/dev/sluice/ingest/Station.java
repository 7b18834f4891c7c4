package dev.sluice.ingest;

import dev.sluice.classifier.Classifier;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.Topics;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.OutgoingDocument;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.ingest.query.BatchQueries;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One documents topic, one fresh database, and ingest nodes as many as a test wants. */
public final class Station implements AutoCloseable {
    public static final URI SOURCE = URI.create("urn:test:clinic");

    private static final Extractor EXTRACTOR = new Extractor(ExtractionSettings.defaults());
    private static final Classifier CLASSIFIER = Classifier.standard();

    private final TestDatabase database = TestServices.database();
    private final Map<String, Object> clients = TestServices.kafka().clientProperties();
    private final String topic = TestServices.kafka().freshTopic("documents");
    private final Path claims;
    private final PolicyEngine policy;
    private final Map<String, SlotFill> fills;
    private final DocumentPublisher publisher;

    public Station(Path claims, boolean withExternalEndpoint) {
        this.claims = claims;
        this.publisher = new DocumentPublisher(clients, topic, claims);
        Topics.createMissing(clients, Topics.defaults());
        PolicyBundle bundle = PolicyBundle.installedDefault();
        this.fills = withExternalEndpoint
                ? Map.of(
                        "external-1",
                        new SlotFill(
                                URI.create("https://models.example/v1"),
                                "some-model",
                                Optional.empty(),
                                Protocol.OPENAI))
                : Map.of();
        this.policy = new PolicyEngine(bundle.fill(fills), Clock.systemUTC());
        database.putInForce(bundle.digest());
    }

    public IngestSettings settings() {
        return IngestSettings.of(claims, topic)
                .withOwnClaims(new OwnClaims(SOURCE.toString(), claims))
                .asSoleNode()
                .withGroup("test-" + topic)
                .withWork(50, 4, 2, 1);
    }

    public Ingest node() {
        return node(settings());
    }

    public Ingest node(IngestSettings settings) {
        return node(settings, database.dataSource(DatabaseRole.INGEST));
    }

    /** A node whose documents are read by this extractor. */
    public Ingest node(Extractor extractor) {
        return new Ingest(
                settings(),
                database.dataSource(DatabaseRole.INGEST),
                database.keyRing(),
                clients,
                policy,
                CLASSIFIER,
                extractor);
    }

    public Ingest node(IngestSettings settings, DataSource asIngest) {
        return new Ingest(settings, asIngest, database.keyRing(), clients, policy, CLASSIFIER, EXTRACTOR);
    }

    /** What stands behind the bundle's slots. */
    public Map<String, SlotFill> fills() {
        return fills;
    }

    /** A node under another bundle, with that bundle's rules beside the built-in detectors. */
    public Ingest node(IngestSettings settings, PolicyBundle bundle) {
        database.putInForce(bundle.digest());
        return new Ingest(
                settings,
                database.dataSource(DatabaseRole.INGEST),
                database.keyRing(),
                clients,
                new PolicyEngine(bundle, Clock.systemUTC()),
                CLASSIFIER.with(bundle.customRules()),
                EXTRACTOR);
    }

    public long publish(OutgoingDocument document) {
        return publisher.publish(document).join().offset();
    }

    public static OutgoingDocument document(String id, String text) {
        return OutgoingDocument.of(SOURCE, id, "acme", "summarise", "operations", text.getBytes(StandardCharsets.UTF_8))
                .withContentType("text/plain")
                .withFileName(id + ".txt");
    }

    public long publishRaw(Headers headers, byte @Nullable [] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer(new HashMap<>())) {
            return producer.send(new ProducerRecord<byte[], byte[]>(topic, 0, (byte[]) null, value, headers))
                    .get()
                    .offset();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.putAll(more);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public DocumentStatus at(long offset) {
        return documents().atOffset(topic, 0, offset).orElseThrow();
    }

    public DocumentQueries documents() {
        return new DocumentQueries(database.dataSource(DatabaseRole.OPERATOR));
    }

    public BatchQueries batches() {
        return new BatchQueries(database.dataSource(DatabaseRole.OPERATOR));
    }

    public TestDatabase database() {
        return database;
    }

    public Map<String, Object> clients() {
        return clients;
    }

    public PolicyEngine policy() {
        return policy;
    }

    public String topic() {
        return topic;
    }

    /** As superuser, for looking at everything and breaking things. */
    public JdbcClient admin() {
        return JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(database.adminUrl()));
    }

    public void sql(String statement) {
        try (var connection = DriverManager.getConnection(database.adminUrl());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void awaitOffsets(long count) {
        await(
                "outcomes of " + count + " offsets",
                () -> batches().account(topic, 0, 0, count).complete()
                        && count(("select count(*) from sluice.batch where state <> 'ENDED'")) == 0);
    }

    /** Runs a node until so many offsets have their outcome and everything is published. */
    public void runUntil(long offsets) {
        Ingest node = node();
        node.start();
        try {
            awaitOffsets(offsets);
            awaitRelayed();
        } finally {
            node.stop();
        }
    }

    public void awaitRelayed() {
        await(
                "the outbox to be empty",
                () -> count("select count(*) from sluice.outbox where published_at is null") == 0);
    }

    public long count(String sql) {
        return admin().sql(sql).query(Long.class).single();
    }

    public static void await(String what, Callable<Boolean> condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        try {
            while (!condition.call()) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError("waited a minute for " + what);
                }
                Thread.sleep(50);
            }
        } catch (AssertionError failed) {
            throw failed;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        publisher.close();
        database.close();
    }
}
