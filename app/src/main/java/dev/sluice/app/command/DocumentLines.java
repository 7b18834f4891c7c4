package dev.sluice.app.command;

import dev.sluice.classifier.DocumentText;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.ingest.extract.GivenText;
import dev.sluice.ingest.extract.UnreadReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the documents that JSON lines name, {@code {"id","text"}} or {@code {"id","path"}}. Thread-safe. */
final class DocumentLines {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Extractor extractor;
    private final Path folder;
    private final long mostBytes;

    /**
     * @param folder what paths are relative to
     * @param mostBytes the largest file that is read
     */
    DocumentLines(Extractor extractor, Path folder, long mostBytes) {
        this.extractor = extractor;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** The document of a line; never throws for what is in it. */
    LineDocument read(LineClassifier.Line line) {
        if (line.text().isEmpty()) {
            return unusable(line, Optional.empty(), line.error());
        }
        JsonNode node;
        try {
            node = JSON.readTree(line.text().get());
        } catch (JacksonException e) {
            return unusable(line, Optional.empty(), "NOT_JSON");
        }
        if (node == null || !node.isObject()) {
            return unusable(line, Optional.empty(), "NOT_AN_OBJECT");
        }
        JsonNode id = node.get("id");
        if (id == null || !id.isValueNode() || id.isNull()) {
            return unusable(line, Optional.empty(), "NO_ID");
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(id.asString())
                ? named(line, id.asString(), node)
                : unusable(line, Optional.empty(), "ID_NOT_UNICODE");
    }

    private LineDocument named(LineClassifier.Line line, String id, JsonNode node) {
        JsonNode text = node.get("text");
        if (text != null && text.isString()) {
            return ofText(line, id, text.stringValue());
        }
        JsonNode path = node.get("path");
        if (path != null && path.isString()) {
            return ofFile(line, id, path.stringValue());
        }
        return unusable(line, Optional.of(id), "NO_TEXT_OR_PATH");
    }

    private static LineDocument ofText(LineClassifier.Line line, String id, String text) {
        DocumentText document;
        try {
            document = DocumentText.of(text);
        } catch (IllegalArgumentException e) {
            return unusable(line, Optional.of(id), "TEXT_NOT_UNICODE");
        }
        GivenText given = GivenText.of("", document.segments());
        List<UnreadReason> unread = given.unread();
        return new LineDocument.Read(
                line.number(), id, new DocumentText(given.segments()), unread.isEmpty(), !document.isBlank(), unread);
    }

    private LineDocument ofFile(LineClassifier.Line line, String id, String path) {
        byte[] bytes;
        try {
            bytes = FileBytes.read(folder.resolve(path), mostBytes);
        } catch (FileBytes.OverLimitException e) {
            return unusable(line, Optional.of(id), "OVER_LIMIT");
        } catch (IOException | InvalidPathException e) {
            return unusable(line, Optional.of(id), "FILE_NOT_READABLE");
        }
        Extraction extraction = extractor.extract(bytes, Optional.of(path), Optional.empty());
        return new LineDocument.Read(
                line.number(),
                id,
                extraction.text(),
                extraction.complete(),
                extraction.anythingRead(),
                extraction.unread());
    }

    private static LineDocument unusable(LineClassifier.Line line, Optional<String> id, String error) {
        return new LineDocument.Unusable(line.number(), id, error);
    }
}
