package dev.sluice.bench.regex;

import dev.sluice.classifier.FindingType;

/**
 * What a pattern found.
 *
 * @param rule name of the rule
 * @param type what it is
 * @param start first UTF-16 unit
 * @param end one past the last
 */
public record RegexMatch(String rule, FindingType type, int start, int end) {}
