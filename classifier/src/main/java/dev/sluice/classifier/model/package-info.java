/**
 * Tier 2: a small token classifier for what has no form, people's names above all.
 *
 * <p>The text is normalised as for tier 1 ({@link dev.sluice.classifier.pattern.NormalText}), cut into word pieces
 * ({@link dev.sluice.classifier.model.WordPieceTokenizer}) and read in overlapping windows ({@link
 * dev.sluice.classifier.model.Windows}) by the model ({@link dev.sluice.classifier.model.TokenModel}); what it says about
 * the pieces becomes findings in {@link dev.sluice.classifier.model.EntityDecoder}. A window's answer depends on nothing but
 * its pieces; memory grows with what is found, up to a limit, and with nothing else; what fails is a reason of the outcome,
 * with how it failed.
 *
 * <p>The model, its vocabulary and its description are resources of this package ({@code model.onnx}, {@code vocab.txt},
 * {@code model.json}).
 */
@NullMarked
package dev.sluice.classifier.model;

import org.jspecify.annotations.NullMarked;
