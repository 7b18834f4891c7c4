package dev.sluice.ingest.extract;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip package that several look at in turn: opened once, each entry unpacked and checked once, and kept as far as that is
 * little. Confined to one thread.
 */
final class OpenPackage implements AutoCloseable {
    private static final long MOST_KEPT = 16L << 20;
    private static final int MOST_OF_MANIFEST = 1 << 22;

    private final ZipFile zip;
    private final List<ZipArchiveEntry> entries;
    private final Map<ZipArchiveEntry, byte[]> kept = new IdentityHashMap<>();
    private long bytesKept;

    private OpenPackage(ZipFile zip) {
        this.zip = zip;
        this.entries = Collections.list(zip.getEntries());
    }

    /** @throws IOException if it is no zip file with a directory */
    static OpenPackage open(byte[] content) throws IOException {
        return new OpenPackage(ZipContent.open(content));
    }

    /**
     * Unpacks everything up to the first fault.
     *
     * @param maxBytes that all entries together may have
     * @return why it cannot be read wholly; empty if every entry has the checksum that the directory states
     * @throws LimitReachedException if there is more
     */
    Optional<UnreadReason> check(long maxBytes) {
        long[] left = {maxBytes};
        try {
            for (ZipArchiveEntry entry : entries) {
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    return Optional.of(UnreadReason.ENCRYPTED);
                }
                unpack(entry, left);
                if (entry.getName().equals("META-INF/manifest.xml")
                        && head(entry).contains("encryption-data")) {
                    return Optional.of(UnreadReason.ENCRYPTED);
                }
            }
            return Optional.empty();
        } catch (LimitReachedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.of(Reasons.of(e));
        }
    }

    private void unpack(ZipArchiveEntry entry, long[] left) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream((int) Math.clamp(entry.getSize(), 1 << 10, 1 << 20));
        boolean keep = true;
        try (InputStream stream = ZipContent.checked(zip, entry)) {
            byte[] buffer = new byte[1 << 14];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                left[0] -= read;
                if (left[0] < 0) {
                    throw new LimitReachedException("expanded bytes");
                }
                keep &= bytesKept + copy.size() + read <= MOST_KEPT;
                if (keep) {
                    copy.write(buffer, 0, read);
                }
            }
        }
        if (keep) {
            kept.put(entry, copy.toByteArray());
            bytesKept += copy.size();
        }
    }

    private String head(ZipArchiveEntry entry) throws IOException {
        try (InputStream stream = stream(entry)) {
            return new String(stream.readNBytes(MOST_OF_MANIFEST), StandardCharsets.UTF_8);
        }
    }

    List<ZipArchiveEntry> entries() {
        return entries;
    }

    /** The first entry of this name; null if there is none. */
    @Nullable
    ZipArchiveEntry entry(String name) {
        return zip.getEntry(name);
    }

    /** The entry's content, in a stream that can be marked. */
    InputStream stream(ZipArchiveEntry entry) throws IOException {
        byte[] content = kept.get(entry);
        return content == null ? new BufferedInputStream(zip.getInputStream(entry)) : new ByteArrayInputStream(content);
    }

    /** The entry's content, or one byte more than so many of it. */
    byte[] content(ZipArchiveEntry entry, long maxBytes) throws IOException {
        byte[] content = kept.get(entry);
        if (content != null && content.length <= maxBytes) {
            return content;
        }
        try (InputStream stream = stream(entry)) {
            return stream.readNBytes((int) maxBytes + 1);
        }
    }

    @Override
    public void close() throws IOException {
        kept.clear();
        zip.close();
    }
}
