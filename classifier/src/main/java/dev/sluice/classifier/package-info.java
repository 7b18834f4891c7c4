/**
 * Text in, findings and categories out: the station between extraction and decision.
 *
 * <p>A library without Spring, Kafka or SQL. {@link dev.sluice.classifier.Classifier} is the only door; what it returns
 * says by its type whether every detector saw all of the text ({@link dev.sluice.classifier.Exhaustive}), stopped early
 * for a reason ({@link dev.sluice.classifier.Partial}) or failed in some part
 * ({@link dev.sluice.classifier.Degraded}). Offsets in this package are UTF-16 units over
 * {@link dev.sluice.classifier.DocumentText#canonical()}; {@link dev.sluice.classifier.CodePoints} converts them once
 * for the outside.
 */
@NullMarked
package dev.sluice.classifier;

import org.jspecify.annotations.NullMarked;
