package dev.sluice.bench.policy;

import dev.sluice.classifier.Category;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DecisionOutcome;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.Endpoint;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyEngine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes stored decisions by the hundred thousand, as the administrator with triggers off: writing is not what is measured. */
final class StoredDecisions {
    /** Documents that differ; a stored one is one of them, as contexts repeat in real ones. */
    static final int DIFFERENT = 5_000;

    private static final List<String> TENANTS = List.of("north", "south", "east", "west");
    private static final List<String> PURPOSES = List.of("", "operations", "treatment", "research");

    private StoredDecisions() {}

    /** Fills an empty database. */
    static void write(DataSource administrator, PolicyEngine engine, long count, long seed) {
        JdbcClient jdbc = JdbcClient.create(administrator);
        jdbc.sql(
                        "create table public.sample (n integer primary key, inputs bytea, route text, cleared boolean, reason text,"
                                + " policies text, endpoints text, candidates jsonb)")
                .update();
        sample(new JdbcTemplate(administrator), engine, new Random(seed));
        for (String table : List.of("document", "attempt", "decision", "decision_input")) {
            jdbc.sql("alter table sluice." + table + " disable trigger all").update();
        }
        jdbc.sql("insert into sluice.source_topic (cluster_id, topic_id, name) values ('bench', 'bench', 'bench')")
                .update();
        jdbc.sql("""
                insert into sluice.batch (batch_id, topic_key, partition, from_offset, to_offset, state)
                select '00000000-0000-7000-8000-000000000000', topic_key, 0, 0, :count, 'ENDED' from sluice.source_topic""").param("count", count).update();
        jdbc.sql("""
                insert into sluice.document (document_id, upstream_digest, payload_digest, topic_key, partition, record_offset,
                  tenant, task, purpose, jurisdiction, residency, min_sensitivity, payload_bytes)
                select lpad(to_hex(n), 32, '0')::uuid, int8send(n), int8send(n), topic_key, 0, n,
                       'north', 'summarise', '', '', '', 'NONE', 1000
                  from generate_series(1, :count) n, sluice.source_topic""").param("count", count).update();
        jdbc.sql("""
                insert into sluice.attempt (document_id, attempt, batch_id, state)
                select document_id, 1, '00000000-0000-7000-8000-000000000000', 'COMPLETED' from sluice.document""").update();
        jdbc.sql("""
                insert into sluice.decision (decision_id, document_id, attempt, route, cleared, reason, policies, bundle_digest,
                  endpoints, candidates, decided_by)
                select ('ffff' || lpad(to_hex(d.record_offset), 28, '0'))::uuid, d.document_id, 1, s.route, s.cleared, s.reason,
                       string_to_array(s.policies, ' '), :bundle, string_to_array(nullif(s.endpoints, ''), ' '), s.candidates,
                       'ingest'
                  from sluice.document d join public.sample s on s.n = (d.record_offset * 2654435761) % :different""")
                .param("bundle", engine.bundle().digest())
                .param("different", DIFFERENT)
                .update();
        jdbc.sql("""
                insert into sluice.decision_input (decision_id, inputs, digest)
                select ('ffff' || lpad(to_hex(d.record_offset), 28, '0'))::uuid, s.inputs, sha256(s.inputs)
                  from sluice.document d join public.sample s on s.n = (d.record_offset * 2654435761) % :different""").param("different", DIFFERENT).update();
        jdbc.sql("analyze").update();
    }

    private static void sample(JdbcTemplate jdbc, PolicyEngine engine, Random random) {
        List<Object[]> rows = new ArrayList<>();
        for (int n = 0; n < DIFFERENT; n++) {
            Decision decision = engine.decide(document(random));
            String outcome = new String(DecisionOutcome.of(decision), StandardCharsets.UTF_8);
            JsonNode candidates = JsonMapper.shared().readTree(outcome).path("candidates");
            rows.add(new Object[] {
                n,
                decision.inputs().by(Optional.of("0".repeat(64))).canonical(),
                decision.route().name(),
                decision.cleared(),
                decision.reason(),
                String.join(" ", decision.policies()),
                String.join(" ", decision.endpoints().stream().map(Endpoint::id).toList()),
                candidates.toString()
            });
        }
        jdbc.batchUpdate("insert into public.sample values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)", rows);
    }

    /** Half of them hold nothing, the others one to three categories; one in twenty has a deadline. */
    private static DocumentContext document(Random random) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (int i = random.nextBoolean() ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            categories.add(Category.values()[random.nextInt(Category.values().length)]);
        }
        Declarations declared = new Declarations(
                TENANTS.get(random.nextInt(TENANTS.size())),
                random.nextInt(4) > 0 ? "summarise" : "classify",
                PURPOSES.get(random.nextInt(PURPOSES.size())),
                random.nextBoolean() ? "" : "US",
                random.nextInt(4) > 0 ? "" : "EU",
                random.nextInt(10) > 0 ? MinimumSensitivity.NONE : MinimumSensitivity.INTERNAL,
                random.nextInt(20) > 0
                        ? Optional.empty()
                        : Optional.of(Instant.now().plusSeconds(3_600)),
                Optional.empty());
        return DocumentContext.wholly(categories, 200 + random.nextInt(100_000), declared);
    }
}
