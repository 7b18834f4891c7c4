package dev.sluice.ingest.extract;

import dev.sluice.classifier.DocumentText;
import dev.sluice.ingest.confinement.Measures;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.Tika;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads documents. Plain text is decoded in process; everything else is parsed in a child process.
 *
 * <p>Thread-safe; as many documents are parsed at once as there are children. A document whose child dies is tried once
 * more in a fresh one. An interrupt ends the reading at once and stays set.
 */
public final class Extractor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Extractor.class);

    /** Raised with every change of what is read of a document, so that a record tells by which rules it was read. */
    private static final int RULES = 2;

    private static final String VERSION = "sluice-extract/" + DocumentText.FORM + "." + RULES + "+"
            + Tika.getString().replace("Apache Tika ", "tika-");

    private final ExtractionSettings settings;
    private final ExtractionCounters counters = new ExtractionCounters();
    private final HealthLog healthLog = new HealthLog(counters::snapshot);
    private final ChildPool pool;
    private final ExtractionBean bean;
    private final ChildCommand command;

    /** Starts the child processes in the background. */
    public Extractor(ExtractionSettings settings) {
        this(settings, TikaChild.class.getName());
    }

    Extractor(ExtractionSettings settings, String childClass) {
        this.settings = settings;
        this.command = new ChildCommand(settings, childClass);
        this.bean = ExtractionBean.register(counters::snapshot);
        this.pool = new ChildPool(settings, command, counters);
    }

    /**
     * What a record of an extraction names: the form of the text that digests are over, the rules it is read by, and the
     * parser's version.
     */
    public static String version() {
        return VERSION;
    }

    /** Digest of the limits that it reads under. */
    public String limits() {
        return settings.digest();
    }

    /**
     * Reads one document. Never throws because of the document: whatever went wrong is in the coverage.
     *
     * @param declaredName the name the sender gave; tells plain text formats apart, never more than that
     * @param declaredType the media type the sender gave; as the name
     */
    public Extraction extract(byte[] document, Optional<String> declaredName, Optional<String> declaredType) {
        long start = System.nanoTime();
        Collected collected = new Collected(settings);
        boolean plainText = false;
        try {
            if (document.length == 0) {
                collected.failed(UnreadReason.EMPTY);
            } else if (document.length > settings.maxDocumentBytes()) {
                collected.failed(UnreadReason.OVER_LIMIT);
            } else {
                Optional<String> plain = PlainText.recognise(document, null)
                        .filter(text -> !PageFragment.isOne(text, declaredName, declaredType));
                if (plain.isPresent()) {
                    plainText = true;
                    readPlain(plain.get(), declaredName, declaredType, collected);
                } else {
                    collected = readInChild(document, Called.of(declaredName, declaredType));
                }
            }
        } catch (LimitReachedException e) {
            collected.failed(UnreadReason.OVER_LIMIT);
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("extraction.failed kind={}", e.getClass().getSimpleName());
            collected.failed(UnreadReason.DAMAGED);
        }
        Extraction extraction = collected.finish(Duration.ofNanos(System.nanoTime() - start));
        counters.ended(extraction, plainText);
        healthLog.atTimes();
        return extraction;
    }

    private void readPlain(
            String text, Optional<String> declaredName, Optional<String> declaredType, Collected collected) {
        String type = PlainText.read(
                text, "", PartKind.DOCUMENT, "", declaredName, declaredType, settings.maxTextChars(), collected);
        collected.mediaType(type);
    }

    private Collected readInChild(byte[] document, Called called) {
        Collected collected = new Collected(settings);
        int kills = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                pool.read(document, called, collected, attempt > 1);
                collected.kills(kills);
                return collected;
            } catch (ChildFailure failure) {
                kills += failure.isByDocument() ? 1 : 0;
                boolean again = failure.reason() == UnreadReason.CRASHED || failure.reason() == UnreadReason.MEMORY;
                log.warn("extraction.child reason={} attempt={}", failure.reason(), attempt);
                if (attempt == 2 || !again) {
                    collected.failed(failure.reason());
                    collected.kills(kills);
                    return collected;
                }
                counters.retried();
                collected = new Collected(settings);
            }
        }
    }

    /** What it and its child processes did until now. */
    public ExtractionHealth health() {
        return counters.snapshot();
    }

    /** What keeps its child processes from what is not their business, as it was found by trying. Waits until it is known. */
    public Measures measures() {
        return command.measures();
    }

    /** Process ids of the child processes that are running, for supervision; of what starts them, where something does. */
    public Set<Long> childProcesses() {
        return pool.pids();
    }

    /** Ends the child processes. Documents that are being read end as interrupted or crashed. */
    @Override
    public void close() {
        pool.close();
        healthLog.last();
        bean.close();
    }
}
