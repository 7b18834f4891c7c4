/** Read-only questions of the command line about documents and batches, asked as the operator's database role. */
@NullMarked
package dev.sluice.ingest.query;

import org.jspecify.annotations.NullMarked;
