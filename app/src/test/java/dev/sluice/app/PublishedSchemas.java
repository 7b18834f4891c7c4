package dev.sluice.app;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The JSON Schemas of docs/schemas, by file name. */
final class PublishedSchemas {
    private final SchemaRegistry registry;

    private PublishedSchemas(Map<String, String> byId) {
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.resourceLoaders(resources -> resources.resources(byId)));
    }

    static PublishedSchemas load() throws IOException {
        Map<String, String> byId = new HashMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                byId.put(id(file.getFileName().toString()), Files.readString(file));
            }
        }
        return new PublishedSchemas(byId);
    }

    static Path folder() {
        return TestMachine.root().resolve("docs/schemas");
    }

    private static String id(String file) {
        return "https://sluice.dev/schemas/" + file;
    }

    /** What the schema has against the message; empty when nothing. */
    List<String> problems(String file, JsonNode message) {
        return registry.getSchema(SchemaLocation.of(id(file))).validate(message.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
