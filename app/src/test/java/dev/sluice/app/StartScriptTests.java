package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts {@code sluice} and {@code mvnw}, in a folder of their own with a JDK that only notes what it is told. */
class StartScriptTests {
    private record Run(int code, String said) {}

    @TempDir
    Path folder;

    private Path jdk;

    @BeforeEach
    void copyTheScripts() throws IOException {
        for (String name : List.of("sluice", "mvnw", "deploy/jdk")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.copy(TestMachine.root().resolve(name), folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(folder.resolve("app/target/lib"));
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("app/target/sluice.jar"), "");
        jdk = folder.resolve("jdks/made-up");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        // A training run makes its cache, unless it is to fail.
        program("javac", "");
        program("java", """
                echo "$@" >>"$CALLS"
                for word in "$@"; do
                  case $word in
                  -XX:AOTCacheOutput=*) [ -z "${FAILS:-}" ] || exit 1; : >"${word#*=}" ;;
                  esac
                done
                """);
    }

    @Test
    void aFastStartIsPreparedOnce() throws Exception {
        assertThat(sluice(Map.of(), "status").said()).contains("preparing a fast start");
        assertThat(sluice(Map.of(), "status").said()).isEmpty();
        assertThat(calls())
                .hasSize(3)
                .filteredOn(call -> call.contains(" training"))
                .hasSize(1);
        assertThat(calls().getLast()).contains("-XX:AOTCache=", "status");
    }

    @Test
    void aFastStartThatCannotBePreparedIsNotTriedAgainUntilItIsBuiltAgain() throws Exception {
        Map<String, String> fails = Map.of("FAILS", "yes");
        for (int i = 0; i < 3; i++) {
            assertThat(sluice(fails, "status").code()).isZero();
        }
        assertThat(calls())
                .hasSize(4)
                .filteredOn(call -> call.contains(" training"))
                .hasSize(1);
        assertThat(calls().getLast()).doesNotContain("-XX:AOTCache=");
    }

    @Test
    void whatIsBuiltAgainIsPreparedAgain() throws Exception {
        sluice(Map.of(), "status");
        Path library = Files.writeString(folder.resolve("app/target/lib/classifier.jar"), "");
        Files.setLastModifiedTime(library, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(sluice(Map.of(), "status").said()).contains("preparing a fast start");
    }

    @Test
    void whatOnlyTellsIsToldAtOnce() throws Exception {
        for (String[] words : new String[][] {{}, {"help"}, {"--help"}, {"--version"}, {"doctor"}}) {
            assertThat(sluice(Map.of(), words).said()).isEmpty();
        }
        assertThat(calls()).hasSize(5).noneMatch(call -> call.contains("training"));
    }

    @Test
    void aFolderOfNativeLibrariesIsPassedOn() throws Exception {
        String libraries = "/srv/native libraries";
        sluice(Map.of("SLUICE_NATIVE", libraries), "status");
        assertThat(calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call).contains("-Donnxruntime.native.path=" + libraries + " "));
        sluice(Map.of(), "status");
        assertThat(calls().getLast()).doesNotContain("native.path");
        Path policy = Files.createDirectories(folder.resolve("with policy")).resolve("libcedar_java_ffi.so");
        Files.writeString(policy, "");
        program("java", "echo \"$@ policy=${CEDAR_JAVA_FFI_LIB:-none}\" >>\"$CALLS\"\n");
        sluice(Map.of("SLUICE_NATIVE", policy.getParent().toString()), "status");
        assertThat(calls().getLast()).endsWith("policy=" + policy);
        sluice(Map.of(), "status");
        assertThat(calls().getLast()).endsWith("policy=none");
    }

    @Test
    void nativeLibrariesAreUnpackedOnceForThisMachine() throws Exception {
        Files.copy(
                TestMachine.root().resolve("deploy/native"),
                folder.resolve("deploy/native"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Map<String, String> realJdk =
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", System.getenv("PATH"));
        Path target = folder.resolve("native libraries");
        List<String> command = List.of(folder.resolve("deploy/native").toString(), target.toString());
        assertThat(run(realJdk, command).said()).contains("make build");
        Path lib = folder.resolve("app/target/lib");
        jar(lib.resolve("onnxruntime-1.jar"), "ai/onnxruntime/native/", "linux-x64", "linux-aarch64", "osx-aarch64");
        assertThat(run(realJdk, command).said()).contains("make build");
        jar(lib.resolve("cedar-java-1-uber.jar"), "jne/", "linux/x86_64", "linux/aarch64", "macos/aarch64");
        for (int again = 0; again < 2; again++) {
            Run run = run(realJdk, command);
            assertThat(run.code()).as(run.said()).isZero();
            assertThat(run.said()).contains("SLUICE_NATIVE=" + target);
            try (Stream<Path> files = Files.list(target)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("libone.so", "libtwo.so", "libthree.so");
            }
        }
    }

    @Test
    void withoutAJdkBothSayWhatToInstall() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        for (String script : List.of("sluice", "mvnw")) {
            Run run = run(Map.of(), List.of(folder.resolve(script).toString(), "status"));
            assertThat(run.code()).isNotZero();
            assertThat(run.said()).contains("needs a JDK 25", "openjdk-25-jdk", "JAVA_HOME");
        }
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private static void jar(Path file, String folder, String... platforms) throws IOException {
        List<String> names = folder.startsWith("ai") ? List.of("libone.so", "libtwo.so") : List.of("libthree.so");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String platform : platforms) {
                for (String name : names) {
                    jar.putNextEntry(new ZipEntry(folder + platform + "/" + name));
                    jar.write(platform.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private Run sluice(Map<String, String> environment, String... words) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of(folder.resolve("sluice").toString()));
        command.addAll(List.of(words));
        return run(environment, command);
    }

    private Run run(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        tools().toString(),
                        "HOME",
                        folder.resolve("home").toString(),
                        "SLUICE_JDKS",
                        folder.resolve("jdks").toString(),
                        "CALLS",
                        folder.resolve("calls").toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), said);
    }

    /** What the scripts need of the system, without the Java that may be beside it. */
    private Path tools() throws IOException {
        Path tools = folder.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectories(tools);
            for (String name : List.of("sh", "dirname", "readlink", "sed", "find", "head", "rm", "uname", "cat")) {
                Path found = Files.isExecutable(Path.of("/usr/bin", name))
                        ? Path.of("/usr/bin", name)
                        : Path.of("/bin", name);
                Files.createSymbolicLink(tools.resolve(name), found);
            }
        }
        return tools;
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(jdk.resolve("bin").resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
