package dev.sluice.ingest.batch;

import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.Outcome;
import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.UuidV7;
import dev.sluice.ingest.intake.IncomingDocument;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.MinimumSensitivity;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes a new document with its sealed content and its first attempt; one that is known becomes a duplicate or a conflict. */
final class DocumentWriter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Identities identities;
    private final ArrivalOutcomes outcomes;
    private final AttemptWriter attempts;
    private final Ledger ledger;
    private final SpentClaims claims;

    DocumentWriter(
            DataSource dataSource,
            ContentStore contents,
            Identities identities,
            ArrivalOutcomes outcomes,
            AttemptWriter attempts,
            Ledger ledger,
            SpentClaims claims) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.identities = identities;
        this.outcomes = outcomes;
        this.attempts = attempts;
        this.ledger = ledger;
        this.claims = claims;
    }

    void write(Batch batch, Prepared.NewDocument item) {
        UUID id = UuidV7.next();
        if (!insert(batch, item, id)) {
            // Another chunk wrote the same upstream id since this one was prepared.
            Identities.Known known = identities.find(item.upstreamDigest()).orElseThrow();
            write(
                    batch,
                    new Prepared.Known(
                            item.arrival(),
                            known.documentId(),
                            known.sameContent(item.payloadDigest()),
                            item.incoming().ownClaim(),
                            item.declared().minSensitivity()));
            return;
        }
        IncomingDocument incoming = item.incoming();
        for (String token : incoming.subjects()) {
            jdbc.sql("insert into sluice.document_subject (document_id, subject_digest) values (:document, :digest)")
                    .param("document", id)
                    .param("digest", identities.subject(token))
                    .update();
        }
        contents.createKey(Compartment.RESTRICTED, id);
        contents.put(Compartment.RESTRICTED, id, ContentKind.ORIGINAL, 0, incoming.content());
        incoming.ownClaim().ifPresent(claims::add);
        contents.put(Compartment.RESTRICTED, id, ContentKind.NAME, 0, names(incoming));
        if (incoming.parameters().length > 0) {
            contents.put(Compartment.RESTRICTED, id, ContentKind.TASK, 0, incoming.parameters());
        }
        outcomes.document(batch, item.arrival(), id);
        ledger.record(event(AuditEvents.DOCUMENT_RECEIVED, batch, item.arrival())
                .document(id)
                .tenant(item.declared().tenant())
                .with(Map.of(
                        "bytes", incoming.content().length,
                        "task", item.declared().task(),
                        "minSensitivity", item.declared().minSensitivity(),
                        "subjects", incoming.subjects().size(),
                        "content",
                                HexFormat.of()
                                        .formatHex(contents.digest(Compartment.RESTRICTED, id, incoming.content())))));
        attempts.write(new AttemptWriter.Place(batch, id, 1, item.declared()), item.evaluation(), false);
    }

    void write(Batch batch, Prepared.Known item) {
        if (item.sameContent()) {
            item.ownClaim().ifPresent(claims::add);
            outcomes.duplicate(batch, item.arrival(), item.documentId());
            AuditEvent duplicate =
                    event(AuditEvents.DOCUMENT_DUPLICATE, batch, item.arrival()).document(item.documentId());
            ledger.record(
                    raise(item.documentId(), item.least())
                            ? duplicate.with("raisedTo", item.least().name())
                            : duplicate);
            return;
        }
        UUID kept = outcomes.conflict(batch, item.arrival(), item.documentId());
        ledger.record(event(AuditEvents.DOCUMENT_CONFLICT, batch, item.arrival())
                .outcome(Outcome.REFUSED, "CONFLICT")
                .document(item.documentId())
                .with("quarantine", kept));
    }

    private static AuditEvent event(String type, Batch batch, Arrival arrival) {
        AuditEvent event = Ledger.event(type)
                .batch(batch.batchId())
                .with(Map.of("partition", batch.partition(), "offset", arrival.offset()));
        return arrival.quarantineId()
                .map(kept -> event.with("quarantine", kept))
                .orElse(event);
    }

    /** What an upstream system says later may raise, never lower: it counts for every attempt that has not left yet. */
    private boolean raise(UUID document, MinimumSensitivity least) {
        return jdbc.sql("""
                                update sluice.document set min_sensitivity = :least
                                 where document_id = :document and min_sensitivity = any (:lower)
                                """)
                        .param("least", least.name())
                        .param("document", document)
                        .param(
                                "lower",
                                Arrays.stream(MinimumSensitivity.values())
                                        .filter(lower -> lower.compareTo(least) < 0)
                                        .map(Enum::name)
                                        .toArray(String[]::new))
                        .update()
                == 1;
    }

    private boolean insert(Batch batch, Prepared.NewDocument item, UUID id) {
        Declarations declared = item.declared();
        return jdbc.sql("""
                                insert into sluice.document (document_id, upstream_digest, payload_digest, topic_key,
                                  partition, record_offset, tenant, task, purpose, jurisdiction, residency,
                                  min_sensitivity, deadline, max_cost, origin, payload_bytes)
                                values (:id, :upstream, :payload, :topic, :partition, :offset, :tenant, :task, :purpose,
                                  :jurisdiction, :residency, :sensitivity, :deadline, :cost, :origin, :bytes)
                                on conflict (upstream_digest) do nothing
                                """)
                        .param("id", id)
                        .param("upstream", item.upstreamDigest())
                        .param("payload", item.payloadDigest())
                        .param("topic", batch.topicKey())
                        .param("partition", batch.partition())
                        .param("offset", item.arrival().offset())
                        .param("tenant", declared.tenant())
                        .param("task", declared.task())
                        .param("purpose", declared.purpose())
                        .param("jurisdiction", declared.jurisdiction())
                        .param("residency", declared.residency())
                        .param("sensitivity", declared.minSensitivity().name())
                        .param(
                                "deadline",
                                declared.deadline()
                                        .map(d -> d.atOffset(ZoneOffset.UTC))
                                        .orElse(null),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("cost", declared.maxCost().orElse(null), Types.NUMERIC)
                        .param("origin", item.incoming().origin().orElse(null), Types.OTHER)
                        .param("bytes", item.incoming().content().length)
                        .update()
                == 1;
    }

    private static byte[] names(IncomingDocument incoming) {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("source", incoming.source());
        names.put("id", incoming.id());
        incoming.fileName().ifPresent(name -> names.put("fileName", name));
        incoming.contentType().ifPresent(type -> names.put("contentType", type));
        return JSON.writeValueAsBytes(names);
    }
}
