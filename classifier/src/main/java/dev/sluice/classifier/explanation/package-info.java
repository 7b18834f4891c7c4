/**
 * Why a finding is one, without its value.
 *
 * <p>The reasons are sought afterwards, when somebody asks, so that they cost nothing otherwise: each word near the finding
 * is replaced by one that tells nothing, and the tier that found it looks again. What its answer owes to a word is what
 * changes without the word. Only words of closed lists are ever named, and none that is part of a value
 * anywhere in the text.
 */
@NullMarked
package dev.sluice.classifier.explanation;

import org.jspecify.annotations.NullMarked;
