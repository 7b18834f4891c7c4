package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.ingest.confinement.Measures;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a parser may do at worst, done in a real child process. After each, an ordinary document is read. */
class HostileDocumentTests {
    private static final String PLANTED = "Zanzibarthe Planted-Value 078-05-1120";

    private static final Duration HURRY = Duration.ofSeconds(8);

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    /** Waits longer than any machine needs, so that what a child does ends the reading. */
    private static Extractor extractor;

    /** Waits briefly, for what only time ends. */
    private static Extractor hurried;

    @BeforeAll
    static void start() {
        LOG.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
        extractor = new Extractor(settings(Duration.ofMinutes(2)), HostileChild.class.getName());
        hurried = new Extractor(settings(HURRY), HostileChild.class.getName());
    }

    private static ExtractionSettings settings(Duration timeout) {
        ExtractionSettings defaults = ExtractionSettings.defaults();
        return new ExtractionSettings(
                4 << 20,
                64 << 20,
                200_000,
                500,
                5,
                timeout,
                128 << 20,
                420 << 20,
                1,
                defaults.documentsPerChild(),
                Optional.empty(),
                Optional.empty());
    }

    @AfterAll
    static void stop() throws IOException {
        extractor.close();
        hurried.close();
        assertThat(folders()).isEmpty();
        assertThat(LOG.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .doesNotContain("Zanzibarthe")
                        .doesNotContain("078-05"));
    }

    @AfterEach
    void theNextDocumentIsFine() {
        assertReads(extractor);
        assertReads(hurried);
    }

    private static void assertReads(Extractor reader) {
        Extraction next = reader.extract(Samples.docx("Next"), Optional.empty(), Optional.empty());

        assertThat(next.complete()).isTrue();
        assertThat(next.text().canonical()).contains("Next");
    }

    private static Extraction obey(String order) {
        return obey(extractor, order);
    }

    private static Extraction obey(Extractor reader, String order) {
        return reader.extract(HostileChild.order(order), Optional.of(PLANTED), Optional.empty());
    }

    private static void assertFailed(String order, UnreadReason reason) {
        assertNothingRead(obey(order), reason);
    }

