package dev.sluice.classifier.pattern;

/** Small looks into the text of a record that readers of different formats share. */
final class RecordText {
    private RecordText() {}

    /** Whether the sign at a unit stands there itself, and not for its escape. */
    static boolean isWritten(NormalText text, int at) {
        return text.sourceEnd(at + 1) - text.sourceStart(at) == 1;
    }

    /** The first unit from {@code from} on that is no blank and no line's end; the text's length if there is none. */
    static int blanksEnd(NormalText text, int from) {
        int at = from;
        while (at < text.length() && text.at(at) <= ' ') {
            at++;
        }
        return at;
    }
}
