package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What each role may do is what {@code README.md} says and no more; tried as the role wherever it can be. */
class RoleGrantsIntegrationTests {
    private static final String SCHEMAS = "('sluice', 'content', 'audit', 'batch')";
    private static TestDatabase database;
    private static JdbcClient admin;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theOwnerCannotLogInAndNobodyCanBecomeIt() {
        assertThat(admin.sql("select rolcanlogin from pg_roles where rolname = 'sluice_owner'")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        for (DatabaseRole role : DatabaseRole.values()) {
            assertDenied(role, "set role sluice_owner");
        }
        String asOwner = database.adminUrl().replaceFirst("user=[^&]+", "user=sluice_owner");
        assertThatThrownBy(() -> DriverManager.getConnection(asOwner)).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource(DatabaseRole.class)
    void noRoleHasAnyPowerOfTheServer(DatabaseRole role) {
        assertThat(admin.sql("""
                        select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls or rolinherit
                          from pg_roles where rolname = :role""")
                        .param("role", role.user())
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(admin.sql("select count(*) from pg_auth_members where member = :role::regrole")
                        .param("role", role.user())
                        .query(Long.class)
                        .single())
                .isZero();
        assertDenied(role, "create table sluice.mine (n integer)");
        assertDenied(role, "create table public.mine (n integer)");
        assertDenied(role, "create temporary table attempt (n integer)");
        assertDenied(role, "create schema mine");
        assertDenied(role, "select * from pg_authid");
    }

    @Test
    void everyTableBelongsToTheOwner() {
        assertThat(names("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname in %s and c.relkind in ('r', 'p', 'S', 'v')
                           and c.relowner <> 'sluice_owner'::regrole""")).isEmpty();
    }

    @Test
    void everyoneHasNoRightOnAnything() {
        assertThat(names("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname in %s and c.relkind in ('r', 'p', 'v')
                           and (has_table_privilege('public', c.oid, 'select,insert,update,delete,truncate,references,trigger')
                                or has_any_column_privilege('public', c.oid, 'select,insert,update,references'))""")).isEmpty();
    }

    @Test
    void functionsWithTheOwnersRightsAreClosedAndFixTheirSearchPath() {
        String definers = """
                select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname in %s and p.prosecdef""";
        assertThat(names(definers)).contains("sluice.move_attempt", "content.destroy_restricted");
        assertThat(names(definers + " and has_function_privilege('public', p.oid, 'execute')"))
                .isEmpty();
        assertThat(
                        names(
                                definers
                                        + " and not exists (select from unnest(p.proconfig) as s(one) where one like 'search_path=%%pg_temp')"))
                .isEmpty();
    }

    /** The whole list of what may be changed in place or deleted in the two schemas of this module. */
    @Test
    void nothingElseMayBeChangedOrDeleted() {
        List<String> found = admin.sql("""
                select r.rolname || ' ' || right_name || ' ' || c.relname
                  from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace,
                       unnest(array['update', 'delete', 'truncate', 'references', 'trigger']) right_name
                 where r.rolname like 'sluice\\_%' and r.rolname not in ('sluice_owner', 'sluice_admin')
                   and n.nspname in ('sluice', 'content') and c.relkind = 'r'
                   and case when right_name in ('update', 'references') then has_any_column_privilege(r.oid, c.oid, right_name)
                            else has_table_privilege(r.oid, c.oid, right_name) end
                 order by 1""").query(String.class).list();
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "sluice_ingest update attempt",
                        "sluice_ingest update batch",
                        "sluice_ingest update document",
                        "sluice_ingest update rerun_plan",
                        "sluice_ingest update outbox",
                        "sluice_ingest update dispatch",
                        "sluice_ingest delete outbox",
                        "sluice_ingest delete spent_claim",
                        "sluice_worker_sovereign update attempt",
                        "sluice_worker_sovereign update dispatch",
                        "sluice_worker_external update attempt",
                        "sluice_worker_external update dispatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content.restricted_key", "content.restricted", "batch.batch_job_execution", "audit.event"})
    void anExternalWorkerReadsNothingRestricted(String table) {
        assertDenied(DatabaseRole.WORKER_EXTERNAL, "select * from " + table);
        assertDenied(DatabaseRole.WORKER_EXTERNAL, "select count(*) from " + table);
    }

    @Test
    void anExternalWorkerPutsNothingIntoRestrictedAndDestroysNothingThere() {
        assertDenied(
                DatabaseRole.WORKER_EXTERNAL,
                "insert into content.restricted_key (owner, wrapped) values (gen_random_uuid(), '\\x00')");
        assertDenied(DatabaseRole.WORKER_EXTERNAL, "select content.destroy_restricted(gen_random_uuid())");
        assertDenied(DatabaseRole.WORKER_EXTERNAL, "copy content.restricted to program 'cat'");
        assertDenied(DatabaseRole.WORKER_EXTERNAL, "select * from sluice.outbox");
    }

    @ParameterizedTest
    @EnumSource(DatabaseRole.class)
    void sealedContentIsOnlyEverAdded(DatabaseRole role) {
        for (String table : List.of("restricted_key", "restricted", "cleared_key", "cleared")) {
            assertDenied(role, "delete from content." + table);
            assertDenied(role, "truncate content." + table);
            assertDenied(role, "update content." + table + " set owner = gen_random_uuid()");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"INGEST", "WORKER_SOVEREIGN", "WORKER_EXTERNAL"})
    void decisionsResultsAndFindingsAreOnlyEverAdded(DatabaseRole role) {
        for (String table :
                List.of("decision", "result", "classification", "extraction", "document", "offset_outcome")) {
            assertDenied(role, "delete from sluice." + table);
            assertDenied(role, "update sluice." + table + " set document_id = gen_random_uuid()");
        }
        assertDenied(role, "update sluice.attempt set state = 'COMPLETED'");
        assertDenied(role, "update sluice.decision set cleared = true");
    }

    private static void assertDenied(DatabaseRole role, String sql) {
        JdbcClient jdbc = JdbcClient.create(database.dataSource(role));
        assertThatThrownBy(() -> {
                    if (sql.startsWith("select")) {
                        jdbc.sql(sql).query().listOfRows();
                    } else {
                        jdbc.sql(sql).update();
                    }
                })
                .as(role + ": " + sql)
                .rootCause()
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42501");
    }

    private static List<String> names(String sql) {
        return admin.sql(sql.formatted(SCHEMAS)).query(String.class).list();
    }
}
