@NullMarked
package dev.sluice.ingest.confinement;

import org.jspecify.annotations.NullMarked;
