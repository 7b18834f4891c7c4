package dev.sluice.app.node;

import dev.sluice.policy.PolicyBundle;
import java.util.function.UnaryOperator;

/**
 * The bundle that a command was started with. Which one decides is what is in force.
 *
 * @param wanted the one that was named or else ships, with its slots filled
 * @param named whether it was named: then no other is taken instead
 * @param fill fills the slots of another one in the same way
 */
public record BundleChoice(PolicyBundle wanted, boolean named, UnaryOperator<PolicyBundle> fill) {}
