package dev.sluice.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a database's server must promise, and its administrator be able to do; a superuser is not needed. */
final class AdminRights {
    private static final int OLDEST_VERSION = 150_000;

    private AdminRights() {}

    /** @throws DatabaseException that lists every right that is missing and the statement that gives it */
    static void require(Statement statement, Set<String> existingRoles) throws SQLException {
        requireDurable(statement);
        List<String> missing = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                select current_setting('server_version_num')::int as version, r.rolsuper, r.rolcreaterole,
                       quote_ident(current_user) as me, quote_ident(d.datname) as database,
                       pg_has_role(current_user, d.datdba, 'member') as owns
                  from pg_roles r, pg_database d
                 where r.rolname = current_user and d.datname = current_database()""")) {
            row.next();
            if (row.getInt("version") < OLDEST_VERSION) {
                missing.add("PostgreSQL 15 or newer, found version number " + row.getInt("version"));
            }
            if (row.getBoolean("rolsuper")) {
                refuse(missing);
                return;
            }
            if (!row.getBoolean("rolcreaterole")) {
                missing.add("the right to create roles: alter role " + row.getString("me") + " createrole");
            }
            if (!row.getBoolean("owns")) {
                missing.add("the ownership of the database: alter database " + row.getString("database") + " owner to "
                        + row.getString("me"));
            }
            if (row.getInt("version") >= 160_000) {
                requireAdminOption(statement, existingRoles, row.getString("me"), missing);
            }
        }
        refuse(missing);
    }

    /** Log before act: what was committed must be on disk, or an intent could be lost that was acted on. */
    private static void requireDurable(Statement statement) throws SQLException {
        for (String setting : List.of("fsync", "full_page_writes")) {
            try (ResultSet row = statement.executeQuery("show " + setting)) {
                row.next();
                if (!row.getString(1).equals("on")) {
                    throw new DatabaseException("the database's server has " + setting + " = " + row.getString(1)
                            + ": it may lose what it committed, and with it the record of what was sent; set it to on");
                }
            }
        }
    }

    /** From PostgreSQL 16 on, who may create roles may change only those that it administers. */
    private static void requireAdminOption(
            Statement statement, Set<String> existingRoles, String me, List<String> missing) throws SQLException {
        for (String role : existingRoles.stream().sorted().toList()) {
            boolean ours = role.equals("sluice_owner");
            for (DatabaseRole one : DatabaseRole.values()) {
                ours |= role.equals(one.user());
            }
            if (!ours) {
                continue;
            }
            try (Statement another = statement.getConnection().createStatement();
                    ResultSet row = another.executeQuery(
                            "select pg_has_role(current_user, '" + role + "', 'member with admin option')")) {
                row.next();
                if (!row.getBoolean(1)) {
                    missing.add("the administration of a role: grant " + role + " to " + me + " with admin option");
                }
            }
        }
    }

    private static void refuse(List<String> missing) {
        if (!missing.isEmpty()) {
            throw new DatabaseException("the database's administrator lacks " + String.join("; ", missing));
        }
    }
}
