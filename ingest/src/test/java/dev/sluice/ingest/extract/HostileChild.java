package dev.sluice.ingest.extract;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tika.mime.MediaType;

/** A child process whose parser does what a document of this test tells it to. */
final class HostileChild {
    private static final String MARK = "\0hostile ";

    private HostileChild() {}

    static byte[] order(String what) {
        return (MARK + what).getBytes(StandardCharsets.ISO_8859_1);
    }

    public static void main(String[] arguments) throws Exception {
        TikaChild.run(new DocumentReader(ChildCommand.settings(System.getProperties()), new HostileFormats()), false);
    }

    /** That this process has been given. */
    private static int documents;

    private static final class HostileFormats extends Formats {
        @Override
        PartReader readerOf(MediaType type, byte[] content, Declared declared) {
            documents++;
            String text = new String(content, StandardCharsets.ISO_8859_1);
            return text.startsWith(MARK)
                    ? (bytes, found, place, reading, origin) -> obey(text.substring(MARK.length()), reading)
                    : super.readerOf(type, content, declared);
        }
    }

    private static Optional<UnreadReason> obey(String order, Reading reading) throws Exception {
        ReadingSink sink = reading.sink();
        switch (order.split(" ")[0]) {
            case "loop" -> loop();
            case "partial-loop" -> {
                sink.segment("page/1", "", "The first page");
                sink.read("page/1", PartKind.PAGE);
                sink.segment("page/2", "", "The second page");
                loop();
            }
            case "exit" -> Runtime.getRuntime().halt(9);
            case "once" -> {
                if (documents > 1) {
                    Runtime.getRuntime().halt(9);
                }
                sink.segment("", "", "Read at the second attempt");
                sink.read("", PartKind.DOCUMENT);
            }
            case "heap" -> {
                List<byte[]> hoard = new ArrayList<>();
                while (true) {
                    hoard.add(new byte[1 << 20]);
                }
            }
            case "resident" -> {
                var arena = java.lang.foreign.Arena.global();
                while (true) {
                    arena.allocate(16 << 20).fill((byte) 1);
                }
            }
            case "stack" -> recurse(0);
            case "throw" -> throw new IOException("a message that quotes " + order);
            case "print" -> {
                System.out.println(order);
                System.err.println(order);
                sink.segment("", "", "Printed");
                sink.read("", PartKind.DOCUMENT);
            }
            case "huge-frame" ->
                raw(out -> {
                    out.writeByte(Frames.TEXT);
                    out.writeLong(number(sink));
                    out.writeInt(Integer.MAX_VALUE);
                });
            case "garbage" -> raw(out -> out.write(new byte[100_000]));
            case "flood" ->
                raw(out -> {
                    Frames.write(out, Frames.SEGMENT, number(sink), "page/1\n".getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        Frames.write(out, Frames.TEXT, number(sink), new byte[Frames.MAX_PAYLOAD]);
                    }
                });
            case "file-name" ->
                raw(out -> Frames.write(
                        out, Frames.PART, number(sink), "Jane Doe.pdf\nPAGE\nREAD\n".getBytes(StandardCharsets.UTF_8)));
            case "other-document" -> raw(out -> answer(out, number(sink) + 1));
            case "ahead" -> {
                sink.segment("", "", "Honest");
                sink.read("", PartKind.DOCUMENT);
                long number = number(sink);
                Thread.ofPlatform().daemon().start(() -> answerLater(number));
            }
            case "ahead-at-once" ->
                raw(out -> {
                    answer(out, number(sink));
                    answer(out, number(sink));
                });
            case "file" -> {
                Files.writeString(Files.createTempFile("spool", ".tmp"), order);
                loop();
            }
            case "network" -> {
                sink.segment("", "", attempts(Integer.parseInt(order.split(" ")[1])));
                sink.read("", PartKind.DOCUMENT);
            }
            case "reach" -> {
                sink.segment("", "", reached(Path.of(order.split(" ")[1])));
                sink.read("", PartKind.DOCUMENT);
            }
            case "environment" -> {
                sink.segment("", "", System.getenv().keySet() + "");
                sink.read("", PartKind.DOCUMENT);
            }
            default -> throw new IllegalArgumentException();
        }
        return Optional.empty();
    }

    /** What of a folder it can list, read and change, and where else it can write. */
    private static String reached(Path data) {
        StringBuilder reached = new StringBuilder("reached:");
        for (Path file : List.of(data.resolve("key"), Path.of("/etc/passwd"))) {
            try {
                byte[] content = Files.readAllBytes(file);
                reached.append(" read ").append(content.length);
            } catch (IOException refused) {
                reached.append(" none");
            }
        }
        for (Path folder : List.of(data, data.getParent(), Path.of("/dev/shm"))) {
            try {
                Path made = Files.createTempFile(folder, "made", "");
                reached.append(" made ").append(made);
            } catch (IOException refused) {
                reached.append(" none");
            }
        }
        return reached.toString();
    }

    private static String attempts(int port) {
        StringBuilder connected = new StringBuilder("connections:");
        try (Socket socket = new Socket("127.0.0.1", port)) {
            connected.append(" socket ").append(socket.isConnected());
        } catch (Exception | LinkageError refused) {
            connected.append(" none");
        }
        try (SocketChannel channel = SocketChannel.open(new java.net.InetSocketAddress("127.0.0.1", port))) {
            connected.append(" channel ").append(channel.isConnected());
        } catch (Exception | LinkageError refused) {
            connected.append(" none");
        }
        try {
            java.net
                    .URI
                    .create("http://127.0.0.1:" + port + "/")
                    .toURL()
                    .openStream()
                    .close();
            connected.append(" url");
        } catch (Exception | LinkageError refused) {
            connected.append(" none");
        }
        return connected.toString();
    }

    private static long number(ReadingSink sink) {
        return ((FrameSink) sink).document();
    }

    /** A whole answer that says that nothing is in the document. */
    private static void answer(DataOutputStream out, long document) throws IOException {
        Frames.write(out, Frames.SEGMENT, document, "\n".getBytes(StandardCharsets.UTF_8));
        Frames.write(out, Frames.TEXT, document, "Forged".getBytes(StandardCharsets.UTF_8));
        Frames.write(out, Frames.PART, document, "\nDOCUMENT\nREAD\n".getBytes(StandardCharsets.UTF_8));
        Frames.write(out, Frames.END, document, new byte[0]);
    }

    private static void answerLater(long document) {
        try {
            Thread.sleep(300);
            DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
            answer(out, document);
            out.flush();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Raw {
        void to(DataOutputStream out) throws IOException;
    }

    private static void raw(Raw raw) throws IOException {
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        raw.to(out);
        out.flush();
        loop();
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void loop() {
        ByteBuffer nothing = ByteBuffer.allocate(1);
        while (true) {
            nothing.clear();
        }
    }
}
