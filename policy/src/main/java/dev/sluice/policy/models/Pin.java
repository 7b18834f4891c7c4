package dev.sluice.policy.models;

import java.time.LocalDate;

/** What makes a model the same one tomorrow. */
public sealed interface Pin {
    /**
     * Open weights.
     *
     * @param revision of its repository, or version of its artefact
     * @param quantisation as its file says it, such as FP16 or Q4_K_M
     * @param digest SHA-256 of the file or of the list of files, lower-case hex
     */
    record Weights(String revision, String quantisation, String digest) implements Pin {}

    /** A closed model, by the date of its snapshot. */
    record Snapshot(LocalDate day) implements Pin {}
}
