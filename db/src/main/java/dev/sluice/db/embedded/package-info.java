/**
 * PostgreSQL and Kafka started by this process, in a folder of its own: durable, closed to other users of the machine,
 * and started again after any death of theirs or ours. Their jars are optional dependencies; the product on one machine
 * and the integration tests use the same code.
 */
@NullMarked
package dev.sluice.db.embedded;

import org.jspecify.annotations.NullMarked;
