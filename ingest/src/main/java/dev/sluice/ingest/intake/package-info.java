/** What upstream systems publish, and how a record becomes a document, or a quarantined message with a reason. */
@NullMarked
package dev.sluice.ingest.intake;

import org.jspecify.annotations.NullMarked;
