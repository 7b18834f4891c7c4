/**
 * Where a model does its work on a document: the last station before the audit log closes over it.
 *
 * <p>A {@link dev.sluice.inference.WorkerPool} takes work items from its topic; the {@link dev.sluice.inference.Dispatcher}
 * takes one item from its signed clearance to its stored result, and nothing else may call a model. What leaves is an
 * {@link dev.sluice.inference.OutboundRequest}, which can be made only from the policy bundle's template, text read from
 * the sealed store under the digest that was cleared, and numbers.
 */
@NullMarked
package dev.sluice.inference;

import org.jspecify.annotations.NullMarked;
