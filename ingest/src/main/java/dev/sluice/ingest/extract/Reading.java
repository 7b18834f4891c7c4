package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** The reading of one document with everything in it: the tree of its parts and what of its limits is left. */
final class Reading {
    private final DocumentReader reader;
    private final ReadingSink sink;
    private final ExtractionSettings settings;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> digests = new HashSet<>();
    private long expanded;

    Reading(DocumentReader reader, ReadingSink sink) {
        this.reader = reader;
        this.sink = sink;
        this.settings = reader.settings();
    }

    ReadingSink sink() {
        return sink;
    }

    ExtractionSettings settings() {
        return settings;
    }

    DocumentReader reader() {
        return reader;
    }

    void document(byte[] content) {
        MediaType type = detect(content);
        sink.mediaType(Formats.name(type));
        part(content, type, new Place("", PartKind.DOCUMENT, "", 0), null, Origin.ATTACHED);
    }

    /**
     * Reads what is inside another part.
     *
     * @param parent the path of that part
     * @param name the name it goes by, which may hold text like anything else
     */
    void embedded(byte[] content, String parent, Optional<String> name, Origin origin, int depth) {
        embedded(content, parent, name, null, origin, depth);
    }

    void embedded(
            byte[] content, String parent, Optional<String> name, @Nullable Charset charset, Origin origin, int depth) {
        digests.add(digest(content));
        MediaType type = detect(content);
        boolean picture = Formats.isPicture(type);
        String path = next(parent, picture ? "image" : "attachment");
        Place place = new Place(path, picture ? PartKind.IMAGE : PartKind.ATTACHMENT, name.orElse(""), depth);
        if (name.isPresent() && !name.get().isBlank()) {
            sink.segment(StructuralPath.child(path, "names"), "name", name.get());
        }
        if (depth > settings.maxDepth()) {
            sink.unread(path, place.kind(), UnreadReason.OVER_LIMIT);
        } else if (content.length == 0) {
            sink.noText(path, place.kind());
        } else {
            part(content, type, place, charset, origin);
        }
    }

    /** Whether the very same content was read as a part already, wherever it stood. */
    boolean hasRead(byte[] content) {
        return digests.contains(digest(content));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A part that could not even be taken out of the one around it. */
    void unreadable(String parent, UnreadReason reason) {
        sink.unread(next(parent, "attachment"), PartKind.ATTACHMENT, reason);
    }

    /** The next number for a part of this word below a parent. */
    String next(String parent, String word) {
        return StructuralPath.child(parent, word, numbers.merge(parent + "/" + word, 1, Integer::sum));
    }

    /** Counts unpacked bytes against the limit of the document. */
    void expand(long bytes) {
        expanded += bytes;
        if (expanded > settings.maxExpandedBytes()) {
            throw new LimitReachedException("expanded bytes");
        }
    }

    private MediaType detect(byte[] content) {
        try {
            return reader.detect(content);
        } catch (IOException | RuntimeException e) {
            return MediaType.OCTET_STREAM;
        }
    }

    private void part(byte[] content, MediaType type, Place place, @Nullable Charset charset, Origin origin) {
        expand(content.length);
        Optional<UnreadReason> failed = Optional.empty();
        try {
            failed = reader.formats().readerOf(type, content, charset).read(content, type, place, this, origin);
        } catch (LimitReachedException | StackOverflowError e) {
            throw e;
        } catch (Exception | LinkageError e) {
            failed = Optional.of(Reasons.of(e));
        }
        failed.ifPresent(reason -> sink.unread(place.path(), place.kind(), reason));
    }
}
