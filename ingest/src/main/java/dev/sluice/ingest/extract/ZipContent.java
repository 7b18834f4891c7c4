package dev.sluice.ingest.extract;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Opens zip files strictly: a directory must be there whole, and every entry must have the checksum that it states. */
final class ZipContent {
    private ZipContent() {}

    private static final int MANY = 0xFFFF;

    /**
     * Opens it.
     *
     * @throws EOFException if there is no central directory, as at the end of a truncated file
     * @throws ZipException if the directory breaks off before the number of entries that its end states
     */
    static ZipFile open(byte[] content) throws IOException {
        for (int i = content.length - 22; i >= Math.max(0, content.length - 65_557); i--) {
            if (content[i] == 'P' && content[i + 1] == 'K' && content[i + 2] == 5 && content[i + 3] == 6) {
                ZipFile zip = ZipFile.builder().setByteArray(content).get();
                int stated = (content[i + 10] & 0xFF) | (content[i + 11] & 0xFF) << 8;
                // The library stops at the first head that is none, without a word. Where there are many, another
                // record tells.
                if (stated != MANY
                        && stated != (Collections.list(zip.getEntries()).size() & MANY)) {
                    zip.close();
                    throw new ZipException("the directory has not as many entries as its end states");
                }
                return zip;
            }
        }
        throw new EOFException();
    }

    /** The entry's content; its end throws if length or checksum are not those of the directory. */
    static InputStream checked(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        return new Checked(zip.getInputStream(entry), entry.getCrc());
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
