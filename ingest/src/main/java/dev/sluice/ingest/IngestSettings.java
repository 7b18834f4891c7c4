package dev.sluice.ingest;

import dev.sluice.ingest.intake.DocumentTopics;
import dev.sluice.ingest.intake.IntakeLimits;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.ingest.intake.SourceRules;
import dev.sluice.ingest.intake.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Settings of intake, batches, relay and redispatch.
 *
 * @param topics the documents topics this node reads
 * @param group the consumer group that shares their partitions among nodes
 * @param rules what is allowed and assumed of whom
 * @param rangeRecords a range is cut when it holds this many offsets
 * @param rangeAge or when its first offset has been waiting this long
 * @param chunkSize documents in one transaction at most; {@code limits} bounds their bytes
 * @param processors documents extracted, classified and decided at the same time
 * @param jobs ranges worked on at the same time
 * @param limits how much is taken in
 * @param lease how long a node may be silent before another takes its batch
 * @param soleNode whether no other process can own a batch: then a batch left running by an earlier process is taken over
 *     at once
 * @param relayPoll the longest a message waits in the outbox without a nudge
 * @param redispatchEvery how often waiting and overdue attempts are looked at
 * @param overdueAfter when an attempt that was decided or dispatched and has not ended is looked at: longer than any
 *     clearance
 * @param outboxKept how long published outbox rows are kept
 */
