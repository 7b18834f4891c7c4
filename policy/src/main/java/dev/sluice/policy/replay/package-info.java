/**
 * Decides again what was decided before, from stored inputs and without a document or a model: under the same bundle to see
 * that the same comes out ({@link dev.sluice.policy.replay.Replay}), under another one to see what would change
 * ({@link dev.sluice.policy.replay.Simulation}).
 */
@NullMarked
package dev.sluice.policy.replay;

import org.jspecify.annotations.NullMarked;
