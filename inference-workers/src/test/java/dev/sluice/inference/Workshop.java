package dev.sluice.inference;

import dev.sluice.audit.AuditLog;
import dev.sluice.audit.Sequencer;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.UuidV7;
import dev.sluice.db.WorkItem;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.policy.ClearanceSigner;
import dev.sluice.policy.ClearanceSubject;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import dev.sluice.policy.StoredContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database, a closed API, a running log, and documents put there as ingest does. */
final class Workshop implements AutoCloseable {
    static final String PUBLIC = "The museum opens a new wing for sculpture. The wing stands beside the harbour. "
            + "Entry is free on Sundays. The opening is celebrated with music.";
    static final String PRIVATE =
            "Patient Jane Roe, MRN 4711223, born 02/03/1961, SSN 219-09-9999, was admitted with chest pain.";

    final TestDatabase database = TestServices.database();
    final FakeClosedApi api = FakeClosedApi.start();
    final FakeClosedApi inside = FakeClosedApi.start();
    final PolicyBundle bundle = PolicyBundle.installedDefault().fill(Map.of("external-1", fill(api)));
    final KeyRing ring = database.keyRing();
    final JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    final Classifier classifier = Classifier.standard();
    final Sequencer sequencer;
    private final Path folder;
    private int offset;

    Workshop(Path folder) {
        this.folder = folder;
        database.putInForce(bundle.digest());
        sequencer = new Sequencer(
                database.dataSource(DatabaseRole.SEQUENCER),
                ring,
                "test.sluice/audit",
                folder.resolve("checkpoint"),
                Duration.ofMillis(200));
        sequencer.start();
    }

    static SlotFill fill(FakeClosedApi api) {
        return new SlotFill(api.url(), FakeClosedApi.MODEL, Optional.empty(), Protocol.OPENAI);
    }

