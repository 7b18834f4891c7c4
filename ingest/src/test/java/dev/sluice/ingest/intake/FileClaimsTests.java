package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.ingest.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claim checks in files, and a file system that has gone away. */
class FileClaimsTests {
    private static final byte[] CONTENT = "The museum opens at nine.".getBytes(StandardCharsets.UTF_8);
    /** For what is to give no sign; what is to answer has as long as any machine needs. */
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final CountDownLatch mounted = new CountDownLatch(1);
    private final AtomicInteger opened = new AtomicInteger();
    private Path there;
    private Path gone;
    private Path letter;

    @BeforeEach
    void makeTwoFolders() throws IOException {
        there = Files.createDirectory(folder.resolve("there"));
        gone = Files.createDirectory(folder.resolve("gone"));
        letter = Files.write(gone.resolve("letter-of-jane"), CONTENT);
        Files.write(there.resolve("memo"), CONTENT);
    }

    @AfterEach
    void letEverythingGo() {
        mounted.countDown();
    }

    /** As a system call into a file system that does not answer: an interrupt changes nothing. */
    private InputStream blocking(Path file) throws IOException {
        opened.incrementAndGet();
        boolean interrupted = false;
        while (file.startsWith(gone) && mounted.getCount() > 0) {
            try {
                mounted.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Files.newInputStream(file);
    }

    private static Claim claim(Path file) {
        return new Claim(file.toUri().toString(), CONTENT.length, Sha256.hex(CONTENT));
    }

    private void assertSilent(FileClaims claims) {
        assertThatExceptionOfType(ClaimStoreException.class)
                .isThrownBy(() -> claims.read(claim(letter), List.of(there, gone)))
                .withMessageContaining(gone.toString())
                .withMessageNotContaining("jane")
                .extracting(ClaimStoreException::trouble)
                .isEqualTo(ClaimStoreException.Trouble.UNREACHABLE);
    }

    @Test
    void aFolderThatGivesNoSignIsTroubleOfTheStore() {
        FileClaims claims = new FileClaims(this::blocking, SHORT);

        assertSilent(claims);
        assertThat(opened).hasValue(1);
    }

    @Test
    void aFolderWithManyWhoWaitIsNotAskedAgainUntilOneHasComeBack() throws Exception {
        FileClaims claims = new FileClaims(this::blocking, SHORT);
        for (int i = 0; i < FolderReads.MOST_LEFT + 20; i++) {
            assertSilent(claims);
        }
        assertThat(opened).hasValue(FolderReads.MOST_LEFT);

        mounted.countDown();
        long patience = System.nanoTime() + LONG.toNanos();
        byte[] read = {};
        while (read.length == 0 && System.nanoTime() < patience) {
            try {
                read = claims.read(claim(letter), List.of(gone));
            } catch (ClaimStoreException notYet) {
                Thread.sleep(20);
            }
        }
        assertThat(read).isEqualTo(CONTENT);
    }

    @Test
    void anotherFolderIsReadMeanwhile() {
        FileClaims hurried = new FileClaims(this::blocking, SHORT);
        for (int i = 0; i < FolderReads.MOST_LEFT; i++) {
            assertSilent(hurried);
        }

        FileClaims patient = new FileClaims(this::blocking, LONG);
        assertThat(patient.read(claim(there.resolve("memo")), List.of(gone, there)))
                .isEqualTo(CONTENT);
    }

    @Test
    void aReadThatStopsHalfwayIsTroubleOfTheStore() {
        FileClaims claims = new FileClaims(
                file -> new FilterInputStream(Files.newInputStream(file)) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int count = super.read(into, offset, Math.min(length, 7));
                        if (count < 7) {
                            blocking(file);
                        }
                        return count;
                    }
                },
                SHORT);

        assertSilent(claims);
    }

    @Test
    void anInterruptEndsTheWaitingAndStaysSet() {
        FileClaims claims = new FileClaims(this::blocking, LONG);
        Thread.currentThread().interrupt();

        assertSilent(claims);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPipeIsNoFileAndIsNeverOpened() throws Exception {
        Path pipe = there.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        FileClaims claims = new FileClaims(this::blocking, LONG);

        assertThatExceptionOfType(QuarantinedException.class)
                .isThrownBy(() -> claims.read(claim(pipe), List.of(there)))
                .extracting(QuarantinedException::reason)
                .isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
        assertThat(opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {SystemErrorsTests.EMFILE, SystemErrorsTests.EIO, SystemErrorsTests.ESTALE})
    void whatTheSystemLacksIsNoFaultOfTheMessage(int number) {
        String reason = SystemErrors.words(number).orElseThrow();
        Path memo = there.resolve("memo");
        FileClaims opening = new FileClaims(
                file -> {
                    throw new FileSystemException(file.toString(), null, reason);
                },
                LONG);
        FileClaims reading = new FileClaims(
                file -> new FilterInputStream(Files.newInputStream(file)) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        throw new IOException(reason);
                    }
                },
                LONG);

        for (FileClaims claims : List.of(opening, reading)) {
            assertThatExceptionOfType(ClaimStoreException.class)
                    .isThrownBy(() -> claims.read(claim(memo), List.of(there)))
                    .extracting(ClaimStoreException::trouble)
                    .isEqualTo(ClaimStoreException.Trouble.UNREACHABLE);
        }
    }

    @Test
    void aPathThatLeadsNowhereIsAFaultOfTheMessage() throws Exception {
        Path circle = Files.createSymbolicLink(there.resolve("circle"), there.resolve("circle"));
        FileClaims claims = new FileClaims(this::blocking, LONG);

        for (Path path :
                List.of(circle, there.resolve("none"), there.resolve("n".repeat(300)), there.resolve("memo/x"))) {
            assertThatExceptionOfType(QuarantinedException.class)
                    .isThrownBy(() -> claims.read(claim(path), List.of(there)))
                    .extracting(QuarantinedException::reason)
                    .isEqualTo(QuarantineReason.CLAIM_NOT_FOUND);
        }
    }
}
