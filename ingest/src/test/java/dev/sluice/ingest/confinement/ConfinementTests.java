package dev.sluice.ingest.confinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that tries what it must not, confined each way and, to see that it can, not at all. */
class ConfinementTests {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder;

    private Path own;
    private Path key;
    private Path socket;

    @BeforeEach
    void makeAHomeWithAKey() throws Exception {
        own = Files.createDirectory(folder.resolve("own"));
        Path data = Files.createDirectories(folder.resolve("data/keys"));
        key = Files.writeString(data.resolve("sovereign.key"), "a key");
        socket = folder.resolve("data/s");
    }

    private List<String> deeds() {
        String parent = Long.toString(ProcessHandle.current().pid());
        return List.of(
                "read",
                key.toString(),
                "read",
                "/etc/passwd",
                "list",
                folder.resolve("data").toString(),
                "change",
                key.toString(),
                "make",
                folder.toString(),
                "make",
                "/dev/shm",
                "make",
                System.getProperty("java.home"),
                "datagram",
                "",
                "socket",
                socket.toString(),
                "signal",
                parent,
                "environment",
                parent,
                "memory",
                parent);
    }

    private List<String> program(List<String> deeds) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + own,
                "-cp",
                CLASS_PATH,
                HostileProgram.class.getName()));
        line.addAll(deeds);
        return line;
    }

    private static List<String> said(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines().toList();
    }

    private List<String> confined(Confinement confinement, List<String> deeds) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(program(deeds));
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        return said(confinement.start(builder, own));
    }

    private Confinement strictest(boolean namespaces) {
        return Confinement.strictest(CLASS_PATH, List.of(), List.of(), List.of(), namespaces);
    }

    private void assertCanDoNothing(Confinement confinement) throws Exception {
        try (ServerSocketChannel database = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            database.bind(UnixDomainSocketAddress.of(socket));

            assertThat(confined(confinement, deeds()))
                    .hasSize(deeds().size() / 2)
                    .allMatch(said -> said.endsWith(" refused"));
        }
        assertThat(key).hasContent("a key");
        assertThat(confined(confinement, List.of("make", own.toString(), "own", "", "run", "/bin/true")))
                .contains("make done", "run done")
                .filteredOn(said -> said.startsWith("["))
                .singleElement()
                .asString()
                .doesNotContain("PATH", "HOME", "USER");
    }

    @Test
    void withoutConfinementAllOfItSucceeds() throws Exception {
        try (ServerSocketChannel database = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            database.bind(UnixDomainSocketAddress.of(socket));
            ProcessBuilder builder = new ProcessBuilder(program(deeds()));
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);

            assertThat(said(builder.start()))
                    .contains(
                            "read done",
                            "list done",
                            "change done",
                            "make done",
                            "datagram done",
                            "socket done",
                            "signal done");
        }
    }

    @Test
    void inNamespacesOfItsOwnItCanDoNothing() throws Exception {
        Confinement confinement = strictest(true);
        assumeThat(confinement.measures().files())
                .as("the system permits user and mount namespaces")
                .isEqualTo(Measures.Files.OWN_VIEW);

        assertCanDoNothing(confinement);
        assertThat(confinement.measures().whole()).isTrue();
        assertThat(confinement.measures().network()).isEqualTo(Measures.Network.NAMESPACE);
        assertThat(confinement.measures().processes()).isEqualTo(Measures.Processes.NAMESPACE);
    }

    @Test
    void whereNamespacesAreRefusedItCanDoNothingEither() throws Exception {
        Confinement confinement = strictest(false);
        assumeThat(confinement.measures().whole())
                .as("the kernel has Landlock with signals, and takes a filter of system calls")
                .isTrue();

        assertCanDoNothing(confinement);
        assertThat(confinement.measures().files()).isEqualTo(Measures.Files.LANDLOCK);
        assertThat(confinement.measures().network()).isEqualTo(Measures.Network.SOCKETS_REFUSED);
    }

    @Test
    void aHiddenFolderIsEmptyAlsoWhereItLiesInOneThatIsShown() throws Exception {
        Confinement shown = Confinement.strictest(CLASS_PATH, List.of(), List.of(folder), List.of());
        Confinement hidden =
                Confinement.strictest(CLASS_PATH, List.of(), List.of(folder), List.of(folder.resolve("data")));
        assumeThat(hidden.measures().files()).isEqualTo(Measures.Files.OWN_VIEW);

        assertThat(confined(shown, List.of("read", key.toString(), "change", key.toString())))
                .containsExactly("read done", "change refused");
        assertThat(confined(hidden, List.of("read", key.toString(), "list", folder.toString())))
                .containsExactly("read refused", "list done");
    }

    @Test
    void withoutNamespacesAHiddenFolderInOneThatIsShownIsSaidToBeOpen() {
        assertThat(Confinement.strictest(CLASS_PATH, List.of(), List.of(folder), List.of(folder.resolve("data")), false)
                        .measures()
                        .missing())
                .contains("files");
    }

    @Test
    void aThreadThatStartedOneStaysFreeItself() throws Exception {
        confined(strictest(true), List.of("own", ""));
        confined(strictest(false), List.of("own", ""));

        assertThat(Files.readString(key)).isEqualTo("a key");
        try (ServerSocketChannel open = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        Measures none = new Measures(Measures.Files.OPEN, Measures.Network.LIBRARY, Measures.Processes.OPEN);

        assertThat(none.missing()).containsExactly("files", "network", "processes");
        assertThat(none.whole()).isFalse();
    }
}
