package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemErrorsTests {
    static final int EIO = 5;
    static final int EMFILE = 24;
    static final int ESTALE = 116;

    private static final int ENOTDIR = 20;
    private static final int ENAMETOOLONG = 36;

    @TempDir
    private Path folder;

    /** The same words, whatever language this machine speaks: so those of the others are the same, too. */
    @Test
    void javaSaysWhatTheLibrarySaysOfANumber() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertReason(file.resolve("below"), ENOTDIR);
        assertReason(folder.resolve("n".repeat(300)), ENAMETOOLONG);
    }

    private static void assertReason(Path path, int number) {
        assertThatThrownBy(() -> Files.newInputStream(path).close())
                .isInstanceOfSatisfying(FileSystemException.class, failure -> {
                    assertThat(SystemErrors.words(number)).contains(failure.getReason());
                    assertThat(SystemErrors.isOfTheSystem(failure.getReason())).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {EIO, EMFILE, ESTALE, 23, 12, 110, 107, 121})
    void whatTheSystemLacksIsKnownByItsNumber(int number) {
        assertThat(SystemErrors.isOfTheSystem(SystemErrors.words(number).orElseThrow()))
                .isTrue();
    }

    /** ENOENT, EACCES, ELOOP, EINVAL, EISDIR and what is no number at all. */
    @ParameterizedTest
    @ValueSource(ints = {2, 13, 40, 22, 21, ENOTDIR, ENAMETOOLONG, 100_000})
    void whatThePathLacksIsNot(int number) {
        assertThat(SystemErrors.isOfTheSystem(SystemErrors.words(number).orElseThrow()))
                .isFalse();
    }
}
