/** Doing failed or doubtful documents again: a frozen list, a look at what would change, then new attempts. */
@NullMarked
package dev.sluice.ingest.rerun;

import org.jspecify.annotations.NullMarked;
