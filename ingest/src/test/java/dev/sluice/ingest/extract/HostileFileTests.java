package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of our own that are made to do harm, through the real child process. After each, an ordinary document is read. */
class HostileFileTests {
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20_261_122L);
    /** With a million, as the long run has it, the file of a million entries itself is read, in a larger child. */
    private static final int MANY = Integer.getInteger("sluice.fuzz.many", 20_000);

    private static final Set<UnreadReason> NAMED = Set.of(
            UnreadReason.OVER_LIMIT,
            UnreadReason.MEMORY,
            UnreadReason.TIMEOUT,
            UnreadReason.TRUNCATED,
            UnreadReason.DAMAGED,
            UnreadReason.UNSUPPORTED,
            UnreadReason.IMAGE_WITHOUT_OCR);

    private static ExtractionSettings settings;
    private static Extractor extractor;

    @BeforeAll
    static void start() {
        System.out.println("hostile files: -Dsluice.fuzz.seed=" + SEED + " -Dsluice.fuzz.many=" + MANY);
        settings = ExtractionSettings.defaults()
                .withMaxDocumentBytes(MANY > 100_000 ? 100 << 20 : 50 << 20)
                .withTimeout(Duration.ofSeconds(40));
        extractor = new Extractor(settings);
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    static Stream<Arguments> exhausting() {
        return new HostileFiles(SEED, MANY)
                .exhausting().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exhausting")
    void whatExhaustsIsIncompleteOrRead(String name, byte[] file) throws IOException {
        Extraction extraction = extractor.extract(file, Optional.of(name), Optional.empty());

        assertThat(extraction.unread()).isSubsetOf(NAMED);
        if (extraction.complete()) {
            assertThat(extraction.text().canonical()).contains(HostileFiles.MARK);
        }
        FuzzTests.assertWithinMemory(extractor, settings);
        assertReads();
    }

    private static void assertReads() {
        assertThat(extractor
                        .extract(Samples.docx("Next"), Optional.empty(), Optional.empty())
                        .text()
                        .canonical())
                .contains("Next");
    }

    @Test
    void theArchiveThatHoldsItselfIsOne() throws IOException {
        byte[] file = QuineZip.build();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            zip.getNextEntry();
            assertThat(zip.readAllBytes()).isEqualTo(file);
        }
    }

    /** The child is asked for, not told from: were it let out, the socket would see it. */
    @Test
    void noOtherFileIsReadAndNoConnectionMade(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), HostileFiles.MARK);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";
            HostileFiles.reachingOut(secret.toUri().toString(), address).forEach((name, file) -> {
                Extraction extraction = extractor.extract(file, Optional.empty(), Optional.empty());
                Collected inProcess = new Collected(settings);
                new Reading(new DocumentReader(settings), inProcess).document(file);

                assertThat(extraction.text().canonical()).as(name).doesNotContain(HostileFiles.MARK);
                assertThat(inProcess.finish(Duration.ZERO).text().canonical())
                        .as(name)
                        .doesNotContain(HostileFiles.MARK);
                if (name.startsWith("entity")) {
                    assertThat(extraction.complete()).as(name).isFalse();
                }
            });
            server.setSoTimeout(200);
            assertThat(connected(server)).isFalse();
        }
    }

    private static boolean connected(ServerSocket server) throws IOException {
        try (Socket caller = server.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void namesOfEntriesAreTextAndNeverPaths(@TempDir Path folder) throws IOException {
        HostileFiles files = new HostileFiles(SEED, MANY);
        for (boolean tar : new boolean[] {false, true}) {
            Extraction extraction =
                    extractor.extract(files.escaping(folder.toString(), tar), Optional.empty(), Optional.empty());

            assertThat(extraction.unread()).as("tar: " + tar).isEmpty();
            assertThat(extraction.text().canonical()).contains("escaped.txt", "quoted", "rm -rf");
            assertThat(extraction.coverage().parts())
                    .allSatisfy(part -> assertThat(part.path()).matches("[a-z0-9/]*"));
        }
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written).isEmpty();
        }
    }
}
