/**
 * Decides which model may read a document: the station between classification and dispatch.
 *
 * <p>A {@link dev.sluice.policy.PolicyBundle} is loaded whole or not at all. {@link dev.sluice.policy.PolicyEngine} asks
 * Cedar about every endpoint, lets the router rank what is permitted, and makes the only
 * {@link dev.sluice.policy.Decision} there can be. {@link dev.sluice.policy.ClearanceSigner} turns a decision into the
 * key that opens dispatch; {@link dev.sluice.policy.ClearanceVerifier} is its lock. Everything that is missing, unknown,
 * expired or in error counts as a refusal.
 */
@NullMarked
package dev.sluice.policy;

import org.jspecify.annotations.NullMarked;