public record IngestSettings(
        DocumentTopics topics,
        String group,
        SourceRules rules,
        int rangeRecords,
        Duration rangeAge,
        int chunkSize,
        int processors,
        int jobs,
        IntakeLimits limits,
        Duration lease,
        boolean soleNode,
        Duration relayPoll,
        Duration redispatchEvery,
        Duration overdueAfter,
        Duration outboxKept) {

    /** Checks ranges. */
    public IngestSettings {
        atLeastOne(rangeRecords, "rangeRecords");
        atLeastOne(chunkSize, "chunkSize");
        atLeastOne(processors, "processors");
        atLeastOne(jobs, "jobs");
        positive(lease, "lease");
        positive(relayPoll, "relayPoll");
        positive(redispatchEvery, "redispatchEvery");
        positive(overdueAfter, "overdueAfter");
    }

    /**
     * Defaults for one machine.
     *
     * @param claims the directory that claim checks may point into
     * @param topics the documents topics
     * @return settings
     */
    public static IngestSettings of(Path claims, String... topics) {
        return new IngestSettings(
                DocumentTopics.named(topics),
                "sluice-ingest",
                new SourceRules(Map.of(), SourceSettings.claimingFrom(claims), Map.of(), Optional.empty()),
                100,
                Duration.ofMillis(200),
                10,
                2,
                2,
                IntakeLimits.DEFAULTS,
                Duration.ofSeconds(60),
                false,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofMinutes(20),
                Duration.ofHours(1));
    }

    /**
     * The same for a machine where this process is the only one that can own a batch.
     *
     * @return settings
     */
    public IngestSettings asSoleNode() {
        return with(changed -> changed.soleNode = true);
    }

    /**
     * The same for other topics.
     *
     * @param read see {@link #topics()}
     * @return settings
     */
    public IngestSettings withTopics(DocumentTopics read) {
        return with(changed -> changed.topics = read);
    }

    /**
     * The same for another consumer group.
     *
     * @param name see {@link #group()}
     * @return settings
     */
    public IngestSettings withGroup(String name) {
        return with(changed -> changed.group = name);
    }

    /**
     * The same with other bounds of work.
     *
     * @param records see {@link #rangeRecords()}
     * @param chunk see {@link #chunkSize()}
     * @param parallel see {@link #processors()}
     * @param ranges see {@link #jobs()}
     * @return settings
     */
    public IngestSettings withWork(int records, int chunk, int parallel, int ranges) {
        return with(changed -> {
            changed.rangeRecords = records;
            changed.chunkSize = chunk;
            changed.processors = parallel;
            changed.jobs = ranges;
        });
    }

    /**
     * The same with settings of sources.
     *
     * @param bySource settings by CloudEvents source
     * @param others settings of every other source
     * @return settings
     */
    public IngestSettings withSources(Map<String, SourceSettings> bySource, SourceSettings others) {
        return with(changed -> changed.rules = new SourceRules(bySource, others, rules.topics(), rules.own()));
    }

    /**
     * The same with other times.
     *
     * @param leaseTime see {@link #lease()}
     * @param redispatch see {@link #redispatchEvery()}
     * @param overdue see {@link #overdueAfter()}
     * @return settings
     */
    public IngestSettings withTimes(Duration leaseTime, Duration redispatch, Duration overdue) {
        return with(changed -> {
            changed.lease = leaseTime;
            changed.redispatchEvery = redispatch;
            changed.overdueAfter = overdue;
        });
    }

    /**
     * The same with another cap on payloads.
     *
     * @param bytes see {@link IntakeLimits#documentBytes()}
     * @return settings
     */
    public IngestSettings withMaxDocumentBytes(long bytes) {
        return withLimits(limits.withDocumentBytes(bytes));
    }

    /**
     * The same with other limits.
     *
     * @param other see {@link #limits()}
     * @return settings
     */
    public IngestSettings withLimits(IntakeLimits other) {
        return with(changed -> changed.limits = other);
    }

    /**
     * The same with settings of topics.
     *
     * @param byTopic see {@link SourceRules#topics()}
     * @return settings
     */
    public IngestSettings withTopicSources(Map<String, SourceSettings> byTopic) {
        return with(changed -> changed.rules = new SourceRules(rules.sources(), rules.others(), byTopic, rules.own()));
    }

    /**
     * The same with the claim checks of this machine's own command line, which are deleted when their documents are stored.
     *
     * @param own their source and folder
     * @return settings
     */
    public IngestSettings withOwnClaims(OwnClaims own) {
        return with(changed ->
                changed.rules = new SourceRules(rules.sources(), rules.others(), rules.topics(), Optional.of(own)));
    }

    /**
     * The settings of a message.
     *
     * @param topic where it arrived
     * @param source a CloudEvents source
     * @return what holds for it
     * @see SourceRules#of(String, String)
     */
    public SourceSettings source(String topic, String source) {
        return rules.of(topic, source);
    }

    private static void atLeastOne(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
        }
    }

    private static void positive(Duration value, String name) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than 0");
        }
    }

    private IngestSettings with(Consumer<Changed> change) {
        Changed changed = new Changed(this);
        change.accept(changed);
        return changed.settings();
    }

    /** The components while some of them are replaced. */
    private static final class Changed {
        private DocumentTopics topics;
        private String group;
        private SourceRules rules;
        private int rangeRecords;
        private Duration rangeAge;
        private int chunkSize;
        private int processors;
        private int jobs;
        private IntakeLimits limits;
        private Duration lease;
        private boolean soleNode;
        private Duration relayPoll;
        private Duration redispatchEvery;
        private Duration overdueAfter;
        private Duration outboxKept;

        Changed(IngestSettings from) {
            this.topics = from.topics;
            this.group = from.group;
            this.rules = from.rules;
            this.rangeRecords = from.rangeRecords;
            this.rangeAge = from.rangeAge;
            this.chunkSize = from.chunkSize;
            this.processors = from.processors;
            this.jobs = from.jobs;
            this.limits = from.limits;
            this.lease = from.lease;
            this.soleNode = from.soleNode;
            this.relayPoll = from.relayPoll;
            this.redispatchEvery = from.redispatchEvery;
            this.overdueAfter = from.overdueAfter;
            this.outboxKept = from.outboxKept;
        }

        IngestSettings settings() {
            return new IngestSettings(
                    topics,
                    group,
                    rules,
                    rangeRecords,
                    rangeAge,
                    chunkSize,
                    processors,
                    jobs,
                    limits,
                    lease,
                    soleNode,
                    relayPoll,
                    redispatchEvery,
                    overdueAfter,
                    outboxKept);
        }
    }
}
