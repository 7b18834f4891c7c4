package dev.sluice.inference.minilm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * A summary made of the document's own sentences: those nearest to the centroid of all of them, each new one set back by
 * its likeness to those already picked (maximal marginal relevance), given in the order of the document.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/290941.291025">Carbonell and Goldstein 1998</a>
 */
public final class ExtractiveSummary {
    /** Sentences embedded at most; of a longer text an even sample is taken. About fifteen seconds of one core. */
    static final int MOST_SENTENCES = 400;

    /** Shorter pieces (page numbers, list bullets) are picked only when there is nothing else. */
    private static final int SHORTEST = 25;

    private static final double RELEVANCE = 0.7;

    private final MiniLm model;

    public ExtractiveSummary(MiniLm model) {
        this.model = model;
    }

    /**
     * Picks up to {@code count} sentences.
     *
     * @return the sentences joined by a space; empty when the text has none
     * @throws ModelUnavailableException when the model fails
     */
    public String of(String text, int count) {
        List<String> candidates = candidates(text);
        if (candidates.size() <= count) {
            return String.join(" ", candidates);
        }
        List<float[]> vectors = candidates.stream().map(model::embed).toList();
        float[] centroid = Vectors.unit(Vectors.mean(vectors));
        TreeSet<Integer> picked = new TreeSet<>();
        while (picked.size() < count) {
            picked.add(best(vectors, centroid, picked));
        }
        return String.join(" ", picked.stream().map(candidates::get).toList());
    }

    private static List<String> candidates(String text) {
        List<String> all = new ArrayList<>(new LinkedHashSet<>(Sentences.of(text)));
        List<String> whole =
                all.stream().filter(sentence -> sentence.length() >= SHORTEST).toList();
        return Sentences.sample(whole.isEmpty() ? all : whole, MOST_SENTENCES);
    }

    private static int best(List<float[]> vectors, float[] centroid, TreeSet<Integer> picked) {
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < vectors.size(); i++) {
            if (picked.contains(i)) {
                continue;
            }
            double likeness = 0;
            for (int other : picked) {
                likeness = Math.max(likeness, Vectors.dot(vectors.get(i), vectors.get(other)));
            }
            double score = RELEVANCE * Vectors.dot(vectors.get(i), centroid) - (1 - RELEVANCE) * likeness;
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }
}
