package dev.sluice.ingest.extract;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
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
            "application/zlib",
            "application/zstd",
            "application/x-7z-compressed");
    private static final int MAX_MEMORY_KIB = 128 << 10;
    /** The length of a block, which some programs write so that they can begin to read in the middle. */
    private static final String GZIP_FORMAL = "BC";

    static boolean reads(String type) {
        return ZIPS.contains(type) || OTHERS.contains(type);
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        Optional<UnreadReason> failed = Optional.empty();
        switch (Formats.name(type)) {
            case "application/x-tar", "application/x-gtar" -> failed = tar(content, place, reading);
            case "application/gzip" -> failed = gzip(content, place, reading);
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
            case "application/zlib" -> single(new ZlibStream(content), place, reading);
            case "application/zstd" -> failed = zstd(content, place, reading);
            case "application/x-7z-compressed" -> failed = sevenZip(content, place, reading);
            default -> failed = zip(content, place, reading);
        }
        if (failed.isEmpty()) {
            reading.sink().read(place.path(), place.kind());
        }
        return failed;
    }

    private static Optional<UnreadReason> zip(byte[] content, Place place, Reading reading) throws IOException {
        Optional<UnreadReason> beside = ZipContent.beside(content, place, reading);
        try (ZipFile zip = ZipContent.open(content)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.isDirectory() && entry.getSize() == 0) {
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
        return beside;
    }

    private static Optional<UnreadReason> tar(byte[] content, Place place, Reading reading) throws IOException {
        TarLayout layout = TarLayout.of(content);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(content))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    entry(() -> new Unclosed(tar), entry.getName(), place, reading);
                } else {
                    name(entry.getName() + " " + entry.getLinkName(), place, reading);
                }
            }
        }
        texts(layout.texts(), place, reading);
        layout.outside().forEach(bytes -> reading.outside(bytes, place));
        return layout.damage();
    }

    /** Every member may have a name, a comment and fields of programs (RFC 1952, 2.3.1). */
    private static Optional<UnreadReason> gzip(byte[] content, Place place, Reading reading) throws IOException {
        Set<String> texts = new LinkedHashSet<>();
        boolean[] whole = {true};
        GzipCompressorInputStream gzip = GzipCompressorInputStream.builder()
                .setInputStream(new ByteArrayInputStream(content))
                .setDecompressConcatenated(true)
                .setOnMemberStart(member -> {
                    GzipParameters head = member.getMetaData();
                    texts.add(Objects.toString(head.getFileName(), ""));
                    texts.add(Objects.toString(head.getComment(), ""));
                    if (head.getExtraField() != null) {
                        for (ExtraField.SubField field : head.getExtraField()) {
                            whole[0] &= GZIP_FORMAL.equals(field.getId()) && field.getPayload().length == 2
                                    || isText(field.getPayload(), texts);
                        }
                    }
                })
                .get();
        single(gzip, place, reading);
        texts(texts, place, reading);
        return whole[0] ? Optional.empty() : Optional.of(UnreadReason.UNSUPPORTED);
    }

    private static boolean isText(byte[] field, Set<String> texts) {
        Optional<String> text = StrictText.decode(field, null).filter(StrictText::isText);
        text.ifPresent(texts::add);
        return text.isPresent();
    }

    private static void texts(Set<String> texts, Place place, Reading reading) {
        String text = String.join("\n", texts).strip();
        if (!text.isEmpty()) {
            String path = StructuralPath.child(place.path(), "names");
            reading.sink().segment(path, "comment", text);
            EncodedContent.look(text, path, reading.sink());
        }
    }

    private static Optional<UnreadReason> sevenZip(byte[] content, Place place, Reading reading) throws IOException {
        SeenBytes seen = new SeenBytes(content);
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(seen)
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
        seen.rest().forEach(bytes -> reading.outside(bytes, place));
        return SevenZipHeader.isPlain(content) ? Optional.empty() : Optional.of(UnreadReason.UNSUPPORTED);
    }

    /** Readers pass over frames of users' own data (RFC 8878 §3.1.2). */
    private static Optional<UnreadReason> zstd(byte[] content, Place place, Reading reading) throws IOException {
        single(new ZstdCompressorInputStream(new ByteArrayInputStream(content)), place, reading);
        ZstdFrames frames = ZstdFrames.of(content);
        frames.skipped().forEach(bytes -> reading.outside(bytes, place));
        return frames.isWhole() ? Optional.empty() : Optional.of(UnreadReason.DAMAGED);
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
            bytes = reading.take(stream);
        } catch (IOException e) {
            name(name, place, reading);
            reading.unreadable(place.path(), Reasons.of(e));
            return;
        }
        if (reading.isTooLarge(bytes)) {
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

    /** One stream in the format of RFC 1950; bytes behind it would be left unread, so there may be none. */
    private static final class ZlibStream extends InflaterInputStream {
        ZlibStream(byte[] content) {
            super(new ByteArrayInputStream(content));
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            if (read < 0 && (inf.getRemaining() > 0 || in.available() > 0)) {
                throw new ZipException("bytes behind the end of the stream");
            }
            return read;
        }
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
