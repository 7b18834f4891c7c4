package dev.sluice.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Lines of a file with their numbers from 1; a line over the limit is read to its end but not kept. */
final class LineIterator implements Iterator<LineClassifier.Line> {
    /** The longest line kept, in UTF-16 units. */
    static final int MAX_LINE = 64 << 20;

    private final BufferedReader reader;
    private long number;
    private Optional<LineClassifier.Line> next;

    LineIterator(BufferedReader reader) {
        this.reader = reader;
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
            StringBuilder text = new StringBuilder();
            boolean tooLong = false;
            int c = reader.read();
            if (c < 0) {
                return Optional.empty();
            }
            number++;
            while (c >= 0 && c != '\n') {
                if (text.length() < MAX_LINE) {
                    text.append((char) c);
                } else {
                    tooLong = true;
                }
                c = reader.read();
            }
            return Optional.of(
                    new LineClassifier.Line(number, tooLong ? Optional.empty() : Optional.of(text.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read line " + (number + 1) + "; is the file UTF-8?", e);
        }
    }
}
