package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Where archives other than zip, and compressed files, can hold text. */
final class ArchivePlaces {
    private ArchivePlaces() {}

    static Stream<Planted> all() {
        return Stream.of(tar(), gzip(), bzip2(), xz(), sevenZip()).flatMap(each -> each);
    }

    private static byte[] text(String value) {
        return ("Ordinary " + value + " of an entry.").getBytes(UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        return Samples.bytes(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    private interface Change {
        void of(TarArchiveEntry entry) throws IOException;
    }

    private static byte[] tar(String name, byte kind, byte[] content, Change change) {
        return Samples.bytes(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, 512, "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
                TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
                entry.setSize(content.length);
                change.of(entry);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        });
    }

    private static byte[] tar(String value) {
        return tar("a.txt", TarArchiveEntry.LF_NORMAL, text(value), entry -> {});
    }

    /** The head of an entry without content before an ordinary entry. */
    private static byte[] before(byte[] tar) {
        return joined(Arrays.copyOf(tar, 512), tar("x"));
    }

    /** A header with another byte, and its checksum. */
    private static byte[] patched(byte[] tar, int at, char value) {
        tar[at] = (byte) value;
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[i] & 0xFF;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(UTF_8);
        System.arraycopy(digits, 0, tar, 148, digits.length);
        return tar;
    }

    private static Planted changedTar(String place, java.util.function.BiConsumer<TarArchiveEntry, String> change) {
        return Planted.read(
                "TAR",
                place,
                value -> tar("a.txt", TarArchiveEntry.LF_NORMAL, text("x"), entry -> change.accept(entry, value)));
    }

    private static Stream<Planted> tar() {
        return Stream.of(
                Planted.read("TAR", "content of an entry", ArchivePlaces::tar),
                Planted.read("TAR", "name", value -> tar(value, TarArchiveEntry.LF_NORMAL, text("x"), entry -> {})),
                Planted.read(
                        "TAR",
                        "long name",
                        value -> tar("x".repeat(120) + value, TarArchiveEntry.LF_NORMAL, text("x"), entry -> {})),
                Planted.read(
                        "TAR",
                        "target of a link",
                        value -> before(tar(
                                "a",
                                TarArchiveEntry.LF_SYMLINK,
                                new byte[0],
                                entry -> entry.setLinkName("/" + value)))),
                Planted.read("TAR", "content of a folder", value -> patched(tar(value), 156, '5')),
                Planted.read("TAR", "content of a folder by its name", value -> patched(tar(value), 4, '/')),
                Planted.read("TAR", "content of a folder by its long name", value -> {
                    byte[] tar = tar("x".repeat(120) + "y", TarArchiveEntry.LF_NORMAL, text(value), entry -> {});
                    tar[512 + 120] = '/';
                    return tar;
                }),
                Planted.read("TAR", "label", value -> before(tar(value, (byte) 'V', new byte[0], entry -> {}))),
                changedTar("owner", TarArchiveEntry::setUserName),
                changedTar("group", TarArchiveEntry::setGroupName),
                changedTar("comment", (entry, value) -> entry.addPaxHeader("comment", value)),
                changedTar("attribute", (entry, value) -> entry.addPaxHeader("SCHILY.xattr.user.note", value)),
                Planted.read("TAR", "archive behind the end", value -> joined(tar("x"), tar(value))),
                Planted.read("TAR", "text behind the end", value -> joined(tar("x"), text(value))),
                Planted.read("TAR", "zeros behind the end", value -> joined(tar(value), new byte[9_000])),
                Planted.read("TAR", "text behind the content", value -> {
                    byte[] tar = tar("x");
                    byte[] text = text(value);
                    System.arraycopy(text, 0, tar, 1_024 - text.length, text.length);
                    return tar;
                }),
                Planted.unread("TAR", "no end", UnreadReason.TRUNCATED, value -> Arrays.copyOf(tar(value), 1_024)),
                Planted.unread("TAR", "broken header", UnreadReason.DAMAGED, value -> {
                    byte[] tar = tar(value);
                    tar[265] ^= 1;
                    return tar;
                }));
    }

    private static byte[] gzip(byte[] content, java.util.function.Consumer<GzipParameters> change) {
        return Samples.bytes(out -> {
            GzipParameters parameters = new GzipParameters();
            change.accept(parameters);
            try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, parameters)) {
                gzip.write(content);
            }
        });
    }

