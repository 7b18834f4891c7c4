package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.DatabaseRole;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RightsIntegrationTests {
    private static final List<DatabaseRole> WRITERS = List.of(
            DatabaseRole.INGEST, DatabaseRole.WORKER_SOVEREIGN, DatabaseRole.WORKER_EXTERNAL, DatabaseRole.OPERATOR);
    private static final List<String> TABLES = List.of("event", "event_default", "leaf", "tile", "checkpoint", "alarm");
    private static TestLog test;

    @BeforeAll
    static void open() {
        test = new TestLog();
        test.fill(300);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    static Stream<Arguments> attacks() {
        return WRITERS.stream()
                .flatMap(role -> Stream.of(
                                "update audit.event set body = 'xx'",
                                "delete from audit.event",
                                "truncate audit.event",
                                "truncate audit.event_default",
                                "alter table audit.event disable trigger all",
                                "drop table audit.event",
                                "drop trigger append_only on audit.event",
                                "create or replace function audit.refuse_change() returns trigger language sql as ''",
                                "select body from audit.event",
                                "select * from audit.leaf",
                                "set role sluice_owner",
                                "set session_replication_role = replica",
                                "insert into audit.event (seq, event_id, type, outcome, occurred_at, recorded_at, body)"
                                        + " values (1, gen_random_uuid(), 'a.b', 'SUCCESS', now(), now(), 'xx')",
                                "insert into audit.event (xid, event_id, type, outcome, occurred_at, recorded_at, body)"
                                        + " values ('1', gen_random_uuid(), 'a.b', 'SUCCESS', now(), now(), 'xx')",
                                "insert into audit.leaf values (1000000, 1, now(), gen_random_uuid(), '')",
                                "insert into audit.checkpoint values (1000000, '', '1', 1, '')",
                                "insert into audit.officer values ('*', 'token', 'me')",
                                "select setval('audit.event_seq', 1)",
                                "select audit.ensure_partitions(1)",
                                "select audit.write_event('a.b', 'SUCCESS', null, 'a', 'b', 'c', '{}')",
                                "select audit.ask('user', 'a', 'local', 'time', '-', now(), now(), 1)",
                                "select * from audit.answer(gen_random_uuid())")
                        .map(sql -> Arguments.of(role, sql)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refusesAWriterEverythingButTheInsert(DatabaseRole role, String sql) {
        JdbcClient attacker = test.as(role);

        assertThatThrownBy(() -> run(attacker, sql))
                .hasRootCauseInstanceOf(PSQLException.class)
                .rootCause()
                .extracting(refused -> ((PSQLException) refused).getSQLState())
                .as("insufficient_privilege")
                .isEqualTo("42501");
    }

    @ParameterizedTest
    @EnumSource(names = {"INGEST", "WORKER_SOVEREIGN", "WORKER_EXTERNAL", "OPERATOR", "SEQUENCER", "VERIFIER"})
    void letsEachWriterAppendAndAskForTheLag(DatabaseRole role) {
        AuditLog log = new AuditLog(test.database.dataSource(role));
        AuditEvent event = AuditEvent.of(
                AuditEvents.POLICY_EVALUATED,
                Actor.system(role.name().toLowerCase(Locale.ROOT).replace('_', '-')));

        assertThatCode(() -> test.database.transaction(role).executeWithoutResult(status -> log.append(event)))
                .doesNotThrowAnyException();
        assertThat(new SequencingLag(test.database.dataSource(role)).leafOf(event.eventId()))
                .isEmpty();
    }

    @Test
    void refusesTheSequencerToChangeWhatItWrote() {
        JdbcClient sequencer = test.as(DatabaseRole.SEQUENCER);
        for (String sql : List.of(
                "update audit.leaf set hash = hash",
                "delete from audit.checkpoint",
                "truncate audit.tile",
                "delete from audit.tile_edge",
                "update audit.event set body = body",
                "delete from audit.alarm")) {
            assertThatThrownBy(() -> run(sequencer, sql)).as(sql).hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void refusesAnOfficerEveryTable() {
        JdbcClient officer = test.as(DatabaseRole.OFFICER);
        for (String table : TABLES) {
            assertThatThrownBy(() -> run(officer, "select * from audit." + table))
                    .as(table)
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> run(officer, "insert into audit.officer values ('me', 'token', 'me')"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> run(
                        officer,
                        "insert into audit.event (event_id, type, outcome, occurred_at, recorded_at, body)"
                                + " values (gen_random_uuid(), 'a.b', 'SUCCESS', now(), now(), 'xx')"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void refusesEvenTheSuperuserWhoForgetsTheTriggersInEachPartition() {
        JdbcClient superuser = JdbcClient.create(new DriverManagerDataSource(test.database.adminUrl()));
        List<String> partitions = superuser
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'audit.event'::regclass")
                .query(String.class)
                .list();

        assertThat(partitions).hasSizeGreaterThanOrEqualTo(5);
        for (String table : Stream.concat(partitions.stream(), TABLES.stream().map(name -> "audit." + name))
                .toList()) {
            assertThatThrownBy(() -> run(superuser, "truncate " + table))
                    .as("truncate %s", table)
                    .hasStackTraceContaining("append-only");
        }
        for (String sql : List.of(
                "update audit.event set type = 'a.b'",
                "delete from audit.event",
                "delete from audit.leaf where false")) {
            assertThatThrownBy(() -> run(superuser, sql)).as(sql).hasStackTraceContaining("append-only");
        }
    }

    @Test
    void ownsEveryObjectByARoleThatNobodyCanLogInAs() {
        assertThat(test.superuser().sql("""
                                select c.relname from pg_class c
                                 where c.relnamespace = 'audit'::regnamespace and c.relowner <> 'sluice_owner'::regrole
                                union all
                                select p.proname from pg_proc p
                                 where p.pronamespace = 'audit'::regnamespace and p.proowner <> 'sluice_owner'::regrole
                                """).query(String.class).list()).isEmpty();
        assertThat(test.superuser()
                        .sql("select rolcanlogin from pg_roles where rolname = 'sluice_owner'")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    private static void run(JdbcClient client, String sql) {
        if (sql.startsWith("select")) {
            client.sql(sql).query().listOfRows();
        } else {
            client.sql(sql).update();
        }
    }
}
