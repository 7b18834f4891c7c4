/** How a command answers: rows as a table, JSON lines or CSV on standard output, everything else on standard error. */
@NullMarked
package dev.sluice.app.output;

import org.jspecify.annotations.NullMarked;
