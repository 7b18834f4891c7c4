package dev.sluice.db;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The content keys that the running transaction made. Until it ends nobody else sees or destroys them, so they need not be
 * asked for again; what is done to a part of the transaction, or after it, forgets them.
 */
final class NewKeys {
    private record Place(Compartment compartment, UUID owner) {}

    private final Map<Place, ContentKey> made = new HashMap<>();

    /** Those of the running transaction and of this store. */
    static Optional<NewKeys> of(ContentStore store) {
        return Optional.ofNullable((NewKeys) TransactionSynchronizationManager.getResource(store));
    }

    /** Those of the running transaction and of this store, from now on until it ends. */
    static NewKeys begin(ContentStore store) {
        return of(store).orElseGet(() -> {
            NewKeys keys = new NewKeys();
            TransactionSynchronizationManager.bindResource(store, keys);
            TransactionSynchronizationManager.registerSynchronization(keys.new UntilTheEnd(store));
            return keys;
        });
    }

    void add(Compartment compartment, UUID owner, ContentKey key) {
        made.put(new Place(compartment, owner), key);
    }

    Optional<ContentKey> find(Compartment compartment, UUID owner) {
        return Optional.ofNullable(made.get(new Place(compartment, owner)));
    }

    void forget() {
        made.clear();
    }

    private final class UntilTheEnd implements TransactionSynchronization {
        private final ContentStore store;

        UntilTheEnd(ContentStore store) {
            this.store = store;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(store);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(store, NewKeys.this);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            forget();
        }

        @Override
        public void afterCompletion(int status) {
            forget();
            TransactionSynchronizationManager.unbindResourceIfPossible(store);
        }
    }
}