    private static byte[] field(String value) {
        return gzip(text("x"), parameters -> {
            ExtraField field = new ExtraField();
            try {
                field.addSubField("no", text(value));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            parameters.setExtraField(field);
        });
    }

    private static Stream<Planted> gzip() {
        byte[] first = gzip(text("x"), parameters -> {});
        return Stream.concat(
                compressed("GZ", java.util.zip.GZIPOutputStream::new),
                Stream.of(
                        Planted.read("GZ", "name", value -> gzip(text("x"), head -> head.setFileName(value))),
                        Planted.read("GZ", "comment", value -> gzip(text("x"), head -> head.setComment(value))),
                        Planted.read("GZ", "field of a program", ArchivePlaces::field),
                        Planted.read(
                                "GZ",
                                "comment of a second member",
                                value -> joined(first, gzip(text("y"), head -> head.setComment(value))))));
    }

    private interface Packing {
        OutputStream into(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packing packing, byte[] content) {
        return Samples.bytes(out -> {
            try (OutputStream packed = packing.into(out)) {
                packed.write(content);
            }
        });
    }

    private static Stream<Planted> compressed(String format, Packing packing) {
        return Stream.of(
                Planted.read(format, "content", value -> packed(packing, text(value))),
                Planted.read(
                        format,
                        "second member",
                        value -> joined(packed(packing, text("x")), packed(packing, text(value)))),
                Planted.unread(
                        format,
                        "text behind the end",
                        UnreadReason.DAMAGED,
                        value -> joined(packed(packing, text("x")), text(value))));
    }

    /** The head of the first block happens to be letters and signs. */
    private static Stream<Planted> bzip2() {
        Packing packing = BZip2CompressorOutputStream::new;
        return Stream.concat(
                compressed("BZ2", packing),
                Stream.of(Planted.unread(
                        "BZ2",
                        "head alone",
                        UnreadReason.DAMAGED,
                        value -> Arrays.copyOf(packed(packing, text(value)), 10))));
    }

    private static Stream<Planted> xz() {
        return compressed("XZ", XZCompressorOutputStream::new);
    }

    private static byte[] sevenZip(String name, byte[] content, boolean anti) {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName("a.txt");
            archive.putArchiveEntry(entry);
            archive.write(text("x"));
            archive.closeArchiveEntry();
            SevenZArchiveEntry other = new SevenZArchiveEntry();
            other.setName(name);
            other.setAntiItem(anti);
            archive.putArchiveEntry(other);
            archive.write(content);
            archive.closeArchiveEntry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    /** Between what is packed and the directory; the first header says where that is, and has a checksum. */
    private static byte[] beforeDirectory(byte[] archive, byte[] text) {
        ByteBuffer head = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int directory = 32 + (int) head.getLong(12);
        byte[] longer =
                joined(Arrays.copyOf(archive, directory), text, Arrays.copyOfRange(archive, directory, archive.length));
        ByteBuffer changed = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        changed.putLong(12, head.getLong(12) + text.length);
        CRC32 crc = new CRC32();
        crc.update(longer, 12, 20);
        changed.putInt(8, (int) crc.getValue());
        return longer;
    }

    private static Stream<Planted> sevenZip() {
        Function<String, byte[]> plain = value -> sevenZip("b.txt", text(value), false);
        return Stream.of(
                Planted.read("7Z", "content of an entry", plain),
                Planted.read("7Z", "name of an empty entry", value -> sevenZip(value, new byte[0], false)),
                Planted.read("7Z", "name of an entry to delete", value -> sevenZip(value, new byte[0], true)),
                Planted.read("7Z", "text behind the end", value -> joined(plain.apply("x"), text(value))),
                Planted.read(
                        "7Z", "text before the directory", value -> beforeDirectory(plain.apply("x"), text(value))));
    }
}
