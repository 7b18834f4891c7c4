/** PostgreSQL and Kafka for the integration tests of every module, in containers or embedded, by one switch. */
@NullMarked
package dev.sluice.db.testing;

import org.jspecify.annotations.NullMarked;
