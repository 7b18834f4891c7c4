package dev.sluice.bench.reading;

import dev.sluice.classifier.Classifier;
import dev.sluice.db.Database;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.db.embedded.EmbeddedKafka;
import dev.sluice.db.embedded.EmbeddedPostgres;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.OutgoingDocument;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The way of a document from its message to its decision, as one node goes it: an embedded broker and an embedded database that
 * waits for the disk, the role that ingests with its own defaults, the default bundle. Documents are published as confidential, so
 * the token classifier could change nothing and is left out; patterns read all of the text.
 */
final class Pipeline implements AutoCloseable {
    private static final URI SOURCE = URI.create("urn:sluice:bench");
    private static final long POLL_MILLIS = 50;
    private static final long GIVEN_UP_NANOS = 600_000_000_000L;

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final Database database;
    private final Extractor extractor;
    private final Ingest ingest;
    private final DocumentPublisher publisher;
    private final JdbcClient outcomes;
    private long published;
    private double documentsPerSecond = 50;

    /** Starts the services in a folder of its own. */
    Pipeline(Path folder) throws IOException {
        Path claims = Files.createDirectories(folder.resolve("claims"));
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        database = Database.open(postgres.adminJdbcUrl(), folder.resolve("secrets"));
        database.migrate();
        Topics.createMissing(kafka.clientProperties(), Topics.defaults());
        PolicyBundle bundle = PolicyBundle.installedDefault();
        extractor = new Extractor(ExtractionSettings.defaults());
        ingest = new Ingest(
                IngestSettings.of(claims, Topics.DOCUMENTS)
                        .withOwnClaims(new OwnClaims(SOURCE.toString(), claims))
                        .asSoleNode(),
                database.dataSource(DatabaseRole.INGEST),
                KeyRing.createOrOpen(folder.resolve("keys")),
                kafka.clientProperties(),
                new PolicyEngine(bundle, Clock.systemUTC()),
                Classifier.standard().with(bundle.customRules()),
                extractor);
        publisher = new DocumentPublisher(kafka.clientProperties(), Topics.DOCUMENTS, claims);
        outcomes = JdbcClient.create(database.dataSource(DatabaseRole.OPERATOR));
        ingest.start();
    }

    /** Process ids of the children that read. */
    Set<Long> children() {
        return extractor.childProcesses();
    }

    /** The database server, which need not be a child of this process. */
    Set<Long> servers() {
        return Set.of(postgres.pid());
    }

    /**
     * Publishes the set as often as fits into the time by what the last pass took, at least once, and waits until every
     * document has its outcome in the database. Measured is from before the first message to after the last commit.
     *
     * @return what was not read wholly, or not decided by patterns alone, failed
     */
    Passes.Result run(DocumentSet set, double seconds) throws InterruptedException {
        int size = set.documents().size();
        int passes = (int) Math.max(1, Math.round(seconds * documentsPerSecond / size));
        long begin = System.nanoTime();
        List<DocumentPublisher.Position> sent = publish(set, passes);
        List<Range> ranges = ranges(sent);
        while (!ranges.stream().allMatch(this::ended)) {
            if (System.nanoTime() - begin > GIVEN_UP_NANOS) {
                throw new IllegalStateException("ten minutes were not enough for " + passes * size + " documents");
            }
            Thread.sleep(POLL_MILLIS);
        }
        long wall = System.nanoTime() - begin;
        documentsPerSecond = passes * size / (wall / 1e9);
        long decided = ranges.stream().mapToLong(this::decided).sum();
        BitSet failed = new BitSet(size);
        if (decided < (long) passes * size) {
            ranges.forEach(this::tellWhatElse);
            Map<Integer, Set<Long>> undecided = new HashMap<>();
            ranges.forEach(range -> undecided.put(range.partition(), undecided(range)));
            for (int i = 0; i < sent.size(); i++) {
                DocumentPublisher.Position at = sent.get(i);
                if (undecided.getOrDefault(at.partition(), Set.of()).contains(at.offset())) {
                    failed.set(i % size);
                }
            }
        }
        long characters = ranges.stream().mapToLong(this::characters).sum();
        return new Passes.Result(passes, wall, characters, failed, (long) passes * size - decided);
    }

