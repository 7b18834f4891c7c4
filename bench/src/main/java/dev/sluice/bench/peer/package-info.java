/** Processes that are measured from outside, side by side with other programs. */
@NullMarked
package dev.sluice.bench.peer;

import org.jspecify.annotations.NullMarked;
