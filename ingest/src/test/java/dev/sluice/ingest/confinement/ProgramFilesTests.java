package dev.sluice.ingest.confinement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTests {
    @TempDir
    private Path folder;

    private Path jar(String name, String classPath) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
        return file;
    }

    @Test
    void archivesThatAManifestNamesAreOfTheClassPath() throws Exception {
        Path library = jar("lib/a library.jar", "../missing.jar");
        Path program = jar("program.jar", "lib/a%20library.jar http://models.example/x.jar program.jar");

        assertThat(ProgramFiles.classPath(program + ":" + folder.resolve("nowhere")))
                .containsExactlyInAnyOrder(program, library);
    }

    @Test
    void manyPathsGiveWayToTheirFoldersButNeverToOneWithASecret() {
        Set<Path> paths = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            paths.add(Path.of("/home/ann/.m2/repository/org/x" + i + "/1.0/x.jar"));
            paths.add(Path.of("/home/ann/libraries/y" + i + ".jar"));
        }
        Set<Path> common =
                ProgramFiles.inCommon(paths, Set.of(Path.of("/home/ann"), Path.of("/home/ann/libraries/data")));

        assertThat(common).hasSize(41).contains(Path.of("/home/ann/libraries/y7.jar"));
        assertThat(common).filteredOn(path -> path.startsWith("/home/ann/.m2")).hasSize(1);
    }

    @Test
    void whatLiesInAnotherNeedsNoPlaceOfItsOwn() {
        assertThat(ProgramFiles.inCommon(
                        Set.of(Path.of("/opt/a"), Path.of("/opt/a/b/c.jar"), Path.of("/srv/d.jar")), Set.of()))
                .containsExactlyInAnyOrder(Path.of("/opt/a"), Path.of("/srv/d.jar"));
    }

    @Test
    void mountPointsAreUnescapedAndTheInnermostCounts() {
        MountTable table = MountTable.parse(List.of(
                "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
                "30 27 0:27 / /mnt/my\\040disk rw,nosuid,noexec - tmpfs x rw",
                "31 30 0:28 / /mnt/my\\040disk/inner rw - tmpfs y rw"));

        assertThat(table.beneath(Path.of("/mnt")))
                .containsExactly(Path.of("/mnt/my disk"), Path.of("/mnt/my disk/inner"));
        assertThat(table.forbidsPrograms(Path.of("/mnt/my disk/lib"))).isTrue();
        assertThat(table.forbidsPrograms(Path.of("/mnt/my disk/inner/lib"))).isFalse();
        assertThat(table.forbidsPrograms(Path.of("/usr"))).isFalse();
    }
}
