package dev.sluice.policy.life;

import dev.sluice.audit.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register of persons who act by a token. The first one is an administrator, who registers the others. */
public final class Persons {
    /** What a name is. */
    public static final String NAME_FORM = "a login of up to 100 letters, digits and ._@+=-";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final JdbcClient jdbc;

    /** What became of it, in the words of the database. */
    public enum Answer {
        REGISTERED,
        REVOKED,
        /** An administrator's token is needed. */
        NOT_AUTHENTICATED,
        /** The first person is an administrator. */
        ADMINISTRATOR_FIRST,
        /** Who administers persons has no other role, and does not revoke himself. */
        SAME_PERSON,
        REGISTERED_BEFORE,
        NO_SUCH_PERSON
    }

    /** One of them; nothing of the token. */
    public record Person(
            String name, PersonRole role, String registeredBy, Instant registeredAt, Optional<Instant> revokedAt) {}

    /**
     * Works as role OPERATOR.
     *
     * @param asOperator the database as role OPERATOR
     */
    public Persons(DataSource asOperator) {
        this.jdbc = JdbcClient.create(asOperator);
    }

    /** Whether this is a name. */
    public static boolean isName(String text) {
        return text.matches("[A-Za-z0-9._@+=-]{1,100}");
    }

    /** A new token: 256 bits at random, hex. */
    public static String newToken() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * Registers a person. The token itself stays here; the database gets a salted hash.
     *
     * @param newToken what the person will hold, as {@link #newToken} makes it
     * @param administrator absent for the very first person, who is recorded as registered by the local login
     */
    public Answer register(String name, PersonRole role, String newToken, Optional<Acting> administrator) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return Answer.valueOf(jdbc.sql("select sluice.register_person(:name, :role, :salt, :hash, :login, :token)")
                .param("name", name)
                .param("role", role.name())
                .param("salt", salt)
                .param("hash", hash(salt, newToken))
                .param(
                        "login",
                        administrator
                                .map(Acting::local)
                                .orElseGet(Actor::localUser)
                                .id())
                .param("token", administrator.map(Acting::token).orElse(null))
                .query(String.class)
                .single());
    }

    /** Takes a person's role away; the token opens nothing from then on. */
    public Answer revoke(String name, PersonRole role, Acting administrator) {
        return Answer.valueOf(jdbc.sql("select sluice.revoke_person(:name, :role, :login, :token)")
                .param("name", name)
                .param("role", role.name())
                .param("login", administrator.local().id())
                .param("token", administrator.token())
                .query(String.class)
                .single());
    }

    /** All that were ever registered, the oldest first. */
    public List<Person> all() {
        return jdbc.sql("""
                        select name, role, registered_by, registered_at, revoked_at from sluice.registered_person
                         order by registered_at, name""")
                .query((row, number) -> new Person(
                        row.getString("name"),
                        PersonRole.valueOf(row.getString("role")),
                        row.getString("registered_by"),
                        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }

    private static byte[] hash(byte[] salt, String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
