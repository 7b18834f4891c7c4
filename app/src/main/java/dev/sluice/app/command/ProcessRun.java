package dev.sluice.app.command;

import dev.sluice.app.ServiceMissingException;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.Progress;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.intake.DocumentPublisher.Position;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.query.DocumentStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * Publishes files, a bounded number ahead, and follows each until it has ended. What was published by an earlier run and
 * has an outcome is not published again.
 */
final class ProcessRun {
    /** Bytes of documents on their way to Kafka at most, beside the one being read. */
    private static final long AHEAD_BYTES = 32L << 20;

    private static final long POLL_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final DocumentQueries documents;
    private final Publication publication;
    private final Progress progress;
    private final Optional<Again> again;
    private final Optional<Duration> longest;
    /** Where the outcome of a file is to come from, by place in the list, until it has ended. */
    private final SequencedMap<Integer, Supplier<Optional<DocumentStatus>>> awaited = new LinkedHashMap<>();

    private final Map<Integer, ProcessOutcome> ended = new HashMap<>();
    /** How those that are awaited stand. */
    private final SequencedMap<Integer, ProcessOutcome> open = new LinkedHashMap<>();

    private Instant moved = Instant.now();

    /**
     * @param again how to make new attempts for what was processed before; else the stored outcome is shown
     * @param longest how long to wait once all are published; else until each has ended
     */
    ProcessRun(
            Services services,
            Publication publication,
            Progress progress,
            Optional<Again> again,
            Optional<Duration> longest) {
        this.documents = new DocumentQueries(services.database().dataSource(DatabaseRole.OPERATOR));
        this.publication = publication;
        this.progress = progress;
        this.again = again;
        this.longest = longest;
    }

    /** Returns one outcome for each file, in the order given; those that have not ended in time as they stand. */
    List<ProcessOutcome> run(List<FileWalk.Found> files) throws InterruptedException {
        try {
            publish(files);
        } catch (DataAccessException e) {
            throw new ServiceMissingException("the database does not answer; what is published is not published twice, "
                    + "run the command again when it is back");
        }
        Instant published = Instant.now();
        Instant answered = published;
        while (!awaited.isEmpty()) {
            try {
                collect(files);
                answered = Instant.now();
            } catch (DataAccessException e) {
                // A database that is restarted comes back, and the documents go on by themselves.
                if (answered.plus(PATIENCE).isBefore(Instant.now())) {
                    throw new ServiceMissingException("the database has not answered for " + PATIENCE.toSeconds()
                            + " s; nothing is lost, run the command again when it is back");
                }
            }
            progress.show(ended.size() + " of " + files.size() + " documents have ended"
                    + (open.isEmpty() ? "" : "; " + OpenDocuments.counts(open.values())));
            boolean enough =
                    longest.isPresent() && published.plus(longest.get()).isBefore(Instant.now());
            if (enough || nothingComesByItself()) {
                OpenDocuments.advice(open.values()).forEach(progress::say);
                break;
            }
            sayWhatIsWaitedFor();
            if (!awaited.isEmpty()) {
                Thread.sleep(POLL_MILLIS);
            }
        }
        List<ProcessOutcome> outcomes = new ArrayList<>();
        for (int place = 0; place < files.size(); place++) {
            outcomes.add(ended.getOrDefault(place, open.get(place)));
        }
        return outcomes;
    }

    private void publish(List<FileWalk.Found> files) throws InterruptedException {
        SequencedMap<Integer, CompletableFuture<Position>> sent = new LinkedHashMap<>();
        List<UUID> repeated = new ArrayList<>();
        long ahead = 0;
        for (int place = 0; place < files.size(); place++) {
            FileWalk.Found found = files.get(place);
            Publication.Read read;
            try {
                read = publication.read(found);
            } catch (IOException e) {
                ended.put(place, ProcessOutcome.failed(found.relative(), FileBytes.reason(e)));
                continue;
            }
            Optional<DocumentStatus> stored = documents.byUpstream(publication.upstreamDigest(read));
            if (stored.isPresent() && stored.get().ended()) {
                if (again.isPresent()) {
                    repeated.add(awaitAnotherAttempt(place, stored.get()));
                } else {
                    ended.put(place, ProcessOutcome.of(found.relative(), stored.get(), true));
                }
                continue;
            }
            sent.put(place, publication.publish(read));
            ahead += read.content().length;
            if (ahead > AHEAD_BYTES) {
                confirm(sent);
                ahead = 0;
            }
            progress.show("published " + (place + 1) + " of " + files.size());
        }
        confirm(sent);
        again.ifPresent(plans -> plans.start(repeated));
    }

    private UUID awaitAnotherAttempt(int place, DocumentStatus before) {
        UUID document = before.documentId().orElseThrow();
        awaited.put(place, () -> documents.find(document).filter(now -> now.attempt() > before.attempt()));
        return document;
    }

    private void confirm(SequencedMap<Integer, CompletableFuture<Position>> sent) throws InterruptedException {
        for (Map.Entry<Integer, CompletableFuture<Position>> entry : sent.entrySet()) {
            try {
                Position at = entry.getValue().get();
                awaited.put(entry.getKey(), () -> documents.atOffset(at.topic(), at.partition(), at.offset()));
            } catch (ExecutionException e) {
                throw new ServiceMissingException(
                        "Kafka did not take a document; is the broker up? Run the command again: "
                                + "what is published is not published twice.");
            }
        }
        sent.clear();
    }

    private void collect(List<FileWalk.Found> files) {
        awaited.entrySet().removeIf(entry -> {
            int place = entry.getKey();
            String path = files.get(place).relative();
            Optional<DocumentStatus> status = entry.getValue().get();
            if (status.filter(DocumentStatus::ended).isPresent()) {
                ended.put(place, ProcessOutcome.of(path, status.get(), false));
                open.remove(place);
                moved = Instant.now();
                return true;
            }
            ProcessOutcome now = ProcessOutcome.open(path, status);
            // One that waits is sent again from time to time, and is then back where it was.
            if (!OpenDocuments.waitsAgain(open.get(place), now)) {
                open.put(place, now);
            }
            return false;
        });
    }

    /** A document for which there is no endpoint goes on when the bundle or its slots change, not by waiting. */
    private boolean nothingComesByItself() {
        return !open.isEmpty()
                && OpenDocuments.allLackAnEndpoint(open.values())
                && moved.plus(SETTLED).isBefore(Instant.now());
    }

    private void sayWhatIsWaitedFor() {
        if (!open.isEmpty()
                && OpenDocuments.allWait(open.values())
                && moved.plus(STALLED).isBefore(Instant.now())) {
            progress.say("nothing has ended for " + STALLED.toSeconds()
                    + " s; still waiting (Ctrl-C stops, --wait DURATION ends the waiting by itself, nothing is lost):");
            OpenDocuments.advice(open.values()).forEach(line -> progress.say("  " + line));
            moved = Instant.now();
        }
    }
}
