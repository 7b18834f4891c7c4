/**
 * The one runnable: the {@code sluice} command line, the wiring of all modules into a node, and the data folder of a
 * machine. Nothing of ours imports this module.
 */
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
