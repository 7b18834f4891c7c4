package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class ContentStoreIntegrationTests {
    private static final byte[] TEXT = "the text of a letter".getBytes(StandardCharsets.UTF_8);
    private static TestDatabase database;
    private static ContentStore store;
    private static TransactionTemplate transaction;
    /** Whoever owns the server: may alter any row, and has no key. */
    private static JdbcClient attacker;

    private UUID owner = UuidV7.next();

    @BeforeAll
    static void open() {
        database = TestServices.database();
        store = new ContentStore(database.dataSource(DatabaseRole.INGEST), database.keyRing());
        transaction = database.transaction(DatabaseRole.INGEST);
        attacker = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void freshOwner() {
        owner = UuidV7.next();
    }

    @Test
    void givesBackWhatWasPutForAnySize() {
        Random random = new Random(42);
        for (int size : new int[] {
            0, 1, ContentStore.CHUNK_BYTES - 1, ContentStore.CHUNK_BYTES, ContentStore.CHUNK_BYTES + 1, 3 << 20
        }) {
            freshOwner();
            byte[] plain = new byte[size];
            random.nextBytes(plain);
            put(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0, plain);
            assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0))
                    .hasValue(plain);
        }
    }

    @Test
    void keepsAttemptsApartAndOriginalsOnce() {
        put(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 1, TEXT);
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 7))
                .hasValue(TEXT);
        assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 2))
                .isEmpty();
        assertThatThrownBy(() -> put(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 2, TEXT))
                .isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aKeyThatDoesNotOpenIsSaidOfItsContent() {
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        attacker.sql("update content.restricted_key set wrapped = '\\x00'::bytea where owner = :owner")
                .param("owner", owner)
                .update();
        assertThatThrownBy(() -> store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void writesInATransactionOnlyAndGoesWithIt() {
        assertThatThrownBy(() -> store.createKey(Compartment.RESTRICTED, owner))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.destroyKey(Compartment.RESTRICTED, owner))
                .isInstanceOf(IllegalStateException.class);
        transaction.executeWithoutResult(status -> {
            store.createKey(Compartment.RESTRICTED, owner);
            store.put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
            status.setRollbackOnly();
        });
        assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1))
                .isEmpty();
        assertThatThrownBy(() -> store.digest(Compartment.RESTRICTED, owner, TEXT))
                .isInstanceOf(ContentException.class);
    }

    @Test
    void aKeyIsGoneWithinItsOwnTransaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    store.createKey(Compartment.RESTRICTED, owner);
                    store.put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
                    store.destroyKey(Compartment.RESTRICTED, owner);
                    store.put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 2, TEXT);
                }))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("was destroyed");
    }

    @Test
    void aKeyGoesWithThePartOfTheTransactionThatMadeIt() {
        transaction.executeWithoutResult(status -> {
            Object savepoint = status.createSavepoint();
            store.createKey(Compartment.RESTRICTED, owner);
            byte[] first = store.digest(Compartment.RESTRICTED, owner, TEXT);
            status.rollbackToSavepoint(savepoint);
            assertThatThrownBy(() -> store.put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT))
                    .isInstanceOf(ContentException.class)
                    .hasMessageContaining("there is no");
            store.createKey(Compartment.RESTRICTED, owner);
            assertThat(store.digest(Compartment.RESTRICTED, owner, TEXT)).isNotEqualTo(first);
        });
    }

    @Test
    void digestsOfBothCompartmentsAgreeAndThoseOfTwoDocumentsDoNot() {
        UUID other = UuidV7.next();
        transaction.executeWithoutResult(status -> {
            store.createKey(Compartment.RESTRICTED, owner);
            store.createKey(Compartment.CLEARED, owner);
            store.createKey(Compartment.RESTRICTED, other);
        });
        assertThat(store.digest(Compartment.CLEARED, owner, TEXT))
                .isEqualTo(store.digest(Compartment.RESTRICTED, owner, TEXT))
                .isNotEqualTo(store.digest(Compartment.RESTRICTED, other, TEXT))
                .hasSize(32);
    }

    @Test
    void creatingAKeyTwiceKeepsTheFirst() {
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        byte[] digest = store.digest(Compartment.RESTRICTED, owner, TEXT);
        transaction.executeWithoutResult(status -> store.createKey(Compartment.RESTRICTED, owner));
        assertThat(store.digest(Compartment.RESTRICTED, owner, TEXT)).isEqualTo(digest);
        assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1))
                .hasValue(TEXT);
    }

    @Test
    void aDestroyedKeyIsGoneWithEveryCopyAndIsNeverMadeAnew() {
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        put(Compartment.CLEARED, owner, ContentKind.TEXT, 1, TEXT);
        transaction.executeWithoutResult(status -> store.destroyKey(Compartment.RESTRICTED, owner));
        assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1))
                .isEmpty();
        assertThat(store.get(Compartment.CLEARED, owner, ContentKind.TEXT, 1)).isEmpty();
        for (Compartment compartment : Compartment.values()) {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> store.createKey(compartment, owner)))
                    .isInstanceOf(ContentException.class)
                    .hasMessageContaining("was destroyed");
        }
    }

    @Test
    void aClearedCopyGoesAloneAndCanBeMadeAgain() {
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        put(Compartment.CLEARED, owner, ContentKind.TEXT, 1, TEXT);
        transaction.executeWithoutResult(status -> store.destroyKey(Compartment.CLEARED, owner));
        assertThat(store.get(Compartment.CLEARED, owner, ContentKind.TEXT, 1)).isEmpty();
        assertThat(store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1))
                .hasValue(TEXT);
        put(Compartment.CLEARED, owner, ContentKind.TEXT, 1, TEXT);
        assertThat(store.get(Compartment.CLEARED, owner, ContentKind.TEXT, 1)).hasValue(TEXT);
    }

    @Test
    void refusesAShortenedContent() {
        byte[] plain = new byte[2 * ContentStore.CHUNK_BYTES + 5];
        put(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0, plain);
        attack("delete from content.restricted where owner = :owner and chunk = 2");
        assertRefused(ContentKind.ORIGINAL, 0);
        attack("delete from content.restricted where owner = :owner and chunk = 0");
        assertRefused(ContentKind.ORIGINAL, 0);
    }

    @Test
    void refusesACutOrFlippedChunk() {
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 2, TEXT);
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 3, TEXT);
        attack(
                "update content.restricted set ciphertext = substr(ciphertext, 1, length(ciphertext) - 1) where owner = :owner and attempt = 1");
        attack(
                "update content.restricted set ciphertext = set_bit(ciphertext, 130, 1 - get_bit(ciphertext, 130)) where owner = :owner and attempt = 2");
        attack("update content.restricted set ciphertext = '\\x00' where owner = :owner and attempt = 3");
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertRefused(ContentKind.TEXT, attempt);
        }
    }

    @Test
    void refusesSwappedChunks() {
        byte[] plain = new byte[3 * ContentStore.CHUNK_BYTES];
        plain[0] = 1;
        put(Compartment.RESTRICTED, owner, ContentKind.ORIGINAL, 0, plain);
        attack("update content.restricted set chunk = chunk + 10 where owner = :owner and chunk < 2");
        attack("update content.restricted set chunk = 11 - chunk where owner = :owner and chunk >= 10");
        assertRefused(ContentKind.ORIGINAL, 0);
    }

    @Test
    void refusesContentOfAnotherAttemptOrKind() {
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        attack("update content.restricted set attempt = 2 where owner = :owner");
        assertRefused(ContentKind.TEXT, 2);
        attack("update content.restricted set attempt = 1, kind = 'RESULT' where owner = :owner");
        assertRefused(ContentKind.RESULT, 1);
    }

    @Test
    void refusesContentAndKeysOfAnotherDocument() {
        UUID other = UuidV7.next();
        put(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1, TEXT);
        put(Compartment.RESTRICTED, other, ContentKind.TEXT, 1, "another letter".getBytes(StandardCharsets.UTF_8));
        attacker.sql("""
                        update content.restricted c set ciphertext = o.ciphertext from content.restricted o
                         where c.owner = :owner and o.owner = :other""").param("owner", owner).param("other", other).update();
        assertRefused(ContentKind.TEXT, 1);
        attacker.sql("""
                        update content.restricted_key c set wrapped = o.wrapped from content.restricted_key o
                         where c.owner = :owner and o.owner = :other""").param("owner", owner).param("other", other).update();
        assertThatThrownBy(() -> store.get(Compartment.RESTRICTED, owner, ContentKind.TEXT, 1))
                .isInstanceOf(ContentException.class)
                .hasCauseInstanceOf(KeyRingException.class);
    }

    @Test
    void theDatabaseHoldsNoPlainText() {
        byte[] secret = "Planted-Wilhelmina-7f3a".getBytes(StandardCharsets.UTF_8);
        put(Compartment.RESTRICTED, owner, ContentKind.NAME, 0, secret);
        assertThat(attacker.sql("select count(*) from content.restricted where position(:secret in ciphertext) > 0")
                        .param("secret", secret)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void put(Compartment compartment, UUID to, ContentKind kind, int attempt, byte[] plain) {
        transaction.executeWithoutResult(status -> {
            store.createKey(compartment, to);
            store.put(compartment, to, kind, attempt, plain);
        });
    }

    private void attack(String sql) {
        assertThat(attacker.sql(sql).param("owner", owner).update()).isPositive();
    }

    private void assertRefused(ContentKind kind, int attempt) {
        assertThatThrownBy(() -> store.get(Compartment.RESTRICTED, owner, kind, attempt))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining(owner.toString());
    }
}
