package dev.sluice.ingest.batch;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FailureCount;
import dev.sluice.classifier.Segment;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.extract.GivenText;
import dev.sluice.ingest.extract.UnreadReason;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.PolicyEngine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Extract ▸ recognise ▸ classify ▸ decide. No transaction; safe for use by several threads. */
final class Evaluator {
    private static final Logger log = LoggerFactory.getLogger(Evaluator.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Extractor extractor;
    private final Classifier classifier;
    private final PolicyEngine policy;
    private final Origins origins;
    private final FailureCount failures = new FailureCount();

    Evaluator(Extractor extractor, Classifier classifier, PolicyEngine policy, Origins origins) {
        this.origins = origins;
        this.extractor = extractor;
        this.classifier = classifier;
        this.policy = policy;
    }

    /** What a document declares, in no other words than those of the policy in force. */
    Declarations inKnownWords(Declarations declared) {
        return policy.bundle().inKnownWords(declared);
    }

    /**
     * Never throws for a document.
     *
     * @throws IngestException if this node is stopping, which says nothing about the document
     * @throws DataAccessException if the database fails
     */
    Evaluation evaluate(Subject subject) {
        return evaluate(subject, Reading.FIRST);
    }

    /**
     * As {@link #evaluate(Subject)}, of a document that may have been read before.
     *
     * @param before what is known of its readings
     */
    Evaluation evaluate(Subject subject, Reading before) {
        long begin = System.nanoTime();
        try {
            return decide(subject, before, begin);
        } catch (IngestException | DataAccessException notOfTheDocument) {
            throw notOfTheDocument;
        } catch (RuntimeException | StackOverflowError failure) {
            // The class is all that may be told: a parser's message can quote the document.
            log.warn(
                    "a document could not be processed cause={}",
                    failure.getClass().getName());
            return new Evaluation.Failed("PROCESSING_FAILED", since(begin));
        } catch (OutOfMemoryError failure) {
            return new Evaluation.Failed("OUT_OF_MEMORY", since(begin));
        }
    }

    private Evaluation decide(Subject subject, Reading before, long begin) {
        Extraction read = switch (before) {
            case Reading.Spared spared -> spared.outcome();
            case Reading.Tried tried ->
                extractor
                        .extract(subject.content(), subject.fileName(), subject.contentType())
                        .afterKills(tried.kills());
        };
        if (read.unread().contains(UnreadReason.INTERRUPTED)) {
            throw new IngestException("extraction was interrupted");
        }
        GivenText parameters =
                GivenText.of("task", before.holdsParameters() ? List.of() : parameters(subject.parameters()));
        Extraction extraction = read.with(parameters.parts());
        DocumentText text = with(extraction.text(), parameters.segments());
        Origins.Raise raise = subject.raise().and(origins.ofText(extraction.text()));
        Declarations declared = raise.restricted() ? subject.declared().restricted() : subject.declared();
        DocumentContext known = DocumentContext.beforeClassification(
                extraction.complete(),
                extraction.anythingRead(),
                CodePoints.length(text),
                raise.categories(),
                declared);
        LocalDate day = LocalDate.now(ZoneOffset.UTC);
        // No task asks for a rendition; one that does must not stop early, for it needs every finding.
        Classification classification =
                classifier.classify(text, new AllowScope(declared.tenant(), subject.source(), day), policy.stop(known));
        if (classification instanceof Degraded && Thread.currentThread().isInterrupted()) {
            throw new IngestException("classification was interrupted");
        }
        if (classification instanceof Degraded degraded) {
            tell(degraded);
        }
        DocumentContext context = known.with(classification);
        Decision decision = policy.decide(context);
        return new Evaluation.Decided(
                extraction,
                text,
                classification,
                context.categories(),
                day,
                declared.minSensitivity(),
                decision,
                since(begin));
    }

    /** A detector that failed keeps every document inside, so somebody must know; a line for each would drown the log. */
    private void tell(Degraded degraded) {
        degraded.failures()
                .forEach(failure -> failures.worthTelling(failure)
                        .ifPresent(count -> log.error(
                                "a detector failed detector={} kind={} cause={} times={}: {}",
                                failure.detector(),
                                failure.kind(),
                                failure.cause(),
                                count,
                                failure.kind().advice())));
    }

    /** Parameters are read by the model like the document, so they are classified like it. */
    private static List<Segment> parameters(byte[] parameters) {
        if (parameters.length == 0) {
            return List.of();
        }
        List<Segment> segments = new ArrayList<>();
        JsonNode all = JSON.readTree(parameters);
        all.properties()
                .forEach(parameter -> segments.add(new Segment(
                        "task",
                        parameter.getKey(),
                        parameter.getValue().isString()
                                ? parameter.getValue().asString()
                                : parameter.getValue().toString())));
        return segments;
    }

    private static DocumentText with(DocumentText text, List<Segment> more) {
        if (more.isEmpty()) {
            return text;
        }
        List<Segment> segments = new ArrayList<>(text.segments());
        segments.addAll(more);
        return new DocumentText(segments);
    }

    private static long since(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
