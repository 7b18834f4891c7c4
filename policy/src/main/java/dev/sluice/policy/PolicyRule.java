package dev.sluice.policy;

/**
 * One policy of a bundle, as an officer reads it.
 *
 * @param absolute nothing may override it
 * @param permits it permits; else it forbids
 * @param stage the stage at which an endpoint falls that it forbids
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
        String file,
        int line,
        String source) {}
