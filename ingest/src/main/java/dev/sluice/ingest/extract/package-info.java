/**
 * Reads documents: bytes in, text as segments and an exact account of what was and was not read out. Stands between
 * intake and classification. Plain text is decoded here, in process; everything else is parsed by Apache Tika in a child
 * process that has no network, capped memory and a hard time limit. Nothing here throws because of a document.
 */
@NullMarked
package dev.sluice.ingest.extract;

import org.jspecify.annotations.NullMarked;
