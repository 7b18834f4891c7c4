package dev.sluice.inference.minilm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Labels a document by likeness: the mean and the best likeness of its windows to each label, turned into scores that sum
 * to one. The label with the highest score comes first; equal scores keep the order in which the labels were given.
 */
public final class ZeroShot {
    /** Windows embedded at most; of a longer text an even sample is taken. */
    static final int MOST_WINDOWS = 200;

    private static final double TEMPERATURE = 0.05;

    private final MiniLm model;

    public ZeroShot(MiniLm model) {
        this.model = model;
    }

    /**
     * Scores each label.
     *
     * @param labels at least one
     * @throws IllegalArgumentException when there are no labels
     * @throws ModelUnavailableException when the model fails
     */
    public SequencedMap<String, Double> scores(String text, List<String> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("zero-shot classification needs at least one label");
        }
        List<float[]> windows = Sentences.sample(Sentences.windows(text), MOST_WINDOWS).stream()
                .map(model::embed)
                .toList();
        double[] weights = new double[labels.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] =
                    Math.exp(likeness(windows, model.embed("This text is about " + labels.get(i) + ".")) / TEMPERATURE);
            sum += weights[i];
        }
        LinkedHashMap<String, Double> given = new LinkedHashMap<>();
        for (int i = 0; i < weights.length; i++) {
            given.put(labels.get(i), weights[i] / sum);
        }
        LinkedHashMap<String, Double> ranked = new LinkedHashMap<>();
        given.entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .forEach(entry -> ranked.put(entry.getKey(), entry.getValue()));
        return ranked;
    }

    private static double likeness(List<float[]> windows, float[] label) {
        if (windows.isEmpty()) {
            return 0;
        }
        double best = -1;
        double sum = 0;
        for (float[] window : windows) {
            double likeness = Vectors.dot(window, label);
            best = Math.max(best, likeness);
            sum += likeness;
        }
        return (best + sum / windows.size()) / 2;
    }
}
