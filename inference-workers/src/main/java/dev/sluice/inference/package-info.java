/**
 * Where a model does its work on a document: the last station before the audit log closes over it.
 *
 * <p>A {@link dev.sluice.inference.WorkerPool} takes work items from its topic; the {@link dev.sluice.inference.Dispatcher}
 * takes one item from its signed clearance to its stored result, and nothing else may call a model to work on it. What
 * leaves is an {@link dev.sluice.inference.OutboundRequest}, which can be made only from the policy bundle's template, text
 * read from the sealed store under the digest that was cleared, and numbers.
 *
 * <p>A last look at a doubtful document comes before all that and asks a model, too: {@link
 * dev.sluice.inference.SelfHostedLastLook}, through the same client, can ask a {@link
 * dev.sluice.inference.SovereignEndpoint} only, so what it is told does not leave.
 */
@NullMarked
package dev.sluice.inference;

import org.jspecify.annotations.NullMarked;
