package dev.sluice.db.testing;

import dev.sluice.db.DatabaseRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Steps of bundles as persons take them: ada.king registers, jane.roe writes, john.doe approves, mary.poe puts in force. */
public final class BundleLife {
    private final TestDatabase database;
    private final Map<String, String> tokens = new HashMap<>();

    private BundleLife(TestDatabase database) {
        this.database = database;
    }

    /** With one person of each role registered. */
    public static BundleLife in(TestDatabase database) {
        BundleLife life = new BundleLife(database);
        life.tokens.put(
                "ADMINISTRATOR", life.person("ada.king", "ADMINISTRATOR").orElseThrow());
        life.tokens.put("AUTHOR", life.person("jane.roe", "AUTHOR").orElseThrow());
        life.tokens.put("APPROVER", life.person("john.doe", "APPROVER").orElseThrow());
        life.tokens.put("OPERATOR", life.person("mary.poe", "OPERATOR").orElseThrow());
        return life;
    }

    /** A bundle of one file and what a proof says of it. */
    public record Draft(String content, String digest) {
        /** A report as canonical JSON. */
        public String report(boolean proved) {
            return "{\"bundle\":{\"digest\":\"" + digest + "\",\"name\":\"test\",\"version\":\"1\"},\"proved\":"
                    + proved + "}";
        }

        /** The digest of the report. */
        public String proof(boolean proved) {
            return sha256(report(proved));
        }
    }

    /** One that is nowhere yet. */
    public Draft draft() {
        String text = "name: " + UUID.randomUUID();
        return new Draft("{\"bundle.yaml\": \"" + text + "\"}", sha256("{\"bundle.yaml\":\"" + sha256(text) + "\"}"));
    }

    /** The token of the person of a role. */
    public String token(String role) {
        return tokens.get(role);
    }

    /** Registers a person and answers the token; empty where that is refused. */
    public Optional<String> person(String name, String role) {
        String token = UUID.randomUUID().toString();
        return register(name, role, tokens.get("ADMINISTRATOR"), token).equals("REGISTERED")
                ? Optional.of(token)
                : Optional.empty();
    }

    public String register(String name, String role, @Nullable String by) {
        return register(name, role, by, UUID.randomUUID().toString());
    }

    private String register(String name, String role, @Nullable String by, String token) {
        return operator("""
                        select sluice.register_person(:name, :role, decode(:salt, 'hex'),
                          sha256(decode(:salt, 'hex') || convert_to(:new, 'UTF8')), 'somebody', :token)""")
                .param("name", name)
                .param("role", role)
                .param("salt", "00".repeat(16))
                .param("new", token)
                .param("token", by)
                .query(String.class)
                .single();
    }

    public String revoke(String name, String role) {
        return operator("select sluice.revoke_person(:name, :role, 'somebody', :token)")
                .param("name", name)
                .param("role", role)
                .param("token", token("ADMINISTRATOR"))
                .query(String.class)
                .single();
    }

    public String add(Draft draft) {
        return add(draft, draft.report(true), token("AUTHOR"));
    }

    /** With a report of the author's own, or with another token. */
    public String add(Draft draft, @Nullable String reportOrToken) {
        return reportOrToken != null && reportOrToken.startsWith("{")
                ? add(draft, reportOrToken, token("AUTHOR"))
                : add(draft, draft.report(true), reportOrToken);
    }

    private String add(Draft draft, String report, @Nullable String token) {
        return operator("select sluice.add_policy(cast(:content as jsonb), :report, 'somebody', :token)")
                .param("content", draft.content())
                .param("report", report)
                .param("token", token)
                .query(String.class)
                .single();
    }

    public String approve(Draft draft) {
        return approve(draft, token("APPROVER"));
    }

    public String approve(Draft draft, String token) {
        return approve(draft, token, draft.proof(true));
    }

    public String approve(Draft draft, String token, String seen) {
        return operator("select sluice.approve_policy(:bundle, :seen, 'READ', 'somebody', :token)")
                .param("bundle", draft.digest())
                .param("seen", seen)
                .param("token", token)
                .query(String.class)
                .single();
    }

    /** From a time, or from now on. */
    public String activate(Draft draft, @Nullable String from) {
        return activate(draft, from, "RELEASE");
    }

    public String activate(Draft draft, @Nullable String from, String reason) {
        return activate(DatabaseRole.OPERATOR, draft, from, false, reason);
    }

    public String activateAs(DatabaseRole role, Draft draft) {
        return activate(role, draft, null, false, "RELEASE");
    }

    public String rollBack(Draft draft) {
        return activate(DatabaseRole.OPERATOR, draft, null, true, "TROUBLE");
    }

    private String activate(DatabaseRole role, Draft draft, @Nullable String from, boolean back, String reason) {
        return JdbcClient.create(database.dataSource(role))
                .sql(
                        "select sluice.activate_policy(:bundle, cast(:since as timestamptz), :back, :why, 'somebody', :token)")
                .param("bundle", draft.digest())
                .param("since", from)
                .param("back", back)
                .param("why", reason)
                .param("token", token("OPERATOR"))
                .query(String.class)
                .single();
    }

    public String retire(Draft draft) {
        return operator("select sluice.retire_policy(:bundle, 'OLD', 'somebody', :token)")
                .param("bundle", draft.digest())
                .param("token", token("OPERATOR"))
                .query(String.class)
                .single();
    }

    /** The digest of the bundle in force. */
    public String inForce() {
        return operator("select coalesce(sluice.policy_in_force(), '')")
                .query(String.class)
                .single();
    }

    private JdbcClient.StatementSpec operator(String sql) {
        return JdbcClient.create(database.dataSource(DatabaseRole.OPERATOR)).sql(sql);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
