package dev.sluice.ingest.batch;

import dev.sluice.audit.DocumentEvents;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.DocumentEnded;
import dev.sluice.db.UuidV7;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionStore;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.Route;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes one attempt: what was read, found and decided, the sealed text, and what leaves through the outbox. */
final class AttemptWriter {
    static final String NEWLY_OUT = "NEWLY_OUT";

    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final ReadingWriter readings;
    private final DecisionStore decisions;
    private final WorkItems workItems;
    private final ReviewQueue reviews;
    private final Ledger ledger;

    AttemptWriter(
            DataSource dataSource,
            ContentStore contents,
            ReadingWriter readings,
            DecisionStore decisions,
            WorkItems workItems,
            ReviewQueue reviews,
            Ledger ledger) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.readings = readings;
        this.decisions = decisions;
        this.workItems = workItems;
        this.reviews = reviews;
        this.ledger = ledger;
    }

    /** Which attempt at which document. */
    record Place(Batch batch, UUID documentId, int attempt, Declarations declared) {}

    /** State and reason that an attempt begins with. */
    private record Beginning(String state, @Nullable String reason) {}

    /**
     * Writes it.
     *
     * @param keepIn what may newly leave is withheld instead, now and whenever the attempt is decided again: a rerun that was
     *     promised to let nothing out
     */
    void write(Place place, Evaluation evaluation, boolean keepIn) {
        switch (evaluation) {
            case Evaluation.Failed failed -> failed(place, failed, keepIn);
            case Evaluation.Decided decided -> decided(place, decided, keepIn);
        }
    }

    private void failed(Place place, Evaluation.Failed failed, boolean keepIn) {
        MinimumSensitivity least = place.declared().minSensitivity();
        insert(place, new Beginning("FAILED", failed.reason()), least, keepIn, failed.milliseconds());
        end(place, DocumentEnded.State.FAILED, failed.reason(), null);
    }

    private void decided(Place place, Evaluation.Decided decided, boolean keepIn) {
        Decision decision = decided.decision();
        Optional<String> operable = workItems.refusal(decision, place.declared().task());
        Beginning beginning = beginning(decision, operable, keepIn);
        MinimumSensitivity least = place.declared().minSensitivity().max(decided.minSensitivity());
        insert(place, beginning, least, keepIn, decided.milliseconds());
        boolean leaves = beginning.state().equals("DECIDED") && WorkItems.goesOutside(decision);
        if (!leaves && place.attempt() > 1) {
            workItems.withdraw(place.documentId());
        }
        byte[] text = decided.text().canonical().getBytes(StandardCharsets.UTF_8);
        contents.put(Compartment.RESTRICTED, place.documentId(), ContentKind.TEXT, place.attempt(), text);
        ReadingWriter.Written written = readings.write(place, decided, text);
        decisions.save(place.documentId(), place.attempt(), written.classificationId(), decision, "ingest");
        switch (beginning.state()) {
            case "DECIDED" ->
                ledger.send(workItems.seal(
                        place.documentId(),
                        place.attempt(),
                        place.declared().task(),
                        decision,
                        written.textDigest(),
                        written.classificationDigest()));
            case "IN_REVIEW" ->
                reviews.open(
                        new ClassificationWriter.Place(
                                place.documentId(),
                                place.attempt(),
                                place.batch().batchId(),
                                place.declared().tenant()),
                        reason(beginning),
                        reviews.asks(decision));
            case "WITHHELD" -> end(place, DocumentEnded.State.WITHHELD, reason(beginning), decision);
            case "FAILED" -> end(place, DocumentEnded.State.FAILED, reason(beginning), decision);
            default -> {
                // Waiting: nothing leaves until an endpoint is there.
            }
        }
    }

    private Beginning beginning(Decision decision, Optional<String> refusal, boolean keepIn) {
        if (decision.route() == Route.WITHHELD) {
            return new Beginning("WITHHELD", decision.reason());
        }
        if (keepIn && decision.route() == Route.EXTERNAL) {
            return new Beginning("WITHHELD", NEWLY_OUT);
        }
        if (decision.waits()) {
            return new Beginning("WAITING", "NO_ELIGIBLE_ENDPOINT");
        }
        if (!reviews.asks(decision).isEmpty()) {
            return new Beginning("IN_REVIEW", ReviewQueue.POLICY_REVIEW);
        }
        return refusal.map(why -> new Beginning("FAILED", why)).orElse(new Beginning("DECIDED", null));
    }

    private void insert(Place place, Beginning beginning, MinimumSensitivity least, boolean keepIn, long milliseconds) {
        jdbc.sql("""
                        insert into sluice.attempt (document_id, attempt, batch_id, state, reason, process_ms,
                          min_sensitivity, keep_inside, ended_at)
                        values (:document, :attempt, :batch, :state, :reason, :ms, :least, :keep,
                                case when :state in ('WITHHELD', 'FAILED') then clock_timestamp() end)
                        """)
                .param("document", place.documentId())
                .param("attempt", place.attempt())
                .param("batch", place.batch().batchId())
                .param("state", beginning.state())
                .param("reason", beginning.reason(), Types.VARCHAR)
                .param("ms", milliseconds)
                .param("least", least.name())
                .param("keep", keepIn)
                .update();
    }

    private void end(Place place, DocumentEnded.State state, String reason, @Nullable Decision decision) {
        ledger.record(DocumentEvents.ended(
                Ledger.INGEST,
                place.documentId(),
                place.attempt(),
                place.batch().batchId(),
                place.declared().tenant(),
                state,
                reason));
        ledger.send(DocumentEnded.withoutResult(
                        decision == null ? UuidV7.next() : decision.id(),
                        place.documentId(),
                        place.attempt(),
                        state,
                        reason,
                        // What is withheld or failed has not left, whatever it might have been allowed.
                        decision == null ? null : Route.WITHHELD.name(),
                        place.declared().task(),
                        decision == null ? null : decision.id())
                .toMessage());
    }

    private static String reason(Beginning beginning) {
        return beginning.reason() == null ? "" : beginning.reason();
    }
}
