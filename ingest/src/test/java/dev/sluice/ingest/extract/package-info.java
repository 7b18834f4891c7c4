@NullMarked
package dev.sluice.ingest.extract;

import org.jspecify.annotations.NullMarked;
