/**
 * Measures the classifier and the policy over labelled documents: what would be cleared by mistake, what held back
 * without need, which spans are found. Stands beside the way of a document: same classifier, same decision, no servers.
 * Holds ids, types and counts, never text.
 */
@NullMarked
package dev.sluice.app.evaluation;

import org.jspecify.annotations.NullMarked;
