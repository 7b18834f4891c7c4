/**
 * Tier 1: patterns with checksums and context, and dictionaries, in one pass over the text.
 *
 * <p>The text is normalised ({@link dev.sluice.classifier.pattern.NormalText}), cut into tokens
 * ({@link dev.sluice.classifier.pattern.Tokens}) and every word looked up once in the
 * {@link dev.sluice.classifier.pattern.Lexicon}. What the look-up says about a word ({@link
 * dev.sluice.classifier.pattern.Cue}) decides which {@link dev.sluice.classifier.pattern.Recognizer} looks closer; most
 * words wake none. Recognizers look a bounded number of tokens around, so the work grows linearly with the text.
 */
@NullMarked
package dev.sluice.classifier.pattern;

import org.jspecify.annotations.NullMarked;
