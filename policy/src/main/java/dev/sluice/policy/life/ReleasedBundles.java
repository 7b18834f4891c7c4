package dev.sluice.policy.life;

import dev.sluice.policy.InstalledBundle;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registers the bundles that ship with the product, with the proofs that ship beside them. Author and approver are the
 * release, and the log says so. Only whoever may migrate the database can.
 */
public final class ReleasedBundles {
    private final JdbcClient jdbc;

    /** Works as the database's administrator. */
    public ReleasedBundles(DataSource asAdministrator) {
        this.jdbc = JdbcClient.create(asAdministrator);
    }

    /** Registers those that are not registered yet; doing it again changes nothing. */
    public void register() {
        for (String name : PolicyBundle.installedNames()) {
            InstalledBundle bundle = InstalledBundle.read(name);
            boolean known = jdbc.sql("select exists (select from sluice.policy_bundle where digest = :digest)")
                    .param("digest", bundle.digest())
                    .query(Boolean.class)
                    .single();
            if (!known) {
                jdbc.sql("select sluice.register_release(cast(:content as jsonb), :report)")
                        .param("content", JsonMapper.shared().writeValueAsString(bundle.files()))
                        .param("report", proof(name))
                        .query(Boolean.class)
                        .single();
            }
        }
    }

    /**
     * Puts one that ships in force where none was ever, or where releases alone decided and this is a newer one of the same
     * name. As soon as a person has put a bundle in force, nothing happens.
     *
     * @param digest the bundle's
     * @return whether it is in force from now on by this
     */
    public boolean putInForce(String digest) {
        return jdbc.sql("select sluice.put_release_in_force(:digest)")
                .param("digest", digest)
                .query(Boolean.class)
                .single();
    }

    /** The report of the proof that ships beside a bundle, as {@code policy prove} makes it. */
    public static String proof(String name) {
        try (InputStream in = ReleasedBundles.class.getResourceAsStream("/proofs/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "the proof of the bundle " + name + " is not part of this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the proof of the bundle " + name + " cannot be read", e);
        }
    }
}
