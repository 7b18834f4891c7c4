package dev.sluice.ingest.extract;

import dev.sluice.ingest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/** The reading of one document with everything in it: the tree of its parts and what of its limits is left. */
final class Reading {
    private static final int MAX_WORDLESS = 20;

    private final DocumentReader reader;
    private final ReadingSink sink;
    private final ExtractionSettings settings;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> digests = new HashSet<>();
    private final Map<byte[], OpenPackage> held = new IdentityHashMap<>();
    private @Nullable Detected detected;
    private final Map<String, Set<String>> wordless = new HashMap<>();
    private String current = "";
    private Called called = Called.NOTHING;
    private long expanded;

    Reading(DocumentReader reader, ReadingSink sink) {
        this.reader = reader;
        this.sink = sink;
        this.settings = reader.settings();
    }

    /** What the sender of the whole document called it. */
    Called called() {
        return called;
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
        document(content, Called.NOTHING);
    }

    /** Reads a whole document; what it is called tells plain text formats apart. */
    void document(byte[] content, Called name) {
        called = name;
        try {
            MediaType type = detect(content);
            Optional<String> text =
                    type.getType().equals("text") ? PlainText.recognise(content, null) : Optional.empty();
            sink.mediaType(text.map(each -> PlainText.mediaType(each, called.name(), called.type()))
                    .orElse(Formats.name(type)));
            part(content, type, new Place("", PartKind.DOCUMENT, "", 0), Declared.NOTHING, Origin.ATTACHED);
        } finally {
            release();
        }
    }

    /**
     * Reads what is inside another part.
     *
     * @param parent the path of that part
     * @param name the name it goes by, which may hold text like anything else
     */
    void embedded(byte[] content, String parent, Optional<String> name, Origin origin, int depth) {
        embedded(content, parent, name, Declared.NOTHING, origin, depth);
    }

    void embedded(byte[] content, String parent, Optional<String> name, Declared declared, Origin origin, int depth) {
        String digest = Sha256.hex(content);
        digests.add(digest);
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
            current = digest;
            part(content, type, place, declared, origin);
        }
    }

    /** A picture too small or too plain for writing; many of them beside each other can be letters all the same. */
    void wordless(String path) {
        int number = Math.max(0, path.lastIndexOf('/'));
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/', number - 1)));
        wordless.computeIfAbsent(parent, first -> new HashSet<>()).add(current);
    }

    /** Whether a page has as many different ones as there may be letters. */
    boolean mayBeSpelled(String page) {
        return wordless.getOrDefault(page, Set.of()).size() > MAX_WORDLESS;
    }

    /** Whether the very same content was read as a part already, wherever it stood. */
    boolean hasRead(byte[] content) {
        return digests.contains(Sha256.hex(content));
    }

    /** What a stream holds, with at most one byte more than the largest document that is read. */
    byte[] take(InputStream stream) throws IOException {
        return stream.readNBytes((int) settings.maxDocumentBytes() + 1);
    }

    /** Whether something is larger than the largest document that is read. */
    boolean isTooLarge(byte[] content) {
        return content.length > settings.maxDocumentBytes();
    }

    /** Bytes of a container that belong to nothing in it, read as a part of their own; zeros before them fill blocks. */
    void outside(byte[] bytes, Place place) {
        int from = 0;
        while (from < bytes.length && bytes[from] >= 0 && bytes[from] <= ' ') {
            from++;
        }
        byte[] part = Arrays.copyOfRange(bytes, from, bytes.length);
        embedded(part, place.path(), Optional.empty(), Origin.ATTACHED, place.depth() + 1);
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

    /** What was found out about a content, with what that opened. */
    private record Detected(byte[] content, TikaInputStream stream) {}

    private MediaType detect(byte[] content) {
        release();
        TikaInputStream stream = TikaInputStream.get(content);
        detected = new Detected(content, stream);
        try {
            return reader.detect(stream);
        } catch (IOException | RuntimeException e) {
            release();
            return MediaType.OCTET_STREAM;
        }
    }

    /** A stream of a part's content, to be closed by who asks: the one that its type was found in, with what that opened. */
    TikaInputStream stream(byte[] content) {
        Detected last = detected;
        if (last == null || last.content() != content) {
            return TikaInputStream.get(content);
        }
        detected = null;
        return last.stream();
    }

    private void release() {
        Detected last = detected;
        detected = null;
        if (last != null) {
            try {
                last.stream().close();
            } catch (IOException e) {
                // What it left in the temporary folder goes with the document.
            }
        }
    }

    /** While a part is read, its package is opened once for all who look at it. */
    void hold(byte[] content, OpenPackage opened) {
        held.put(content, opened);
    }

    /** The package that is held of a content; null if it could not be opened. */
    @Nullable
    OpenPackage held(byte[] content) {
        return held.get(content);
    }

    void letGo(byte[] content) {
        held.remove(content);
    }

    private void part(byte[] content, MediaType type, Place place, Declared declared, Origin origin) {
        expand(content.length);
        Optional<UnreadReason> failed = Optional.empty();
        try {
            failed = reader.formats().readerOf(type, content, declared).read(content, type, place, this, origin);
        } catch (LimitReachedException | StackOverflowError e) {
            throw e;
        } catch (Exception | LinkageError e) {
            failed = Optional.of(Reasons.of(e));
        }
        if (failed.isEmpty() && Formats.isPage(type) && mayBeSpelled(place.path())) {
            failed = Optional.of(UnreadReason.IMAGE_WITHOUT_OCR);
        }
        failed.ifPresent(reason -> sink.unread(place.path(), place.kind(), reason));
    }
}
