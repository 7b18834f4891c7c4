/** Fakes that misbehave like the real ones, for tests of this and of other modules. */
@NullMarked
package dev.sluice.inference.testing;

import org.jspecify.annotations.NullMarked;
