package dev.sluice.policy;

/**
 * One policy of a bundle, as an officer reads it.
 *
 * @param absolute nothing may override it
 * @param permits it permits; else it forbids
 * @param stage the stage at which an endpoint falls that it forbids
 * @param asksPerson where it determines a decision, a person looks at the document before any model does
 * @param file path inside the bundle
 * @param line where it begins, from 1
 * @param source its text
 */
public record PolicyRule(
        String id,
        String title,
        String citation,
        boolean absolute,
        boolean permits,
        Stage stage,
        boolean asksPerson,
        String file,
        int line,
        String source) {}