    /** What fills a slot with a server that nobody runs. */
    static SlotFill nobody() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new SlotFill(
                    URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/v1"),
                    FakeClosedApi.MODEL,
                    Optional.empty(),
                    Protocol.OPENAI);
        }
    }

    /** The default bundle with other ranks for cleared documents, written as in its {@code routing.yaml}. */
    PolicyBundle routed(String cleared) throws IOException {
        Path from = Path.of("../policy/bundles/default");
        Path to = Files.createTempDirectory(folder, "bundle");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path routing = to.resolve("routing.yaml");
        String text = Files.readString(routing);
        int begin = text.indexOf("cleared:");
        Files.writeString(
                routing, text.substring(0, begin) + cleared + text.substring(text.indexOf("    restricted:", begin)));
        return PolicyBundle.load(to).fill(Map.of("external-1", fill(api)));
    }

    /** The bundle whose slot inside is served by {@link #inside}. */
    PolicyBundle withServerInside() {
        return bundle.fill(Map.of("sovereign-1", fill(inside)));
    }

    Dispatcher external(PolicyBundle inForce) {
        return dispatcher(Pool.EXTERNAL, inForce);
    }

    Dispatcher sovereign(PolicyBundle inForce) {
        return dispatcher(Pool.SOVEREIGN, inForce);
    }

    private Dispatcher dispatcher(Pool pool, PolicyBundle inForce) {
        database.putInForce(inForce.digest());
        PoolSettings settings =
                PoolSettings.standard(pool).within(ClientLimits.standard().withTimeout(Duration.ofSeconds(5)));
        return new Dispatcher(
                pool, database.dataSource(role(pool)), keys(pool), inForce, classifier, settings, Clock.systemUTC());
    }

    static DatabaseRole role(Pool pool) {
        return pool == Pool.EXTERNAL ? DatabaseRole.WORKER_EXTERNAL : DatabaseRole.WORKER_SOVEREIGN;
    }

    KeyRing keys(Pool pool) {
        KeyName own = pool == Pool.EXTERNAL ? KeyName.EXTERNAL_CONTENT : KeyName.SOVEREIGN_CONTENT;
        return KeyRing.open(database.keyRingDir(), Set.of(own));
    }

    /** A document as ingest leaves it, under this workshop's bundle. */
    WorkItem document(String text) {
        return document(text, bundle, "summarise", Clock.systemUTC());
    }

    WorkItem document(String text, PolicyBundle inForce, String task, Clock signedAt) {
        database.putInForce(inForce.digest());
        UUID document = UuidV7.next();
        DataSource ingest = database.dataSource(DatabaseRole.INGEST);
        return database.transaction(DatabaseRole.INGEST).execute(status -> {
            ContentStore content = new ContentStore(ingest, ring);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            content.createKey(Compartment.RESTRICTED, document);
            content.put(Compartment.RESTRICTED, document, ContentKind.TEXT, 1, bytes);
            rows(
                    JdbcClient.create(ingest),
                    document,
                    task,
                    text,
                    content.digest(Compartment.RESTRICTED, document, bytes));
            StoredContext stored = StoredContext.load(ingest, document, 1).orElseThrow();
            Decision decision = new PolicyEngine(inForce, Clock.systemUTC()).decide(stored.context());
            new DecisionStore(ingest, new AuditLog(ingest))
                    .save(document, 1, stored.classificationId().orElseThrow(), decision, "ingest");
            if (decision.cleared()) {
                content.createKey(Compartment.CLEARED, document);
                content.put(Compartment.CLEARED, document, ContentKind.TEXT, 1, bytes);
            }
            return new WorkItem(
                    document,
                    1,
                    decision.id(),
                    decision.pool().orElseThrow().name(),
                    clearance(decision, stored, document, inForce, signedAt));
        });
    }

    String clearance(Decision decision, StoredContext stored, UUID document, PolicyBundle inForce, Clock signedAt) {
        ClearanceSubject subject = new ClearanceSubject(
                document,
                1,
                stored.textDigest().orElseThrow(),
                Optional.empty(),
                stored.classificationDigest().orElseThrow(),
                inForce.template(stored.context().task()).digest(),
                stored.context().task());
        return new ClearanceSigner(ring, signedAt).sign(decision, subject);
    }

    private void rows(JdbcClient jdbc, UUID document, String task, String text, byte[] textDigest) {
        var classification = classifier.classify(DocumentText.of(text));
        UUID batch = UuidV7.next();
        int at = ++offset;
        jdbc.sql("""
                        insert into sluice.source_topic (cluster_id, topic_id, name) values ('c', 't', 'documents')
                        on conflict do nothing""").update();
        jdbc.sql("""
                        insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state)
                        select :batch, topic_key, 0, :at, :at + 1, 'RUNNING' from sluice.source_topic""").param("batch", batch).param("at", (long) at).update();
        jdbc.sql("""
                        insert into sluice.document (document_id, upstream_digest, payload_digest, topic_key, partition,
                          record_offset, tenant, task, purpose, jurisdiction, residency, min_sensitivity, payload_bytes)
                        select :document, :digest, :digest, topic_key, 0, :at, 'default', :task, '', '', '', 'none', 1
                          from sluice.source_topic""")
                .param("document", document)
                .param("digest", document.toString().getBytes(StandardCharsets.UTF_8))
                .param("at", (long) at)
                .param("task", task)
                .update();
        jdbc.sql("""
                        insert into sluice.attempt (document_id, attempt, batch_id, state) values (:document, 1, :batch, 'DECIDED')""").param("document", document).param("batch", batch).update();
        jdbc.sql("""
                        insert into sluice.extraction (document_id, attempt, media_type, complete, any_read, unread, parts,
                          coverage, text_digest, text_length, extractor, took_ms)
                        values (:document, 1, 'text/plain', true, true, '{}', 1, '[]', :digest, :length, 'test', 1)""")
                .param("document", document)
                .param("digest", textDigest)
                .param("length", (long) text.codePointCount(0, text.length()))
                .update();
        classify(
                jdbc,
                document,
                classification.categories().stream().map(Enum::name).toList());
    }

    /** Adds a classification, which is then the newest. */
    void classify(JdbcClient jdbc, UUID document, List<String> categories) {
        jdbc.sql("""
                        insert into sluice.classification (classification_id, document_id, attempt, exhaustiveness, categories,
                          degraded, findings, detectors, digest, classified_at)
                        values (:id, :document, 1, 'EXHAUSTIVE', :categories, '{}', '[]', :detectors, :digest, clock_timestamp())""")
                .param("id", UuidV7.next())
                .param("document", document)
                .param("categories", categories.toArray(String[]::new))
                .param("detectors", classifier.detectors().digest())
                .param("digest", sha256(document + categories.toString()))
                .update();
    }

    /** State and reason of the attempt, as {@code STATE(reason)}. */
    String state(WorkItem item) {
        return admin.sql(
                        "select state || coalesce('(' || reason || ')', '') from sluice.attempt where document_id = :id")
                .param("id", item.documentId())
                .query(String.class)
                .single();
    }

    /** States of the document's dispatches in order. */
    List<String> dispatches(WorkItem item) {
        return admin.sql(
                        "select endpoint || ' ' || state from sluice.dispatch where document_id = :id order by intent_at")
                .param("id", item.documentId())
                .query(String.class)
                .list();
    }

    /** Types of the document's events in order. */
    List<String> events(WorkItem item) {
        return admin.sql("select type from audit.event where document_id = :id order by seq")
                .param("id", item.documentId())
                .query(String.class)
                .list();
    }

    /** Bodies of the document's events of a type. */
    List<String> bodies(WorkItem item, String type) {
        return admin.sql("""
                        select convert_from(body, 'UTF8') from audit.event where document_id = :id and type = :type order by seq""")
                .param("id", item.documentId())
                .param("type", type)
                .query(String.class)
                .list();
    }

    /** The stored output, opened with the pool's own keys; empty when there is none. */
    Optional<String> output(WorkItem item, Pool pool) {
        Compartment compartment = pool == Pool.EXTERNAL ? Compartment.CLEARED : Compartment.RESTRICTED;
        return admin.sql("select result_id from sluice.result where document_id = :id")
                .param("id", item.documentId())
                .query(UUID.class)
                .optional()
                .flatMap(result -> new ContentStore(database.dataSource(role(pool)), keys(pool))
                        .get(compartment, result, ContentKind.RESULT, 1))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** How many messages about the document are in the outbox. */
    List<String> messages(WorkItem item) {
        return admin.sql(
                        "select topic || ' ' || convert_from(payload, 'UTF8') from sluice.outbox where message_key = :id order by id")
                .param("id", item.documentId().toString())
                .query(String.class)
                .list();
    }

    private static byte[] sha256(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        sequencer.close();
        api.close();
        inside.close();
        database.close();
    }
}
