package dev.sluice.db;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The sealed content of documents, messages and results. Each owner has a key per {@link Compartment}, wrapped under
 * the compartment's key; content is stored once and never changed, and is gone when its key is destroyed.
 *
 * <p>Writing joins the caller's Spring transaction and demands one. What the role or the key ring does not reach is
 * refused by the database or by {@link KeyNotHeldException}. Thread-safe.
 */
public final class ContentStore {
    /** Plain bytes of one chunk. */
    static final int CHUNK_BYTES = 1 << 20;

    private final JdbcClient jdbc;
    private final KeyRing keys;

    /** A store as the role of the data source, with the keys of the ring. */
    public ContentStore(DataSource dataSource, KeyRing keys) {
        this.jdbc = JdbcClient.create(dataSource);
        this.keys = keys;
    }

    /**
     * Makes the owner's key in the compartment if there is none. A cleared key takes the salt of the restricted one
     * where this ring can open that, so that digests of both agree.
     *
     * @throws ContentException if the owner's restricted key was destroyed
     * @throws IllegalStateException outside a transaction
     */
    public void createKey(Compartment compartment, UUID owner) {
        requireTransaction();
        ContentKey key = ContentKey.random();
        if (compartment == Compartment.CLEARED && keys.holds(KeyName.SOVEREIGN_CONTENT)) {
            Optional<ContentKey> restricted = find(Compartment.RESTRICTED, owner);
            key = restricted.map(ContentKey.random()::withSaltOf).orElse(key);
        }
        byte[] wrapped = keys.wrap(compartment.wrappingKey(), key.toArray(), ContentKey.context(compartment, owner));
        int made = jdbc.sql(
                        "insert into content.%s_key (owner, wrapped) values (:owner, :wrapped) on conflict do nothing"
                                .formatted(compartment.table()))
                .param("owner", owner)
                .param("wrapped", wrapped)
                .update();
        if (made == 0) {
            find(compartment, owner);
        } else if (TransactionSynchronizationManager.isSynchronizationActive()) {
            NewKeys.begin(this).add(compartment, owner, key);
        }
    }

    /**
     * Seals the content under the owner's key, in chunks of 1 MiB. Kinds that are not {@linkplain
     * ContentKind#perAttempt() per attempt} are stored as attempt 0.
     *
     * @throws ContentException if the owner has no key in this compartment, or it was destroyed
     * @throws IllegalStateException outside a transaction
     * @throws org.springframework.dao.DuplicateKeyException if it was stored before
     */
    public void put(Compartment compartment, UUID owner, ContentKind kind, int attempt, byte[] plain) {
        requireTransaction();
        ContentKey key = require(compartment, owner);
        int stored = kind.perAttempt() ? attempt : 0;
        int chunks = Math.max(1, Math.ceilDiv(plain.length, CHUNK_BYTES));
        for (int chunk = 0; chunk < chunks; chunk++) {
            int from = chunk * CHUNK_BYTES;
            int length = Math.min(CHUNK_BYTES, plain.length - from);
            byte[] place = ContentKey.place(compartment, owner, kind, stored, chunk, chunk == chunks - 1);
            jdbc.sql(
                            "insert into content.%s (owner, kind, attempt, chunk, ciphertext) values (:owner, :kind, :attempt, :chunk, :ciphertext)"
                                    .formatted(compartment.table()))
                    .param("owner", owner)
                    .param("kind", kind.name())
                    .param("attempt", stored)
                    .param("chunk", chunk)
                    .param("ciphertext", key.seal(plain, from, length, place))
                    .update();
        }
    }

    /**
     * Opens what was stored; empty if nothing was, or it was destroyed.
     *
     * @throws ContentException if a chunk is missing, altered or moved from another place, or its key does not open
     */
    public Optional<byte[]> get(Compartment compartment, UUID owner, ContentKind kind, int attempt) {
        int stored = kind.perAttempt() ? attempt : 0;
        List<Chunk> chunks = jdbc.sql("""
                        select chunk, ciphertext from content.%s
                         where owner = :owner and kind = :kind and attempt = :attempt order by chunk""".formatted(compartment.table()))
                .param("owner", owner)
                .param("kind", kind.name())
                .param("attempt", stored)
                .query((row, number) -> new Chunk(row.getInt(1), row.getBytes(2)))
                .list();
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        ContentKey key = require(compartment, owner);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int position = 0; position < chunks.size(); position++) {
            Chunk chunk = chunks.get(position);
            boolean last = position == chunks.size() - 1;
            byte[] place = ContentKey.place(compartment, owner, kind, stored, position, last);
            if (chunk.number() != position) {
                throw new ContentException(
                        "chunk %d of %s of %s, attempt %d, is missing".formatted(position, kind, owner, stored));
            }
            plain.writeBytes(key.open(
                    chunk.ciphertext(),
                    place,
                    () -> "chunk %d of %s of %s, attempt %d".formatted(chunk.number(), kind, owner, stored)));
        }
        return Optional.of(plain.toByteArray());
    }

    /**
     * HMAC-SHA-256 of the content under the owner's salt: the digest that stands in audit, clearances and topics.
     *
     * @throws ContentException if the owner has no key in this compartment, or it was destroyed
     */
    public byte[] digest(Compartment compartment, UUID owner, byte[] content) {
        return require(compartment, owner).digest(content);
    }

    /**
     * Destroys the owner's key and content. A restricted key is destroyed for good and takes the cleared copy with it;
     * a cleared one may be made again for another clearance.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void destroyKey(Compartment compartment, UUID owner) {
        requireTransaction();
        NewKeys.of(this).ifPresent(NewKeys::forget);
        jdbc.sql("select content.destroy_%s(:owner)".formatted(compartment.table()))
                .param("owner", owner)
                .query(Boolean.class)
                .single();
    }

    private ContentKey require(Compartment compartment, UUID owner) {
        return NewKeys.of(this)
                .flatMap(keys -> keys.find(compartment, owner))
                .or(() -> find(compartment, owner))
                .orElseThrow(() -> new ContentException("there is no " + compartment + " key of " + owner));
    }

    private Optional<ContentKey> find(Compartment compartment, UUID owner) {
        List<Optional<byte[]>> rows = jdbc.sql(
                        "select wrapped from content.%s_key where owner = :owner".formatted(compartment.table()))
                .param("owner", owner)
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        byte[] wrapped = rows.getFirst()
                .orElseThrow(() -> new ContentException("the " + compartment + " key of " + owner + " was destroyed"));
        byte[] context = ContentKey.context(compartment, owner);
        try {
            return Optional.of(ContentKey.of(keys.unwrap(compartment.wrappingKey(), wrapped, context)));
        } catch (KeyRingException altered) {
            throw new ContentException("the " + compartment + " key of " + owner + " does not open", altered);
        }
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("sealed content is written in the caller's transaction, and there is none");
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Chunk(int number, byte[] ciphertext) {}
}
