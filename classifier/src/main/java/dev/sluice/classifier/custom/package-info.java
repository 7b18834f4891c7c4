/**
 * Recognizers, word lists and allow entries that a policy bundle brings along: what they may say, how they are compiled
 * into bounded automata, and the tier that runs them after the built-in patterns. Data comes in as values; reading files
 * is the caller's.
 */
@NullMarked
package dev.sluice.classifier.custom;

import org.jspecify.annotations.NullMarked;