    private static void assertNothingRead(Extraction extraction, UnreadReason reason) {
        assertThat(extraction.unread()).containsExactly(reason);
        assertThat(extraction.anythingRead()).isFalse();
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(PrivateFolder.parent())) {
            return entries.filter(entry -> entry.getFileName()
                            .toString()
                            .startsWith(
                                    "sluice-extract-" + ProcessHandle.current().pid() + "-"))
                    .toList();
        }
    }

    @Test
    void anEndlessLoopIsKilledInTime() {
        Extraction extraction = obey(hurried, "loop");

        assertNothingRead(extraction, UnreadReason.TIMEOUT);
        assertThat(extraction.took()).isGreaterThanOrEqualTo(HURRY);
    }

    @Test
    void whatWasFramedBeforeTheEndIsKept() {
        Extraction extraction = obey(hurried, "partial-loop");

        assertThat(extraction.unread()).containsExactly(UnreadReason.TIMEOUT);
        assertThat(extraction.anythingRead()).isTrue();
        assertThat(extraction.text().canonical()).contains("The first page");
        assertThat(extraction.complete()).isFalse();
    }

    @Test
    void aDyingChildIsTriedTwice() {
        Extraction extraction = obey("exit");

        assertNothingRead(extraction, UnreadReason.CRASHED);
        assertThat(extraction.kills()).isEqualTo(2);
    }

    @Test
    void theSecondAttemptCounts() {
        obey("print x");
        Extraction extraction = obey("once");

        assertThat(extraction.complete()).isTrue();
        assertThat(extraction.text().canonical()).contains("second attempt");
        assertThat(extraction.kills()).isEqualTo(1);
    }

    @Test
    void aHeapBombIsReportedAsMemory() {
        assertFailed("heap", UnreadReason.MEMORY);
    }

    @Test
    void residentMemoryBeyondTheHeapIsCapped() {
        assertFailed("resident", UnreadReason.MEMORY);
    }

    @Test
    void anEndlessRecursionIsOverLimit() {
        assertFailed("stack", UnreadReason.OVER_LIMIT);
    }

    @Test
    void anExceptionThatQuotesTheDocumentIsNeverSeen() {
        assertFailed("throw " + PLANTED, UnreadReason.DAMAGED);
    }

    @Test
    void whatParsersPrintDisturbsNothing() {
        assertThat(obey("print " + PLANTED).text().canonical()).isEqualTo("Printed");
    }

    /** Whichever bound is met first, of text or of time, ends it; a busy machine meets the time first. */
    @Test
    void aFloodOfTextIsBounded() {
        Extraction extraction = obey(hurried, "flood");

        assertThat(extraction.complete()).isFalse();
        assertThat(extraction.unread()).hasSize(1).isSubsetOf(UnreadReason.CRASHED, UnreadReason.TIMEOUT);
    }

    @Test
    void aLyingChildIsNotBelieved() {
        assertFailed("huge-frame", UnreadReason.CRASHED);
        assertFailed("garbage", UnreadReason.CRASHED);
        assertFailed("file-name", UnreadReason.CRASHED);
        assertFailed("other-document", UnreadReason.CRASHED);
    }

    @Test
    void aChildThatAnswersInAdvanceIsGone() throws InterruptedException {
        assertThat(obey("ahead").text().canonical()).isEqualTo("Honest");
        Set<Long> before = extractor.childProcesses();
        Thread.sleep(1_000);

        Extraction next = extractor.extract(Samples.docx("True text"), Optional.empty(), Optional.empty());

        assertThat(next.text().canonical()).contains("True text").doesNotContain("Forged");
        assertThat(extractor.childProcesses()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aSecondAnswerIsForNoDocument() {
        assertThat(obey("ahead-at-once").text().canonical()).isEqualTo("Forged");

        Extraction next = extractor.extract(Samples.docx("True text"), Optional.empty(), Optional.empty());

        assertThat(next.text().canonical()).contains("True text").doesNotContain("Forged");
    }

    @Test
    void spooledFilesGoWithTheChild() throws IOException {
        assertNothingRead(obey(hurried, "file " + PLANTED), UnreadReason.TIMEOUT);

        for (Path folder : folders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void theTemporaryFolderIsPrivate() throws IOException {
        obey("print x");

        assertThat(folders())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(Files.getPosixFilePermissions(folder))
                        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void thereIsNoNetworkAndNoEnvironment() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(obey("network " + server.getLocalPort()).text().canonical())
                    .isEqualTo("connections: none none none");
        }
        assertThat(obey("environment").text().canonical())
                .doesNotContain("PATH")
                .doesNotContain("HOME");
    }

    @Test
    void aDataFolderIsOutOfReach(@TempDir Path data) throws IOException {
        assumeThat(extractor.measures().files())
                .as("the system permits namespaces or has Landlock")
                .isNotEqualTo(Measures.Files.OPEN);
        Path key = Files.writeString(data.resolve("key"), PLANTED);

        assertThat(obey("reach " + data).text().canonical()).isEqualTo("reached: none none none none none");
        assertThat(key).hasContent(PLANTED);
    }

    @Test
    void aChildKilledFromOutsideInMidDocumentIsReplaced() throws Exception {
        Thread killer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 40; i++) {
                    Thread.sleep(500);
                    extractor
                            .childProcesses()
                            .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                }
            } catch (InterruptedException enough) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            assertFailed("loop", UnreadReason.CRASHED);
        } finally {
            killer.interrupt();
            killer.join();
        }
    }

    @Test
    void anInterruptEndsTheReadingAndStaysSet() {
        Thread caller = Thread.currentThread();
        Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(1_500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });

        Extraction extraction = obey("loop");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(extraction.unread()).containsExactly(UnreadReason.INTERRUPTED);
    }
}
