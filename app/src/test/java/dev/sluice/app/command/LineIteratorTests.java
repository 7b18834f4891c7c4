package dev.sluice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineIteratorTests {
    /** Has no memory left once, when so many bytes were read. */
    private static final class ExhaustedOnce extends InputStream {
        private final InputStream bytes;
        private int left;

        private ExhaustedOnce(String text, int after) {
            this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            this.left = after;
        }

        @Override
        public int read() throws java.io.IOException {
            if (left-- == 0) {
                throw new OutOfMemoryError("planted");
            }
            return bytes.read();
        }
    }

    @Test
    void aLineThatMemoryDoesNotSufficeForIsUnusableAndThoseBehindItAreRead() {
        String text = "first\nsecond\nthird";
        for (int after = text.indexOf("second") + 1; after <= text.indexOf("\nthird"); after++) {
            assertThat(lines(new LineIterator(new ExhaustedOnce(text, after))))
                    .as("after %d bytes", after)
                    .containsExactly("1 first", "2 TOO_LARGE", "3 third");
        }
        assertThat(lines(new LineIterator(new ExhaustedOnce(text, text.length()))))
                .containsExactly("1 first", "2 second", "3 TOO_LARGE");
    }

    @Test
    void aLineOverTheLimitIsReadToItsEndAndNotKept() {
        InputStream text = new ByteArrayInputStream("four5\nfour\n\nfive5".getBytes(StandardCharsets.UTF_8));
        assertThat(lines(new LineIterator(text, 4)))
                .containsExactly("1 LINE_TOO_LONG", "2 four", "3 ", "4 LINE_TOO_LONG");
    }

    private static List<String> lines(LineIterator iterator) {
        List<String> lines = new ArrayList<>();
        iterator.forEachRemaining(
                line -> lines.add(line.number() + " " + line.text().orElse(line.error())));
        return lines;
    }
}
