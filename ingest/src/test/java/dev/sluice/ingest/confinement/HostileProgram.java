package dev.sluice.ingest.confinement;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Does what a parser that was taken over might, and says of each deed whether it succeeded. */
final class HostileProgram {
    private static final long SIGCONT = 18;

    private HostileProgram() {}

    private interface Deed {
        void done() throws Exception;
    }

    /** Arguments are deeds and what each is done to, in turns. */
    public static void main(String[] arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            String target = arguments[i + 1];
            String deed = arguments[i];
            say(
                    deed,
                    switch (deed) {
                        case "read" -> () -> Files.readAllBytes(Path.of(target));
                        case "list" -> () -> list(Path.of(target));
                        case "change" -> () -> Files.writeString(Path.of(target), "changed");
                        case "make" -> () -> Files.delete(Files.createTempFile(Path.of(target), "made", ""));
                        case "run" -> () -> new ProcessBuilder(target).start().destroyForcibly();
                        case "datagram" ->
                            () -> DatagramChannel.open(StandardProtocolFamily.INET)
                                    .close();
                        case "socket" ->
                            () -> SocketChannel.open(UnixDomainSocketAddress.of(target))
                                    .close();
                        case "signal" -> () -> signal(Long.parseLong(target));
                        case "environment" -> () -> Files.readAllBytes(Path.of("/proc", target, "environ"));
                        case "memory" ->
                            () -> Files.newByteChannel(Path.of("/proc", target, "mem"))
                                    .close();
                        case "own" -> () -> System.out.println(System.getenv().keySet());
                        default -> throw new IllegalArgumentException(deed);
                    });
        }
    }

    private static void say(String what, Deed deed) {
        try {
            deed.done();
            System.out.println(what + " done");
        } catch (Exception | LinkageError refused) {
            System.out.println(what + " refused");
        }
    }

    private static void list(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isEmpty()) {
                throw new IllegalStateException("nothing to see");
            }
        }
    }

    /** By the kernel's call itself: Java's own asks first whether there is such a process. */
    private static void signal(long process) {
        SystemCalls calls = SystemCalls.ofThisMachine().orElseThrow();
        long kill = calls.machine() == SystemCalls.Machine.X86_64 ? 62 : 129;
        if (calls.call(kill, process, SIGCONT) != 0) {
            throw new IllegalStateException("no signal");
        }
    }
}
