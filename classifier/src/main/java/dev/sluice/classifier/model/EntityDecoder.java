package dev.sluice.classifier.model;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes findings of what the model says about word pieces. Logits become probabilities; a word has, of each type, the
 * highest probability of its pieces; neighbouring words that reach the type's threshold are one finding, unless the
 * model begins another with the second. Each type is decoded by itself, so none hides another. A word that is surely one
 * of the types that identify by themselves, but in doubt which, is of the likeliest. One scan, one thread.
 */
final class EntityDecoder implements Windows.Reader {
    /** A type that can be reported, with its place in the logits and the run of words that is open. */
    private static final class Track {
        private final FindingType type;
        private final int begin;
        private final int inside;
        private final double threshold;
        private final boolean identifies;
        private double word;
        private boolean begins;
        private boolean open;
        private int start;
        private int end;
        private double confidence;
        private double highest;
        private double nearly;

        private Track(FindingType type, int begin, int inside, double threshold) {
            this.type = type;
            this.begin = begin;
            this.inside = inside;
            this.threshold = threshold;
            this.identifies = type.identifiesAlone();
        }
    }

    private final Track[] tracks;
    /** What the types that identify by themselves must reach together: the highest of their thresholds. */
    private final double together;

    private final double[] weights;
    private final String recognizer;
    private final Consumer<Finding> findings;
    private boolean inWord;
    private int wordStart;
    private int wordEnd;
    private double identifying;

    EntityDecoder(ModelDescription description, Consumer<Finding> findings) {
        Labels labels = description.labels();
        this.tracks = description.thresholds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> track(labels, entry.getKey(), entry.getValue()))
                .toArray(Track[]::new);
        this.together = Arrays.stream(tracks)
                .filter(track -> track.identifies)
                .mapToDouble(track -> track.threshold)
                .max()
                .orElse(1);
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
        double any = 0;
        for (Track track : tracks) {
            double probability = Math.min(1, (weights[track.begin] + weights[track.inside]) / sum);
            if (begin) {
                track.word = probability;
                track.begins = weights[track.begin] > weights[track.inside];
            } else {
                track.word = Math.max(track.word, probability);
            }
            any += track.identifies ? probability : 0;
        }
        identifying = Math.min(1, begin ? any : Math.max(identifying, any));
    }

    /** There are no more pieces. */
    void finish() {
        endWord();
        for (Track track : tracks) {
            close(track);
        }
    }

    /** Of each type that can be reported, the highest probability that a word had, 0 to 1, whatever the threshold. */
    Map<FindingType, Double> highest() {
        Map<FindingType, Double> highest = new EnumMap<>(FindingType.class);
        for (Track track : tracks) {
            highest.put(track.type, track.highest);
        }
        return highest;
    }

    /** Of each type that can be reported, the highest probability of a word that was not reported, 0 to 1. */
    Map<FindingType, Double> nearly() {
        Map<FindingType, Double> nearly = new EnumMap<>(FindingType.class);
        for (Track track : tracks) {
            nearly.put(track.type, track.nearly);
        }
        return nearly;
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
        Track doubtful = doubtful();
        for (Track track : tracks) {
            track.highest = Math.max(track.highest, track.word);
            if (track.word < track.threshold && track != doubtful) {
                track.nearly = Math.max(track.nearly, track.word);
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
            track.confidence = Math.max(track.confidence, track == doubtful ? identifying : track.word);
        }
    }

    /** The likeliest identifying type of a word that reaches none of their thresholds but surely is of one; else null. */
    private @Nullable Track doubtful() {
        Track likeliest = null;
        for (Track track : tracks) {
            if (track.identifies) {
                if (track.word >= track.threshold) {
                    return null;
                }
                likeliest = likeliest == null || track.word > likeliest.word ? track : likeliest;
            }
        }
        return identifying >= together ? likeliest : null;
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
