package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Opens zip files strictly: a directory must be there, and every entry must have the checksum that it states. What the
 * directory leaves out is told by {@link #beside}.
 */
final class ZipContent {
    private ZipContent() {}

    /** @throws EOFException if there is no central directory, as at the end of a truncated file */
    static ZipFile open(byte[] content) throws IOException {
        ZipLayout.endRecord(content);
        return ZipFile.builder().setByteArray(content).get();
    }

    /**
     * Reads what stands in the file beside the contents of its entries: comments, fields and bytes around the entries.
     *
     * @return why the file was not read whole by its directory; empty if each byte of it belongs to something that was read
     */
    static Optional<UnreadReason> beside(byte[] content, Place place, Reading reading) {
        ZipLayout layout;
        try {
            layout = ZipLayout.of(content, reading.settings().maxParts());
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
        String path = StructuralPath.child(place.path(), "names");
        String texts = String.join("\n", layout.texts().found());
        if (!texts.isEmpty()) {
            reading.sink().segment(path, "comment", texts);
            EncodedContent.look(texts, path, reading.sink());
        }
        layout.outside().forEach(bytes -> reading.outside(bytes, place));
        return layout.texts().isWhole() ? Optional.empty() : Optional.of(UnreadReason.UNSUPPORTED);
    }

    /** The entry's content; its end throws if length or checksum are not those of the directory. */
    static InputStream checked(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        InputStream unpacked = entry.getMethod() == ZipEntry.DEFLATED
                ? new Deflated(zip.getRawInputStream(entry), entry.getCompressedSize())
                : zip.getInputStream(entry);
        return new Checked(unpacked, entry.getCrc());
    }

    /** Bytes behind the end of a compressed stream are no part of what is unpacked; there must be none. */
    private static final class Deflated extends InflaterInputStream {
        private final long packed;

        Deflated(InputStream raw, long packed) {
            super(new SequenceInputStream(raw, new ByteArrayInputStream(new byte[1])), new Inflater(true), 1 << 13);
            this.packed = packed;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            if (read < 0 && inf.getBytesRead() != packed) {
                throw new ZipException("an entry has other bytes behind its compressed content");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    private static final class Checked extends InputStream {
        private final InputStream content;
        private final long expected;
        private final CRC32 crc = new CRC32();

        Checked(InputStream content, long expected) {
            this.content = content;
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = content.read(into, from, length);
            if (read > 0) {
                crc.update(into, from, read);
            } else if (read < 0 && expected >= 0 && crc.getValue() != expected) {
                throw new ZipException("an entry has not the checksum that the directory states");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
