/**
 * A process that reads what strangers wrote is given nothing that it doesn't need: its own view of the disk, no network, no
 * other processes. Asked by {@code dev.sluice.ingest.extract} before a document comes near a parser.
 */
@NullMarked
package dev.sluice.ingest.confinement;

import org.jspecify.annotations.NullMarked;
