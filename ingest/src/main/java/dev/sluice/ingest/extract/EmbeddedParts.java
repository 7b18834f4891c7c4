package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;

/** Takes what a parser finds inside a part and has it read as a part of its own. */
class EmbeddedParts implements EmbeddedDocumentExtractor {
    private final Reading reading;
    private final Place place;
    private @Nullable RuntimeException limit;

    EmbeddedParts(Reading reading, Place place) {
        this.reading = reading;
        this.place = place;
    }

    /** The path below which the next part stands. */
    String path() {
        return place.path();
    }

    final Reading reading() {
        return reading;
    }

    final Place place() {
        return place;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        return true;
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
        if (limit != null) {
            throw limit;
        }
        try {
            byte[] content = content(stream);
            if (reading.isTooLarge(content)) {
                reading.unreadable(path(), UnreadReason.OVER_LIMIT);
                return;
            }
            if (!isWanted(content)) {
                return;
            }
            boolean thumbnail = TikaCoreProperties.EmbeddedResourceType.THUMBNAIL
                            .toString()
                            .equals(metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE))
                    && isOfThisName(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY));
            Origin origin = thumbnail ? Origin.THUMBNAIL : Origin.ATTACHED;
            MediaType declared = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
            reading.embedded(
                    content,
                    path(),
                    Optional.ofNullable(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY)),
                    Declared.of(declared),
                    origin,
                    place.depth() + 1);
        } catch (LimitReachedException e) {
            limit = e;
            throw e;
        } catch (IOException | RuntimeException e) {
            reading.unreadable(path(), Reasons.of(e));
        }
    }

    /** Whether to read a part, of which all is here. */
    boolean isWanted(byte[] content) {
        return true;
    }

    /** A folder of thumbnails may hold any picture; one of them is the first page. */
    private static boolean isOfThisName(@Nullable String name) {
        return name == null || !name.startsWith("Thumbnails/") || name.equals(PackagedOfficeReader.THUMBNAIL);
    }

    /** Parsers swallow exceptions; a limit that was reached ends the document all the same. */
    final void rethrow() {
        if (limit != null) {
            throw limit;
        }
    }

    private byte[] content(InputStream stream) throws IOException {
        if (stream instanceof TikaInputStream tika && tika.getOpenContainer() instanceof DirectoryEntry directory) {
            return copy(directory);
        }
        return reading.take(stream);
    }

    /** A folder of an OLE file as a file of its own. */
    static byte[] copy(DirectoryEntry directory) throws IOException {
        try (POIFSFileSystem copy = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            EntryUtils.copyNodes(directory, copy.getRoot());
            copy.writeFilesystem(out);
            return out.toByteArray();
        }
    }
}
