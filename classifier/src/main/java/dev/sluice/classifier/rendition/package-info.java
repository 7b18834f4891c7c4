/**
 * Renditions: from a text and an exhaustive classification a new text in which what was found is replaced, classified
 * again before anybody may have it.
 *
 * <p>{@link dev.sluice.classifier.rendition.Renderer} is the door. Only it can make a
 * {@link dev.sluice.classifier.rendition.ClearRendition}, and only out of a second pass of the same classifier. The way
 * back, {@link dev.sluice.classifier.rendition.ReidentificationMap}, holds values: it is kept sealed and used inside
 * alone. A rendition is cleared under a plan; that says nothing about what the law calls it.
 */
@NullMarked
package dev.sluice.classifier.rendition;

import org.jspecify.annotations.NullMarked;
