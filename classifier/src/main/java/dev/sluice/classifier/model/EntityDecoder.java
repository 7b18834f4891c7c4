package dev.sluice.classifier.model;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Makes findings of what the model says about word pieces. Logits become probabilities; a word has, of each type, the
 * highest probability of its pieces; neighbouring words that reach the type's threshold are one finding, unless the
 * model begins another with the second. Each type is decoded by itself, so none hides another. One scan, one thread.
 */
final class EntityDecoder implements Windows.Reader {
    /** A type that can be reported, with its place in the logits and the run of words that is open. */
    private static final class Track {
        private final FindingType type;
        private final int begin;
        private final int inside;
        private final double threshold;
        private double word;
        private boolean begins;
        private boolean open;
        private int start;
        private int end;
        private double confidence;

        private Track(FindingType type, int begin, int inside, double threshold) {
            this.type = type;
            this.begin = begin;
            this.inside = inside;
            this.threshold = threshold;
        }
    }

    private final Track[] tracks;
    private final double[] weights;
    private final String recognizer;
    private final Consumer<Finding> findings;
    private boolean inWord;
    private int wordStart;
    private int wordEnd;

    EntityDecoder(ModelDescription description, Consumer<Finding> findings) {
        Labels labels = description.labels();
        this.tracks = description.thresholds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> track(labels, entry.getKey(), entry.getValue()))
                .toArray(Track[]::new);
        this.weights = new double[labels.count()];
        this.recognizer = description.name();
        this.findings = findings;
    }

    private static Track track(Labels labels, EntityType type, OptionalDouble threshold) {
        return new Track(
                type.finding().orElseThrow(), labels.begin(type), labels.inside(type), threshold.orElseThrow());
    }

    /**
     * The next piece.
     *
     * @throws ModelFailedException if one of its logits is not a finite number
     */
    @Override
    public void piece(int start, int end, boolean first, FloatBuffer logits, int row) {
        if (first) {
            endWord();
            wordStart = start;
        }
        boolean begin = !inWord;
        inWord = true;
        wordEnd = Math.max(end, begin ? end : wordEnd);
        double sum = weigh(logits, row);
        for (Track track : tracks) {
            double probability = Math.min(1, (weights[track.begin] + weights[track.inside]) / sum);
            if (begin) {
                track.word = probability;
                track.begins = weights[track.begin] > weights[track.inside];
            } else {
                track.word = Math.max(track.word, probability);
            }
        }
    }

    /** There are no more pieces. */
    void finish() {
        endWord();
        for (Track track : tracks) {
            close(track);
        }
    }

    private double weigh(FloatBuffer logits, int row) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = logits.get(row + i);
            if (!Double.isFinite(weights[i])) {
                throw new ModelFailedException("the model's answer holds a value that is not finite");
            }
            highest = Math.max(highest, weights[i]);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(weights[i] - highest);
            sum += weights[i];
        }
        return sum;
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        inWord = false;
        for (Track track : tracks) {
            if (track.word < track.threshold) {
                close(track);
                continue;
            }
            if (track.begins) {
                close(track);
            }
            if (!track.open) {
                track.open = true;
                track.start = wordStart;
                track.confidence = 0;
            }
            track.end = wordEnd;
            track.confidence = Math.max(track.confidence, track.word);
        }
    }

    private void close(Track track) {
        if (track.open) {
            track.open = false;
            findings.accept(new Finding(
                    track.type,
                    track.type.letter().orElse(null),
                    track.start,
                    track.end,
                    track.confidence,
                    recognizer,
                    2));
        }
    }
}
