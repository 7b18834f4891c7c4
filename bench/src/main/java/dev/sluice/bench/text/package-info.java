/** The texts that are measured: generated from a seed, or drawn from a folder of corpora that stays where it is. */
@NullMarked
package dev.sluice.bench.text;

import org.jspecify.annotations.NullMarked;
