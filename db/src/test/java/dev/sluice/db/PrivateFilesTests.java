package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTests {
    @TempDir
    Path temp;

    @Test
    void manyThatCreateAtOnceAgreeOnOneContent() throws Exception {
        Path file = temp.resolve("password");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> passwords = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> PrivateFiles.createOrReadPassword(file)))
                    .toList();
            for (Future<String> password : passwords) {
                assertThat(password.get()).isEqualTo(Files.readString(file)).hasSize(64);
            }
        }
    }

    @Test
    void refusesALooseFileAndALooseFolder() throws IOException {
        Path file = temp.resolve("password");
        PrivateFiles.createOnce(file, new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> PrivateFiles.read(file)).isInstanceOf(IllegalStateException.class);
        Path folder = Files.createDirectory(
                temp.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThatThrownBy(() -> PrivateFiles.makeFolder(folder)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        PrivateFiles.createOnce(temp.resolve("a"), new byte[] {1});
        PrivateFiles.createOnce(temp.resolve("a"), new byte[] {2});
        PrivateFiles.replace(temp.resolve("b"), new byte[] {3});
        assertThat(PrivateFiles.read(temp.resolve("a"))).containsExactly(1);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).hasSize(2);
        }
    }
}
