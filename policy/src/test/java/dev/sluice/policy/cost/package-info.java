/** Tests of cost. */
@NullMarked
package dev.sluice.policy.cost;

import org.jspecify.annotations.NullMarked;
