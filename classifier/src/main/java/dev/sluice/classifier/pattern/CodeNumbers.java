package dev.sluice.classifier.pattern;

import dev.sluice.classifier.CharacterCodes;
import java.nio.CharBuffer;

/** Text written as the codes of its characters: {@code 80 97 116}, {@code 01010000}, {@code \120}. */
final class CodeNumbers {
    private CodeNumbers() {}

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        for (CharacterCodes.Run run : CharacterCodes.in(CharBuffer.wrap(text.units(), 0, text.length()))) {
            if (run.text().isEmpty()) {
                doubts.add(text, run.start(), run.end());
            } else {
                writer = writer == null ? new Reading.Writer(reading) : writer;
                NormalText normal = NormalText.of(run.text(), 0, run.text().length());
                writer.put(normal.slice(0, normal.length()), run.start(), run.end());
            }
        }
        return writer == null ? reading : writer.done();
    }
}
