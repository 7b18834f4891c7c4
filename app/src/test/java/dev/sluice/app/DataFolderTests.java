package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose folder becomes a data folder. */
class DataFolderTests {
    @TempDir
    Path folder;

    @Test
    void aFolderThatOthersUseStaysAsItIs() throws IOException {
        Path shared = open(Files.createDirectory(folder.resolve("shared")));
        Files.writeString(shared.resolve("colleague.txt"), "ours");
        assertThatThrownBy(() -> DataFolder.open(Optional.of(shared), Map.of()))
                .isInstanceOf(ServiceMissingException.class)
                .hasMessageContaining("--data");
        assertThat(mode(shared)).isEqualTo("rwxr-xr-x");
        assertThat(shared.resolve("log")).doesNotExist();
    }

    @Test
    void anEmptyFolderAndOurOwnAreClosedToOthers() throws IOException {
        Path empty = open(Files.createDirectory(folder.resolve("empty")));
        DataFolder.open(Optional.of(empty), Map.of()).id();
        assertThat(mode(empty)).isEqualTo("rwx------");
        DataFolder.open(Optional.of(open(empty)), Map.of());
        assertThat(mode(empty)).isEqualTo("rwx------");
    }

    private static Path open(Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
