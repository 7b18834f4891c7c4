/** The commands of the {@code sluice} command line, one class each; words, outputs and exit codes are the contract with users. */
@NullMarked
package dev.sluice.app.command;

import org.jspecify.annotations.NullMarked;
