@NullMarked
package dev.sluice.policy.proof;

import org.jspecify.annotations.NullMarked;
