@NullMarked
package dev.sluice.ingest.batch;

import org.jspecify.annotations.NullMarked;
