package dev.sluice.classifier.pattern;

import java.util.BitSet;

/**
 * A text as a reader takes it who sees through a disguise: some units stand for others. Every unit still knows where it
 * came from; a unit that was put in the place of others came from all of them.
 *
 * @param changed the units that were put in the place of others
 */
record Reading(NormalText text, BitSet changed) {
    /** Makes of one reading the next, from its beginning to its end. */
    static final class Writer {
        private final Reading from;
        private final NormalText text;
        private final BitSet changed = new BitSet();
        private int next;
        private boolean joins;

        Writer(Reading from) {
            this.from = from;
            this.text = NormalText.empty(from.text.length() + 16);
        }

        /**
         * Puts units in the place of those from one to another, behind all that was put before; where there are none, the
         * neighbours count as changed.
         */
        void put(CharSequence units, int start, int end) {
            keepTo(start);
            int sourceStart = from.text.sourceStart(start);
            int sourceEnd = Math.max(from.text.sourceEnd(end), sourceStart + 1);
            for (int i = 0; i < units.length(); i++) {
                changed.set(text.length());
                text.add(units.charAt(i), sourceStart, sourceEnd);
            }
            joins |= units.isEmpty();
            if (units.isEmpty() && text.length() > 0) {
                changed.set(text.length() - 1);
            }
            next = end;
        }

        /** Where the first unit is that nothing was put for yet. */
        int next() {
            return next;
        }

        private void keepTo(int end) {
            if (next >= end) {
                return;
            }
            if (joins) {
                joins = false;
                changed.set(text.length());
            }
            int moved = text.length() - next;
            for (int i = from.changed.nextSetBit(next); i >= 0 && i < end; i = from.changed.nextSetBit(i + 1)) {
                changed.set(i + moved);
            }
            text.add(from.text, next, end);
            next = end;
        }

        Reading done() {
            keepTo(from.text.length());
            return new Reading(text, changed);
        }
    }

    private static final int AROUND = 160;

    static Reading of(NormalText text) {
        return new Reading(text, new BitSet());
    }

    boolean isPlain() {
        return changed.isEmpty();
    }

    /** The reading without what stands far from any change; an empty line stands for what was left out. */
    Reading excerpt() {
        NormalText kept = NormalText.empty(Math.min(text.length(), changed.cardinality() * 4) + 16);
        BitSet marks = new BitSet();
        int done = 0;
        for (int first = changed.nextSetBit(0); first >= 0; ) {
            int last = changed.nextClearBit(first);
            for (int more = changed.nextSetBit(last); more >= 0 && more - last <= 2 * AROUND; ) {
                last = changed.nextClearBit(more);
                more = changed.nextSetBit(last);
            }
            int from = Math.max(done, wordBefore(first - AROUND));
            int to = Math.min(text.length(), last + AROUND);
            if (from > done) {
                kept.add('\n', text.sourceStart(from), text.sourceEnd(from + 1));
                kept.add('\n', text.sourceStart(from), text.sourceEnd(from + 1));
            }
            int moved = kept.length() - from;
            for (int i = changed.nextSetBit(from); i >= 0 && i < to; i = changed.nextSetBit(i + 1)) {
                marks.set(i + moved);
            }
            kept.add(text, from, to);
            done = to;
            first = changed.nextSetBit(last);
        }
        return new Reading(kept, marks);
    }

    private int wordBefore(int at) {
        int i = at;
        while (i > 0 && at - i < AROUND && text.at(i - 1) > ' ') {
            i--;
        }
        return Math.max(0, i);
    }
}
