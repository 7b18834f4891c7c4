package dev.sluice.ingest.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.SynchronousQueue;

/**
 * The child process: takes documents on standard input, answers with frames on standard output, keeps nothing. It ends
 * when its input does, also in the middle of a document, and then removes what it left in its temporary folder.
 */
public final class TikaChild {
    private static final long WORKER_STACK = 16L << 20;
    private static final long FLUSH_MILLIS = 50;

    private TikaChild() {}

    /** Runs until standard input ends. Started by {@link Extractor} only. */
    public static void main(String[] arguments) throws Exception {
        run(new DocumentReader(ChildCommand.settings(System.getProperties())), true);
    }

    static void run(DocumentReader reader, boolean warm) throws IOException, InterruptedException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        RefusedSockets.install();
        Thread.ofPlatform().daemon().name("flush").start(() -> flush(out));
        SynchronousQueue<Frames.Frame> documents = new SynchronousQueue<>();
        Thread worker = new Thread(null, () -> work(reader, warm, documents, out), "reader", WORKER_STACK);
        worker.setDaemon(true);
        worker.start();
        long limit = Math.max(Frames.MAX_PAYLOAD, reader.settings().maxDocumentBytes());
        try {
            while (true) {
                documents.put(Frames.read(in, limit));
            }
        } catch (IOException parentHasGone) {
            PrivateFolder.remove(System.getProperty("java.io.tmpdir"));
            Runtime.getRuntime().halt(0);
        }
    }

    /**
     * Sends what was framed from time to time, so that what was read of a document is known when the rest is not: a system call
     * for each frame would cost more than reading a small document does.
     */
    private static void flush(DataOutputStream out) {
        try {
            while (true) {
                Thread.sleep(FLUSH_MILLIS);
                out.flush();
            }
        } catch (IOException | InterruptedException parentHasGone) {
            // The worker and the reader of the input notice it as well.
        }
    }

    private static void work(
            DocumentReader reader, boolean warm, SynchronousQueue<Frames.Frame> documents, DataOutputStream out) {
        try {
            if (warm) {
                reader.warmUp();
            }
            Frames.write(out, Frames.READY, Frames.NO_DOCUMENT, new byte[0]);
            out.flush();
            while (true) {
                Called called = Called.of(documents.take().text());
                Frames.Frame request = documents.take();
                reader.read(request.payload(), called, new FrameSink(out, request.document(), reader.settings()));
                PrivateFolder.empty(System.getProperty("java.io.tmpdir"));
                Frames.write(out, Frames.END, request.document(), new byte[0]);
                out.flush();
            }
        } catch (Throwable beyondRepair) {
            Runtime.getRuntime().halt(beyondRepair instanceof OutOfMemoryError ? ChildCommand.EXIT_MEMORY : 1);
        }
    }
}
