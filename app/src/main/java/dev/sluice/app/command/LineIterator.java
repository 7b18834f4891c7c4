package dev.sluice.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Lines of a UTF-8 file with their numbers from 1. A line over the limit is read to its end but not kept, and one that
 * is not UTF-8 does not keep those behind it from being read.
 */
final class LineIterator implements Iterator<LineClassifier.Line> {
    /** The longest line kept, in bytes, where nothing else is said. */
    static final int MAX_LINE = 64 << 20;

    private final InputStream stream;
    private final int mostBytes;
    private long number;
    private boolean endReached;
    private Optional<LineClassifier.Line> next;

    /** @param stream buffered; stays open */
    LineIterator(InputStream stream) {
        this(stream, MAX_LINE, 0);
    }

    /**
     * @param stream buffered; stays open
     * @param mostBytes the longest line kept, in bytes
     */
    LineIterator(InputStream stream, int mostBytes) {
        this(stream, mostBytes, 0);
    }

    /**
     * @param stream buffered; stays open
     * @param mostBytes the longest line kept, in bytes
     * @param before how many lines were read of other files; the numbers go on from there
     */
    LineIterator(InputStream stream, int mostBytes, long before) {
        this.stream = stream;
        this.mostBytes = mostBytes;
        this.number = before;
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public LineClassifier.Line next() {
        LineClassifier.Line line = next.orElseThrow(NoSuchElementException::new);
        next = read();
        return line;
    }

    private Optional<LineClassifier.Line> read() {
        try {
            int b = stream.read();
            if (b < 0) {
                return Optional.empty();
            }
            number++;
            try {
                return Optional.of(line(b));
            } catch (OutOfMemoryError e) {
                skipLine();
                return Optional.of(LineClassifier.Line.unusable(number, "TOO_LARGE"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read line " + (number + 1), e);
        }
    }

    private LineClassifier.Line line(int first) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLong = false;
        endReached = false;
        int b = first;
        while (b >= 0 && b != '\n') {
            if (bytes.size() < mostBytes) {
                bytes.write(b);
            } else {
                tooLong = true;
            }
            b = stream.read();
        }
        endReached = true;
        return tooLong ? LineClassifier.Line.unusable(number, "LINE_TOO_LONG") : decoded(bytes.toByteArray());
    }

    /** Reads on to the end of a line that was given up. */
    private void skipLine() throws IOException {
        while (!endReached) {
            int b = stream.read();
            endReached = b < 0 || b == '\n';
        }
    }

    private LineClassifier.Line decoded(byte[] bytes) {
        try {
            return LineClassifier.Line.of(
                    number,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return LineClassifier.Line.unusable(number, "NOT_UTF8");
        }
    }
}
