/**
 * Everything that is stored stands on this package: the database and its roles, the key ring, the sealed content of
 * documents, and the outbox through which a transaction speaks to Kafka. It knows nothing of classification, policy or
 * models; every other module may use it, and it uses none of them.
 */
@NullMarked
package dev.sluice.db;

import org.jspecify.annotations.NullMarked;