    private record Range(int partition, long from, long to) {}

    private List<DocumentPublisher.Position> publish(DocumentSet set, int passes) {
        List<java.util.concurrent.CompletableFuture<DocumentPublisher.Position>> sent = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            for (DocumentSet.Document document : set.documents()) {
                sent.add(publisher.publish(OutgoingDocument.of(
                                SOURCE, "bench-" + published++, "bench", "summarise", "measurement", document.content())
                        .with(Attributes.MIN_SENSITIVITY, MinimumSensitivity.CONFIDENTIAL.name())
                        .withFileName(document.name())));
            }
        }
        publisher.flush();
        return sent.stream().map(java.util.concurrent.CompletableFuture::join).toList();
    }

    private static List<Range> ranges(List<DocumentPublisher.Position> sent) {
        TreeMap<Integer, Range> ranges = new TreeMap<>();
        for (DocumentPublisher.Position at : sent) {
            ranges.merge(
                    at.partition(),
                    new Range(at.partition(), at.offset(), at.offset() + 1),
                    (a, b) -> new Range(a.partition(), Math.min(a.from(), b.from()), Math.max(a.to(), b.to())));
        }
        return List.copyOf(ranges.values());
    }

    private boolean ended(Range range) {
        return count("count(*) from sluice.offset_outcome o", "", range) == range.to() - range.from();
    }

    /** Documents that were read wholly, classified by patterns alone and to their end, and decided. */
    private long decided(Range range) {
        return count(
                "count(distinct o.document_id) from sluice.offset_outcome o"
                        + " join sluice.extraction e using (document_id)"
                        + " join sluice.classification c using (document_id)"
                        + " join sluice.decision d using (document_id)",
                " and o.outcome = 'DOCUMENT' and e.complete and c.exhaustiveness = 'PARTIAL'",
                range);
    }

    private Set<Long> undecided(Range range) {
        return Set.copyOf(outcomes.sql("""
                        select o.record_offset from sluice.offset_outcome o
                          left join sluice.extraction e using (document_id)
                          left join sluice.classification c using (document_id)
                         where o.partition = :partition and o.record_offset >= :from and o.record_offset < :to
                           and (o.outcome = 'DOCUMENT' and e.complete and c.exhaustiveness = 'PARTIAL') is not true
                        """)
                .param("partition", range.partition())
                .param("from", range.from())
                .param("to", range.to())
                .query(Long.class)
                .list());
    }

    /** How documents ended that count as failures, in the words of the tables; nothing of a document is in them. */
    private void tellWhatElse(Range range) {
        outcomes.sql("""
                        select o.outcome, e.complete, e.unread::text, c.exhaustiveness, c.degraded::text, count(*)
                          from sluice.offset_outcome o
                          left join sluice.extraction e using (document_id)
                          left join sluice.classification c using (document_id)
                         where o.partition = :partition and o.record_offset >= :from and o.record_offset < :to
                           and (e.complete and c.exhaustiveness = 'PARTIAL') is not true
                         group by 1, 2, 3, 4, 5
                        """)
                .param("partition", range.partition())
                .param("from", range.from())
                .param("to", range.to())
                .query()
                .listOfRows()
                .forEach(row -> System.err.println("not by patterns alone: " + row));
    }

    private long characters(Range range) {
        return count(
                "coalesce(sum(e.text_length), 0) from sluice.offset_outcome o"
                        + " join sluice.extraction e using (document_id)",
                "",
                range);
    }

    private long count(String what, String condition, Range range) {
        return outcomes.sql("select " + what
                        + " where o.topic_key = (select max(topic_key) from sluice.source_topic where name = :topic)"
                        + " and o.partition = :partition and o.record_offset >= :from and o.record_offset < :to"
                        + condition)
                .param("topic", Topics.DOCUMENTS)
                .param("partition", range.partition())
                .param("from", range.from())
                .param("to", range.to())
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        publisher.close();
        ingest.stop();
        extractor.close();
        database.close();
        kafka.stop();
        postgres.stop();
    }
}
