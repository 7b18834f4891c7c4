package dev.sluice.ingest.extract;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One child process, seen from its parent. Used by one thread at a time; once it failed it is closed. */
final class Child implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration EXIT = Duration.ofSeconds(1);
    /** The last tenth of a child's documents is the time in which the next child starts. */
    private static final int NEARLY = 10;
    /** However few documents it had: what one of them did to it must not last. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final SecureRandom NUMBERS = new SecureRandom();

    private final ExtractionSettings settings;
    private final PrivateFolder folder;
    private final Process process;
    private final DataOutputStream toChild;
    private final DataInputStream fromChild;
    private final Watch watch;
    private final long began = System.nanoTime();
    private int documents;

    private Child(ExtractionSettings settings, PrivateFolder folder, Process process, ExtractionCounters counters) {
        this.settings = settings;
        this.folder = folder;
        this.process = process;
        this.toChild = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.fromChild = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.watch = Watch.start(process, folder, settings, counters);
    }

    /** Starts a process and waits until it is ready. */
    static Child start(ChildCommand command, ExtractionSettings settings, ExtractionCounters counters)
            throws ChildFailure {
        try {
            PrivateFolder folder = PrivateFolder.create();
            Process process;
            try {
                process = command.start(folder.path());
            } catch (IOException e) {
                folder.close();
                throw e;
            }
            Child child = new Child(settings, folder, process, counters);
            child.guarded(START_LIMIT, () -> {
                if (Frames.read(child.fromChild, 0).kind() != Frames.READY) {
                    throw new IOException("expected a child that is ready");
                }
            });
            return child;
        } catch (IOException e) {
            throw new ChildFailure(UnreadReason.CRASHED);
        }
    }

    /** Has one document read. What arrived before a failure is in {@code into}. */
    void read(byte[] document, Called called, Collected into) throws ChildFailure {
        documents++;
        guarded(settings.timeout(), () -> {
            if (!isSilent()) {
                throw new IOException("a child spoke before it was asked");
            }
            long number = NUMBERS.nextLong();
            Frames.write(toChild, Frames.CALLED, number, called.bytes());
            Frames.write(toChild, Frames.DOCUMENT, number, document);
            toChild.flush();
            receive(number, into);
        });
    }

    /** Whether it may be given a document: it lives, has not aged, and has said nothing since its last answer. */
    boolean isFit() {
        return process.isAlive() && documents < settings.documentsPerChild() && isSilent();
    }

    /** Whether it lives and has read as many documents as one may, or nearly, or for long, so that another should take its place. */
    boolean hasAged() {
        int most = settings.documentsPerChild();
        boolean old = System.nanoTime() - began > OLDEST.toNanos();
        return process.isAlive() && (old || documents >= most - most / NEARLY);
    }

    private boolean isSilent() {
        try {
            return fromChild.available() == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    private void receive(long number, Collected into) throws IOException {
        StringBuilder text = new StringBuilder();
        String[] head = {};
        while (true) {
            Frames.Frame frame = Frames.read(fromChild, Frames.MAX_PAYLOAD);
            if (frame.document() != number) {
                throw new IOException("a child spoke of another document");
            }
            if (head.length == 2 && frame.kind() != Frames.TEXT) {
                into.segment(head[0], head[1], text);
                text = new StringBuilder();
                head = new String[0];
            }
            switch (frame.kind()) {
                case Frames.MEDIA_TYPE -> into.mediaType(frame.text());
                case Frames.PART -> into.part(part(frame.text()));
                case Frames.SEGMENT -> head = fields(frame.text(), 2);
                case Frames.TEXT -> {
                    if (head.length != 2 || text.length() + frame.payload().length > settings.maxTextChars() * 4L) {
                        throw new IOException("a child sent text beyond its limit or out of order");
                    }
                    text.append(frame.text());
                }
                case Frames.END -> {
                    return;
                }
                default -> throw new IOException("a child sent an unknown frame");
            }
        }
    }

    private static CoveragePart part(String text) throws CharacterCodingException {
        String[] fields = fields(text, 4);
        return new CoveragePart(
                fields[0],
                PartKind.valueOf(fields[1]),
                PartState.valueOf(fields[2]),
                fields[3].isEmpty() ? null : UnreadReason.valueOf(fields[3]));
    }

    private static String[] fields(String text, int number) throws CharacterCodingException {
        String[] fields = text.split("\n", -1);
        if (fields.length != number) {
            throw new CharacterCodingException();
        }
        return fields;
    }

    private interface Exchange {
        void run() throws IOException;
    }

    private void guarded(Duration limit, Exchange exchange) throws ChildFailure {
        watch.begin(limit);
        boolean done = false;
        try {
            exchange.run();
            done = true;
        } catch (IOException | RuntimeException e) {
            // The child has gone, was killed, or broke the protocol; which of these is found out below.
        } finally {
            watch.end();
        }
        if (!done) {
            UnreadReason killed = watch.reason();
            if (killed == null) {
                // Its output ends before it, and before those who hold its namespaces and pass on how it ended.
                awaitExit(EXIT);
            }
            close();
            throw new ChildFailure(killed != null ? killed : exitReason());
        }
    }

    private UnreadReason exitReason() {
        return !process.isAlive() && process.exitValue() == ChildCommand.EXIT_MEMORY
                ? UnreadReason.MEMORY
                : UnreadReason.CRASHED;
    }

    /** Ends the process and its own children and removes its folder. Waits for that at most five seconds. */
    @Override
    public void close() {
        if (process.isAlive()) {
            awaitExit(Duration.ofMillis(20));
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(5));
        folder.close();
    }

    private void awaitExit(Duration limit) {
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
