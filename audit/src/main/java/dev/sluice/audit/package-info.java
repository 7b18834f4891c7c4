/**
 * The tamper-evident record of what was decided and done. Every module appends its events here in its own business
 * transaction; the sequencer gives them leaf indices, extends an RFC 6962 tree and signs C2SP checkpoints; officers
 * ask through functions that record the asking; the verifier recomputes everything from the stored bodies.
 */
@NullMarked
package dev.sluice.audit;

import org.jspecify.annotations.NullMarked;
