/**
 * Tier 3, where it is configured: a model that the organisation runs itself reads doubtful documents once more.
 *
 * <p>It can only add. A {@link dev.sluice.classifier.lastlook.LastLook} is given a stretch of text and nothing that was
 * found in it; what it answers is quotes of what is sensitive, or that it failed: there is no value that takes a finding
 * away or makes an answer more complete. Quotes are sought in the text ({@link
 * dev.sluice.classifier.lastlook.QuotedText}); {@link dev.sluice.classifier.lastlook.LastLookTier} makes findings of them.
 * How the model is asked is not this module's: it opens no connection.
 */
@NullMarked
package dev.sluice.classifier.lastlook;

import org.jspecify.annotations.NullMarked;
