/**
 * Proves of a bundle, before it decides about any document, what it can never permit.
 *
 * <p>{@link dev.sluice.policy.proof.Proof} asks Cedar about each policy on its own, for every value of what that policy
 * reads ({@code TruthTable}), puts the answers together for every request there can be ({@code Composition}), and holds
 * each {@link dev.sluice.policy.proof.Property} to all of them. Nothing is assumed about what a policy means: what it
 * reads is taken from its syntax, what it says from Cedar. A sample of whole requests and every counter-example are
 * asked of the whole bundle as documents are.
 */
@NullMarked
package dev.sluice.policy.proof;

import org.jspecify.annotations.NullMarked;
