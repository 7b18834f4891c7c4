package dev.sluice.inference.minilm;

import java.util.List;

/** Plain arithmetic on embeddings, in a fixed order so that the same text gives the same bits. */
final class Vectors {
    private Vectors() {}

    static float[] mean(float[][] rows) {
        float[] mean = new float[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= rows.length;
        }
        return mean;
    }

    static float[] mean(List<float[]> rows) {
        return mean(rows.toArray(float[][]::new));
    }

    /** The vector at length one; a zero vector stays as it is. */
    static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (square == 0) {
            return vector;
        }
        float[] unit = new float[vector.length];
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    /** Cosine similarity of two unit vectors. */
    static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
