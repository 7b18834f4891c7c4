package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Which recognizers the cues of a token wake: those of its first cue in their order, then those of the next. The few
 * hundred sets of cues that texts have are kept. Thread-safe.
 */
final class WakeUps {
    private static final int SLOTS = 1 << 12;

    private record Woken(long cues, Recognizer[] recognizers) {}

    private final List<Recognizer> recognizers;

    /** What a slot holds is immutable, and which of two threads wrote it last does not matter. */
    private final Woken[] kept = new Woken[SLOTS];

    WakeUps(List<Recognizer> recognizers) {
        this.recognizers = recognizers;
    }

    /** The recognizers that these cues wake, each once; not to be changed. */
    Recognizer[] of(long cues) {
        int slot = (int) (cues * 0x9E3779B97F4A7C15L >>> 52) & SLOTS - 1;
        Woken known = kept[slot];
        if (known == null || known.cues != cues) {
            known = new Woken(cues, woken(cues));
            kept[slot] = known;
        }
        return known.recognizers;
    }

    private Recognizer[] woken(long cues) {
        List<Recognizer> woken = new ArrayList<>();
        for (long rest = cues; rest != 0; rest &= rest - 1) {
            long first = Long.lowestOneBit(rest);
            for (Recognizer recognizer : recognizers) {
                if (Long.lowestOneBit(cues & recognizer.triggers()) == first) {
                    woken.add(recognizer);
                }
            }
        }
        return woken.toArray(Recognizer[]::new);
    }
}
