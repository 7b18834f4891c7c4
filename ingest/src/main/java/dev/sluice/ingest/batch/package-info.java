/**
 * Batches: a topic is cut into offset ranges, and one Spring Batch job per range reads, extracts, classifies, decides and
 * writes, chunk by chunk.
 *
 * <p>Where a job goes on after a crash is never taken from the job repository alone: the rows of the range say which offsets
 * have their outcome, and they were written in the chunk's own transaction.
 */
@NullMarked
package dev.sluice.ingest.batch;

import org.jspecify.annotations.NullMarked;
