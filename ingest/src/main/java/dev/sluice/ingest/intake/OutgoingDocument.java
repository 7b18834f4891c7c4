package dev.sluice.ingest.intake;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A document as an upstream system publishes it.
 *
 * @param source the CloudEvents source
 * @param id the upstream id, unique within the source
 * @param attributes extension attributes by name ({@link Attributes}); absent ones take the source's defaults
 * @param contentType declared media type of the content, if any
 * @param fileName declared name, sent as the CloudEvents subject and stored sealed, if any
 * @param parameters task parameters (strings, numbers, booleans, lists, maps); they travel in the event data
 * @param content the document's bytes; not copied, so the caller must not change them afterwards
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingDocument(
        URI source,
        String id,
        SortedMap<String, String> attributes,
        Optional<String> contentType,
        Optional<String> fileName,
        Map<String, Object> parameters,
        byte[] content) {

    /** Checks that source and id are there. */
    public OutgoingDocument {
        Objects.requireNonNull(source, "source");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a document needs an id");
        }
        attributes = new TreeMap<>(attributes);
        parameters = Map.copyOf(parameters);
    }

    /**
     * A document with the three attributes that have no general default.
     *
     * @param source the CloudEvents source
     * @param id the upstream id
     * @param tenant the tenant it belongs to
     * @param task what is to be done with it
     * @param purpose what for
     * @param content its bytes
     * @return the document
     */
    public static OutgoingDocument of(
            URI source, String id, String tenant, String task, String purpose, byte[] content) {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put(Attributes.TENANT, tenant);
        attributes.put(Attributes.TASK, task);
        attributes.put(Attributes.PURPOSE, purpose);
        return new OutgoingDocument(source, id, attributes, Optional.empty(), Optional.empty(), Map.of(), content);
    }

    /**
     * The same with one attribute set.
     *
     * @param name a name of {@link Attributes}
     * @param value its value
     * @return the document
     */
    public OutgoingDocument with(String name, String value) {
        SortedMap<String, String> changed = new TreeMap<>(attributes);
        changed.put(name, value);
        return new OutgoingDocument(source, id, changed, contentType, fileName, parameters, content);
    }

    /**
     * The same with a declared media type.
     *
     * @param type a media type
     * @return the document
     */
    public OutgoingDocument withContentType(String type) {
        return new OutgoingDocument(source, id, attributes, Optional.of(type), fileName, parameters, content);
    }

    /**
     * The same with a declared file name.
     *
     * @param name a name, used as a hint for the format only
     * @return the document
     */
    public OutgoingDocument withFileName(String name) {
        return new OutgoingDocument(source, id, attributes, contentType, Optional.of(name), parameters, content);
    }

    /**
     * The same with task parameters.
     *
     * @param values parameters of the task
     * @return the document
     */
    public OutgoingDocument withParameters(Map<String, Object> values) {
        return new OutgoingDocument(source, id, attributes, contentType, fileName, values, content);
    }

    /**
     * The same with random subject tokens.
     *
     * @param tokens up to 16 tokens without a comma
     * @return the document
     */
    public OutgoingDocument withSubjects(List<String> tokens) {
        return with(Attributes.SUBJECTS, String.join(",", tokens));
    }
}
