package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Where a zip file can hold text, beside its entries too: of those places that readers disagree about, it is incomplete. */
final class ZipPlaces {
    private static final String FORMAT = "ZIP";
    private static final int END = 22;

    private ZipPlaces() {}

    static Stream<Planted> all() {
        Planted text = OpenDocumentPlaces.all().findFirst().orElseThrow();
        return Stream.of(
                        entries(),
                        beside(),
                        gaps(FORMAT, ZipPlaces::plain),
                        gaps("DOCX", Samples::docx),
                        gaps("ODT", value -> text.of(value).document()))
                .flatMap(each -> each);
    }

    private static byte[] text(String value) {
        return ("Ordinary " + value + " of an entry.").getBytes(UTF_8);
    }

    private static byte[] plain(String value) {
        return Samples.zip("a.txt", text("first"), "b.txt", text(value), "c.txt", text("third"));
    }

    private interface Writing {
        void to(ZipOutputStream zip) throws IOException;
    }

    private static byte[] written(ZipEntry entry, byte[] content, Writing first) {
        return Samples.bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                first.to(zip);
                zip.putNextEntry(entry);
                zip.write(content);
            }
        });
    }

    private static Stream<Planted> entries() {
        return Stream.of(
                Planted.read(FORMAT, "content of an entry", ZipPlaces::plain),
                Planted.read(FORMAT, "name of an entry", value -> Samples.zip(value + ".txt", text("x"))),
                Planted.read(
                        FORMAT, "name of a folder", value -> Samples.zip(value + "/", new byte[0], "a.txt", text("x"))),
                Planted.read(FORMAT, "content of a folder", value -> Samples.zip("folder/", text(value))),
                Planted.read(FORMAT, "stored entry", value -> {
                    ZipEntry entry = new ZipEntry("a.txt");
                    CRC32 crc = new CRC32();
                    crc.update(text(value));
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(text(value).length);
                    entry.setCrc(crc.getValue());
                    return written(entry, text(value), zip -> {});
                }),
                Planted.read(FORMAT, "64-bit lengths behind entries", value -> commons(value, Zip64Mode.Always, false)),
                Planted.read(FORMAT, "64-bit lengths before entries", value -> commons(value, Zip64Mode.Always, true)),
                Planted.read(FORMAT, "lengths before entries", value -> commons(value, Zip64Mode.Never, true)));
    }

    private static byte[] commons(String value, Zip64Mode mode, boolean lengthsFirst) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream zip =
                lengthsFirst ? new ZipArchiveOutputStream(channel) : new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(mode);
            for (String name : new String[] {"a.txt", "b.txt"}) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write(text(value));
                zip.closeArchiveEntry();
            }
            zip.finish();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return lengthsFirst ? Arrays.copyOf(channel.array(), (int) channel.size()) : out.toByteArray();
    }

    private static Planted added(String place, BiFunction<ZipEntry, String, Writing> adding) {
        return Planted.read(FORMAT, place, value -> {
            ZipEntry entry = new ZipEntry("a.txt");
            return written(entry, text("x"), adding.apply(entry, value));
        });
    }

    private static byte[] field(int id, byte[] content) {
        ByteBuffer field = ByteBuffer.allocate(4 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        return field.putShort((short) id)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    /** Another name of an entry, with the checksum of the first. */
    private static byte[] unicode(int id, String first, String other) {
        CRC32 crc = new CRC32();
        crc.update(first.getBytes(UTF_8));
        byte[] name = other.getBytes(UTF_8);
        ByteBuffer field = ByteBuffer.allocate(5 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        return field(
                id, field.put((byte) 1).putInt((int) crc.getValue()).put(name).array());
    }

    private static Stream<Planted> beside() {
        return Stream.of(
                added("comment of the archive", (entry, value) -> zip -> zip.setComment(value)),
                added("comment of an entry", (entry, value) -> zip -> entry.setComment(value)),
                added("field of a program", (entry, value) -> zip -> entry.setExtra(field(0x4242, text(value)))),
                added("field that holds times", (entry, value) -> zip -> entry.setExtra(field(0xcafe, text(value)))),
                added("bytes that are no field", (entry, value) -> zip -> entry.setExtra(text(value))),
                added("other name", (entry, value) -> zip -> entry.setExtra(unicode(0x7075, "a.txt", value + ".txt"))),
                added(
                        "other name for a name that is gone",
                        (entry, value) -> zip -> entry.setExtra(unicode(0x7075, "z.txt", value + ".txt"))),
                Planted.read(FORMAT, "name behind another name", value -> {
                    ZipEntry entry = new ZipEntry(value + ".txt");
                    entry.setExtra(unicode(0x7075, value + ".txt", "a.txt"));
                    return written(entry, text("x"), zip -> {});
                }),
                Planted.unread(FORMAT, "field that is no text", UnreadReason.UNSUPPORTED, value -> {
                    ZipEntry entry = new ZipEntry("a.txt");
                    entry.setExtra(field(0x4242, Samples.bytes(out -> {
                        out.write(new byte[] {0, 1, 2});
                        out.write(text(value));
                    })));
                    return written(entry, text("x"), zip -> {});
                }));
    }

    private static Planted gap(String format, String place, UnaryBytes change, Function<String, byte[]> carrier) {
        return Planted.unread(format, place, UnreadReason.DAMAGED, value -> change.of(carrier.apply(value)));
    }

    private interface UnaryBytes {
        byte[] of(byte[] bytes);
    }

    private static Stream<Planted> gaps(String format, Function<String, byte[]> carrier) {
        return Stream.of(
                Planted.read(format, "content", carrier),
                Planted.unread(
                        format,
                        "text before",
                        UnreadReason.UNKNOWN_TYPE,
                        value -> joined(text(value), carrier.apply("x"))),
                Planted.read(format, "text behind", value -> joined(carrier.apply("x"), text(value))),
                Planted.read(format, "zeros behind", value -> joined(carrier.apply(value), new byte[700])),
                gap(format, "entry that the directory leaves out", ZipPlaces::withoutRecord, carrier),
                gap(format, "directory that breaks off", zip -> broken(zip, 0), carrier),
                gap(format, "directory that goes on elsewhere", zip -> broken(zip, 2), carrier),
                Planted.unread(
                        format,
                        "text between entries and directory",
                        UnreadReason.DAMAGED,
                        value -> beforeDirectory(carrier.apply("x"), text(value))),
                Planted.unread(
                        format,
                        "bytes behind what is compressed",
                        UnreadReason.DAMAGED,
                        value -> slack(carrier.apply("x"), text(value))),
                gap(
                        format,
                        "second name",
                        zip -> {
                            zip[30] ^= 1;
                            return zip;
                        },
                        carrier),
                gap(
                        format,
                        "number of entries",
                        zip -> {
                            zip[zip.length - END + 8]++;
                            zip[zip.length - END + 10]++;
                            return zip;
                        },
                        carrier),
                Planted.unread(format, "end record in the comment", UnreadReason.DAMAGED, value -> {
                    byte[] other = carrier.apply("x");
                    byte[] zip =
                            joined(carrier.apply(value), Arrays.copyOfRange(other, other.length - END, other.length));
                    zip[zip.length - 2 * END + 20] = END;
                    return zip;
                }));
    }

    private static byte[] joined(byte[]... parts) {
        return Samples.bytes(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int directory(byte[] zip) {
        return little(zip).getInt(zip.length - END + 16);
    }

    /** Where the second record of the directory begins. */
    private static int second(byte[] zip) {
        return new String(zip, ISO_8859_1).indexOf("PK\1\2", directory(zip) + 4);
    }

    static byte[] withoutRecord(byte[] zip) {
        int from = second(zip);
        int to = new String(zip, ISO_8859_1).indexOf("PK\1\2", from + 4);
        byte[] without = joined(Arrays.copyOf(zip, from), Arrays.copyOfRange(zip, to, zip.length));
        int end = without.length - END;
        ByteBuffer buffer = little(without);
        buffer.putShort(end + 8, (short) (buffer.getShort(end + 8) - 1));
        buffer.putShort(end + 10, (short) (buffer.getShort(end + 10) - 1));
        buffer.putInt(end + 12, buffer.getInt(end + 12) - (to - from));
        return without;
    }

    private static byte[] broken(byte[] zip, int at) {
        zip[second(zip) + at] ^= 0x55;
        return zip;
    }

    private static byte[] beforeDirectory(byte[] zip, byte[] text) {
        int directory = directory(zip);
        byte[] longer = joined(Arrays.copyOf(zip, directory), text, Arrays.copyOfRange(zip, directory, zip.length));
        little(longer).putInt(longer.length - END + 16, directory + text.length);
        return longer;
    }

    /** Lengthens the last entry, behind whose content stand its lengths. */
    private static byte[] slack(byte[] zip, byte[] text) {
        int directory = directory(zip);
        byte[] longer =
                joined(Arrays.copyOf(zip, directory - 16), text, Arrays.copyOfRange(zip, directory - 16, zip.length));
        ByteBuffer buffer = little(longer);
        int moved = directory + text.length;
        int packed = buffer.getInt(moved - 8) + text.length;
        buffer.putInt(moved - 8, packed);
        buffer.putInt(new String(longer, ISO_8859_1).lastIndexOf("PK\1\2") + 20, packed);
        buffer.putInt(longer.length - END + 16, moved);
        return longer;
    }
}
