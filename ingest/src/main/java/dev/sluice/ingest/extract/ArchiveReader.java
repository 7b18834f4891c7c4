package dev.sluice.ingest.extract;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.tika.mime.MediaType;

/** Opens archives and compressed files, and has every entry read as a part. */
final class ArchiveReader implements PartReader {
    private static final Set<String> ZIPS = Set.of(
            "application/zip",
            "application/epub+zip",
            "application/java-archive",
            "application/x-tika-iworks-protected");
    private static final Set<String> OTHERS = Set.of(
            "application/x-tar",
            "application/x-gtar",
            "application/gzip",
            "application/x-bzip2",
            "application/x-bzip",
            "application/x-xz",
            "application/x-7z-compressed");
    private static final int MAX_MEMORY_KIB = 128 << 10;

    static boolean reads(String type) {
        return ZIPS.contains(type) || OTHERS.contains(type);
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        switch (Formats.name(type)) {
            case "application/x-tar", "application/x-gtar" -> tar(content, place, reading);
            case "application/gzip" -> {
                var gzip = GzipCompressorInputStream.builder()
                        .setInputStream(new ByteArrayInputStream(content))
                        .setDecompressConcatenated(true)
                        .get();
                single(gzip, place, reading);
            }
            case "application/x-bzip2", "application/x-bzip" ->
                single(new BZip2CompressorInputStream(new ByteArrayInputStream(content), true), place, reading);
            case "application/x-xz" ->
                single(
                        XZCompressorInputStream.builder()
                                .setInputStream(new ByteArrayInputStream(content))
                                .setDecompressConcatenated(true)
                                .setMemoryLimitKiB(MAX_MEMORY_KIB)
                                .get(),
                        place,
                        reading);
            case "application/x-7z-compressed" -> sevenZip(content, place, reading);
            default -> zip(content, place, reading);
        }
        reading.sink().read(place.path(), place.kind());
        return Optional.empty();
    }

    private static void zip(byte[] content, Place place, Reading reading) throws IOException {
        try (ZipFile zip = ZipContent.open(content)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getComment() != null && !entry.getComment().isBlank()) {
                    reading.sink().segment(StructuralPath.child(place.path(), "names"), "comment", entry.getComment());
                }
                if (entry.isDirectory()) {
                    name(entry.getName(), place, reading);
                } else if (entry.getGeneralPurposeBit().usesEncryption()) {
                    name(entry.getName(), place, reading);
                    reading.unreadable(place.path(), UnreadReason.ENCRYPTED);
                } else if (!zip.canReadEntryData(entry)) {
                    name(entry.getName(), place, reading);
                    reading.unreadable(place.path(), UnreadReason.UNSUPPORTED);
                } else {
                    entry(() -> ZipContent.checked(zip, entry), entry.getName(), place, reading);
                }
            }
        }
    }

    private static void tar(byte[] content, Place place, Reading reading) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(content))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    entry(() -> new Unclosed(tar), entry.getName(), place, reading);
                } else {
                    name(entry.getName() + " " + entry.getLinkName(), place, reading);
                }
            }
        }
    }

    private static void sevenZip(byte[] content, Place place, Reading reading) throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setByteArray(content)
                .setMaxMemoryLimitKiB(MAX_MEMORY_KIB)
                .get()) {
            for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                SevenZArchiveEntry current = entry;
                if (entry.isDirectory()) {
                    name(entry.getName(), place, reading);
                } else {
                    entry(() -> archive.getInputStream(current), String.valueOf(entry.getName()), place, reading);
                }
            }
        }
    }

    private static void single(InputStream stream, Place place, Reading reading) throws IOException {
        entry(() -> new BufferedInputStream(stream), "", place, reading);
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static void entry(Opening opening, String name, Place place, Reading reading) {
        byte[] bytes;
        try (InputStream stream = opening.open()) {
            bytes = stream.readNBytes((int) reading.settings().maxDocumentBytes() + 1);
        } catch (IOException e) {
            name(name, place, reading);
            reading.unreadable(place.path(), Reasons.of(e));
            return;
        }
        if (bytes.length > reading.settings().maxDocumentBytes()) {
            name(name, place, reading);
            reading.unreadable(place.path(), UnreadReason.OVER_LIMIT);
            reading.expand(bytes.length);
        } else {
            reading.embedded(bytes, place.path(), Optional.of(name), Origin.ATTACHED, place.depth() + 1);
        }
    }

    private static void name(String name, Place place, Reading reading) {
        reading.sink().segment(StructuralPath.child(place.path(), "names"), "name", name);
    }

    /** An archive's stream, which an entry must not close. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream stream) {
            super(stream);
        }

        @Override
        public void close() {}
    }
}
