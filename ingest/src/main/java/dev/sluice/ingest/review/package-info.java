/** What a person has to look at: documents that are in review or that no endpoint is eligible for, and what was decided. */
@NullMarked
package dev.sluice.ingest.review;

import org.jspecify.annotations.NullMarked;
