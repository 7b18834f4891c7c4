package dev.sluice.app.evaluation;

/**
 * A labelled span.
 *
 * @param start first code point
 * @param end one past the last, greater than {@code start}
 * @param type the label as it is written
 */
record GoldSpan(int start, int end, String type) {
    GoldSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("GoldSpan: expected 0 <= start < end, found " + start + " and " + end);
        }
    }
}
