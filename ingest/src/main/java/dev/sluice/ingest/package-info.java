/**
 * The beginning of a document's way: from the offset it arrived at to the work item that leaves for a pool.
 *
 * <p>{@link dev.sluice.ingest.Ingest} owns the parts: planner (cuts topics into offset ranges), batch runners (one Spring
 * Batch job per range), outbox relay, redispatch and rerun plans.
 */
@NullMarked
package dev.sluice.ingest;

import org.jspecify.annotations.NullMarked;
