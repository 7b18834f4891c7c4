/** Tests of the policy module. */
@NullMarked
package dev.sluice.policy;

import org.jspecify.annotations.NullMarked;
