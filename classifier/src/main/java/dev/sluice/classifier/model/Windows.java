package dev.sluice.classifier.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of word pieces in windows that overlap by a fixed number of pieces and hands every piece on once, with
 * what the model said about it in the window in which it stands furthest from a border. One scan, one thread.
 */
final class Windows {
    /** Answers that are kept, about two megabytes: what machines write repeats itself after so many windows or never. */
    private static final int REMEMBERED = 256;

    /** The ids of a window, equal by what they hold. */
    private record Ids(int[] ids) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Ids that && Arrays.equals(ids, that.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }
    }

    /** Takes the pieces in their order. */
    interface Reader {
        /**
         * One piece.
         *
         * @param start where it begins in the source
         * @param end where it ends there
         * @param first whether it begins a word
         * @param logits the model's answer, of which {@code row} is the index of the piece's first value
         */
        void piece(int start, int end, boolean first, FloatBuffer logits, int row);
    }

    private final TokenModel.Call call;
    private final Reader reader;
    private final Runnable beforeEach;
    private final Vocabulary vocabulary;
    private final int overlap;
    private final int labels;
    private final int[] id;
    private final int[] start;
    private final int[] end;
    private final boolean[] first;
    private final Map<Ids, FloatBuffer> answers = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ids, FloatBuffer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int count;
    private int handedOn;
    private long windows;

    /** {@code beforeEach} runs before each window, and may end the scan by throwing. */
    Windows(TokenModel model, ModelDescription description, Vocabulary vocabulary, Reader reader, Runnable beforeEach) {
        this.call = model.call(description.window());
        this.reader = reader;
        this.beforeEach = beforeEach;
        this.overlap = description.overlap();
        this.labels = description.labels().count();
        this.vocabulary = vocabulary;
        int pieces = description.window() - 2;
        id = new int[pieces];
        start = new int[pieces];
        end = new int[pieces];
        first = new boolean[pieces];
    }

    /** The next piece. Of a run of the same mark only two are read and handed on: rulers and leaders say no more. */
    void add(int pieceId, int from, int to, boolean beginsWord) {
        if (count >= 2 && id[count - 1] == pieceId && id[count - 2] == pieceId && vocabulary.isMark(pieceId)) {
            return;
        }
        if (count == id.length) {
            run(count - overlap / 2);
            int kept = count - overlap;
            System.arraycopy(id, kept, id, 0, overlap);
            System.arraycopy(start, kept, start, 0, overlap);
            System.arraycopy(end, kept, end, 0, overlap);
            System.arraycopy(first, kept, first, 0, overlap);
            count = overlap;
            handedOn = overlap - overlap / 2;
        }
        id[count] = pieceId;
        start[count] = from;
        end[count] = to;
        first[count++] = beginsWord;
    }

    /** There are no more pieces. */
    void finish() {
        if (count > handedOn) {
            run(count);
        }
    }

    /** How many windows the model has read; one that repeats a recent one is not counted. */
    long windows() {
        return windows;
    }

    private void run(int upTo) {
        beforeEach.run();
        FloatBuffer logits = answer();
        for (int i = handedOn; i < upTo; i++) {
            reader.piece(start[i], end[i], first[i], logits, (i + 1) * labels);
        }
    }

    /** An answer follows from the ids alone, so a window that was read lately needs no second look. */
    private FloatBuffer answer() {
        Ids ids = new Ids(Arrays.copyOf(id, count));
        FloatBuffer known = answers.get(ids);
        if (known != null) {
            return known;
        }
        call.set(0, vocabulary.windowStart());
        for (int i = 0; i < count; i++) {
            call.set(i + 1, id[i]);
        }
        call.set(count + 1, vocabulary.windowEnd());
        FloatBuffer logits = call.run(count + 2);
        float[] kept = new float[(count + 2) * labels];
        logits.get(0, kept);
        windows++;
        FloatBuffer answer = FloatBuffer.wrap(kept);
        answers.put(ids, answer);
        return answer;
    }
}
