@NullMarked
package dev.sluice.ingest.rerun;

import org.jspecify.annotations.NullMarked;
