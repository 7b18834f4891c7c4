package dev.sluice.audit;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may ask the log. A fresh installation has one grant: everybody authenticated as {@code local}, which is who can
 * read the officer's database password on this machine. Every change is an event. Thread-safe.
 */
public final class OfficerGrants {
    /** In place of a login: everybody who is authenticated in the given way. */
    public static final String EVERYBODY = "*";

    private final JdbcClient jdbc;
    private final Actor actor;

    /** Grants made by this actor, through the operator's role. */
    public OfficerGrants(DataSource asOperator, Actor actor) {
        this.jdbc = JdbcClient.create(asOperator);
        this.actor = actor;
    }

    /** Lets a login ask, when it is authenticated in this way. */
    public void grant(String login, String authentication) {
        call("select count(audit.grant_officer(:kind, :id, :by, :login, :authentication)) > 0", login, authentication);
    }

    /** Takes the right away; answers whether there was one. */
    public boolean revoke(String login, String authentication) {
        return call("select audit.revoke_officer(:kind, :id, :by, :login, :authentication)", login, authentication);
    }

    private boolean call(String sql, String login, String authentication) {
        return jdbc.sql(sql)
                .param("kind", actor.kind())
                .param("id", actor.id())
                .param("by", actor.authentication())
                .param("login", login)
                .param("authentication", authentication)
                .query(Boolean.class)
                .single();
    }
}
