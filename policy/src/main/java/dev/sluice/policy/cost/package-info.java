/**
 * What work costs: pure functions of prices, shares and volumes, in the one currency of a bundle. Nothing here permits
 * anything: what is dear is permitted as before, and what is cheap is, too.
 *
 * <p>Amounts are exact where they are sums and products; where they are divided they have 16 significant digits.
 */
@NullMarked
package dev.sluice.policy.cost;

import org.jspecify.annotations.NullMarked;
