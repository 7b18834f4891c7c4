@NullMarked
package dev.sluice.policy.life;

import org.jspecify.annotations.NullMarked;
