package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.policy.Declarations;
import dev.sluice.policy.MinimumSensitivity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents as they were stored, for doing them again without Kafka. */
final class StoredDocuments {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final ContentStore contents;
    private final Origins origins;

    StoredDocuments(DataSource dataSource, ContentStore contents, Origins origins) {
        this.jdbc = JdbcClient.create(dataSource);
        this.contents = contents;
        this.origins = origins;
    }

    record Stored(UUID documentId, Declarations declared, Optional<UUID> origin) {}

    Stored load(UUID documentId) {
        return jdbc.sql("select * from sluice.document where document_id = :document")
                .param("document", documentId)
                .query(StoredDocuments::read)
                .single();
    }

    /** The subject of a new attempt: the stored original under everything that was declared then. */
    Subject subject(Stored document, byte[] original) {
        UUID id = document.documentId();
        byte[] parameters =
                contents.get(Compartment.RESTRICTED, id, ContentKind.TASK, 0).orElse(new byte[0]);
        JsonNode names = names(id);
        Origins.Raise raise = origins.declared(document.origin(), false)
                .and(origins.ofContent(origins.lookup(original), Optional.of(id)));
        Declarations declared = raise.restricted() ? document.declared().restricted() : document.declared();
        return new Subject(
                original,
                parameters,
                text(names, "contentType"),
                text(names, "fileName"),
                text(names, "source").orElse(""),
                declared,
                raise);
    }

    /** The CloudEvents source, or empty where none is known. */
    String source(UUID documentId) {
        return text(names(documentId), "source").orElse("");
    }

    private JsonNode names(UUID documentId) {
        return contents.get(Compartment.RESTRICTED, documentId, ContentKind.NAME, 0)
                .map(bytes -> (JsonNode) JSON.readTree(bytes))
                .orElseGet(JSON::createObjectNode);
    }

    private static Optional<String> text(JsonNode names, String field) {
        return names.path(field).isString() ? Optional.of(names.get(field).asString()) : Optional.empty();
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getObject("document_id", UUID.class),
                new Declarations(
                        row.getString("tenant"),
                        row.getString("task"),
                        row.getString("purpose"),
                        row.getString("jurisdiction"),
                        row.getString("residency"),
                        MinimumSensitivity.parse(row.getString("min_sensitivity")),
                        Optional.ofNullable(row.getObject("deadline", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getBigDecimal("max_cost"))),
                Optional.ofNullable(row.getObject("origin", UUID.class)));
    }
}
