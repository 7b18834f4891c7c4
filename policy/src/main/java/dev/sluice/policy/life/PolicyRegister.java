package dev.sluice.policy.life;

import dev.sluice.policy.PolicyBundle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The bundles that are registered, and which one is in force. Reads only. */
public final class PolicyRegister {
    private static final String BUNDLES = """
            select b.digest, b.name, b.version, b.author, p.proved, p.proof_digest,
                   (select s.person from sluice.policy_step s where s.bundle_digest = b.digest and s.step = 'APPROVED'
                     order by s.step_id desc limit 1) approver,
                   a.active_from,
                   case when exists (select from sluice.policy_step r where r.bundle_digest = b.digest and r.step = 'RETIRED')
                          then 'RETIRED'
                        when sluice.policy_in_force() = b.digest then 'IN_FORCE'
                        when a.active_from > clock_timestamp() then 'SCHEDULED'
                        when a.active_from is not null then 'REPLACED'
                        when not p.proved then 'DRAFT'
                        when exists (select from sluice.policy_step s where s.bundle_digest = b.digest
                                        and s.step = 'APPROVED' and s.proof_digest = p.proof_digest) then 'APPROVED'
                        else 'CHECKED' end state
              from sluice.policy_bundle b
              join lateral (select q.proved, q.proof_digest from sluice.policy_proof q where q.bundle_digest = b.digest
                             order by q.proof_id desc limit 1) p on true
              left join lateral (select s.active_from from sluice.policy_step s
                                  where s.bundle_digest = b.digest and s.step = 'ACTIVATED'
                                  order by s.active_from desc, s.step_id desc limit 1) a on true
             order by b.position
            """;

    private final JdbcClient jdbc;

    /** Works as role OPERATOR, INGEST or OFFICER. */
    public PolicyRegister(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The digest of the bundle in force now; empty where none ever was. */
    public Optional<String> inForce() {
        return jdbc.sql("select d from sluice.policy_in_force() d where d is not null")
                .query(String.class)
                .optional();
    }

    /** Every bundle, in the order in which they were registered. */
    public List<RegisteredBundle> bundles() {
        return jdbc.sql(BUNDLES).query(PolicyRegister::read).list();
    }

    /**
     * The bundles that a name, a digest, or eight or more digits of one mean. Of those of a name the newest that is not
     * retired is first.
     */
    public List<RegisteredBundle> find(String nameOrDigest) {
        boolean digits = nameOrDigest.matches("[0-9a-f]{8,64}");
        return bundles().reversed().stream()
                .filter(one -> one.name().equals(nameOrDigest)
                        || digits && one.digest().startsWith(nameOrDigest))
                .sorted(java.util.Comparator.comparing(one -> one.state().equals("RETIRED")))
                .toList();
    }

    /** The one that was in force before the one in force now; empty where there is none that is not retired. */
    public Optional<String> inForceBefore() {
        return jdbc.sql("""
                        select s.bundle_digest from sluice.policy_step s
                         where s.step = 'ACTIVATED' and s.active_from <= clock_timestamp()
                           and s.bundle_digest is distinct from sluice.policy_in_force()
                           and not exists (select from sluice.policy_step r
                                            where r.bundle_digest = s.bundle_digest and r.step = 'RETIRED')
                         order by s.active_from desc, s.step_id desc limit 1""").query(String.class).optional();
    }

    /** The newest proof's report, as it was stored. */
    public Optional<String> report(String digest) {
        return jdbc.sql("""
                        select report from sluice.policy_proof where bundle_digest = :digest order by proof_id desc limit 1""").param("digest", digest).query(String.class).optional();
    }

    /**
     * A bundle, made of its stored files.
     *
     * @throws dev.sluice.policy.PolicyBundleException if this program cannot read it
     * @throws IllegalStateException if it is not registered, or its files are not those of the digest
     */
    public PolicyBundle load(String digest) {
        Map<String, String> files = jdbc.sql("select content::text from sluice.policy_bundle where digest = :digest")
                .param("digest", digest)
                .query(String.class)
                .optional()
                .map(content -> JsonMapper.shared().readValue(content, new TypeReference<Map<String, String>>() {}))
                .orElseThrow(() -> new IllegalStateException("bundle " + digest + " is not registered"));
        PolicyBundle bundle = PolicyBundle.of(files);
        if (!bundle.digest().equals(digest)) {
            throw new IllegalStateException(
                    "expected the files of bundle " + digest + ", found those of " + bundle.digest());
        }
        return bundle;
    }

    private static RegisteredBundle read(ResultSet row, int number) throws SQLException {
        OffsetDateTime from = row.getObject("active_from", OffsetDateTime.class);
        return new RegisteredBundle(
                row.getString("digest"),
                row.getString("name"),
                row.getString("version"),
                row.getString("state"),
                row.getString("author"),
                Optional.ofNullable(row.getString("approver")),
                Optional.ofNullable(from).map(OffsetDateTime::toInstant),
                row.getBoolean("proved"),
                row.getString("proof_digest"));
    }
}
