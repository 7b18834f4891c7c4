package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** The parts of a field between a delimiter, the first sixteen of them; a part that is not there is empty. */
final class Components {
    private static final int MOST = 16;
    private static final int LONGEST_VALUE = 80;

    private final NormalText text;
    private final int[] start = new int[MOST];
    private final int[] end = new int[MOST];

    private Components(NormalText text) {
        this.text = text;
    }

    /** The parts of the units from one to another. */
    static Components of(NormalText text, int from, int to, char delimiter) {
        Components components = new Components(text);
        int count = 0;
        int start = from;
        for (int i = from; i <= to && count < MOST; i++) {
            if (i == to || text.at(i) == delimiter) {
                components.start[count] = start;
                components.end[count++] = i;
                start = i + 1;
            }
        }
        return components;
    }

    /** The parts of a part. */
    Components inside(int part, char delimiter) {
        return of(text, start[part], end[part], delimiter);
    }

    boolean has(int part) {
        return end[part] > start[part];
    }

    int digits(int part) {
        return Field.digits(text, start[part], end[part]);
    }

    boolean hasSign(int part, char sign) {
        return Field.has(text, start[part], end[part], sign);
    }

    /** The first eighty units of a part, for a code that tells what another part is; never kept. */
    String value(int part) {
        return text.slice(start[part], Math.min(end[part], start[part] + LONGEST_VALUE));
    }

    void emit(Scan scan, int part, FindingType type, double confidence) {
        Field.emit(scan, type, start[part], end[part], confidence);
    }
}
