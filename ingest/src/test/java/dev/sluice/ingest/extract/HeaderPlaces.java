package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/** Where headers of archives, and bytes that their readers pass over, can hold text. */
final class HeaderPlaces {
    private static final byte[] FIRST = "The garden opens at nine.".getBytes(UTF_8);

    private HeaderPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(zip(), tar(), zstd(), sevenZip()).flatMap(each -> each);
    }

    private static byte[] text(String value) {
        return ("Ordinary " + value + " of an entry.").getBytes(UTF_8);
    }

    static byte[] joined(byte[]... parts) {
        return Samples.bytes(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** A zip file of one entry; its own header has other flags and another name than the directory if so wished. */
    private static byte[] zip(
            String name, int method, byte[] packed, byte[] content, String own, int ownFlags, byte[] extra) {
        byte[] first = own.getBytes(UTF_8);
        byte[] second = name.getBytes(UTF_8);
        ByteBuffer zip = buffer(30 + first.length + packed.length + 46 + second.length + extra.length + 22);
        zip.putInt(0x04034b50).putShort((short) 20).putShort((short) ownFlags).putShort((short) method);
        zip.putInt(0x210000).putInt(crc(content)).putInt(packed.length).putInt(content.length);
        zip.putShort((short) first.length).putShort((short) 0).put(first).put(packed);
        int directory = zip.position();
        zip.putInt(0x02014b50).putInt(0x140014).putShort((short) 0).putShort((short) method);
        zip.putInt(0x210000).putInt(crc(content)).putInt(packed.length).putInt(content.length);
        zip.putShort((short) second.length)
                .putShort((short) extra.length)
                .put(new byte[14])
                .put(second)
                .put(extra);
        int size = zip.position() - directory;
        zip.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        zip.putInt(size).putInt(directory).putShort((short) 0);
        return zip.array();
    }

    private static byte[] deflated(byte[] content) {
        byte[] out = new byte[content.length + 64];
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(content);
            deflater.finish();
            return Arrays.copyOf(out, deflater.deflate(out));
        }
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

    private static byte[] skippable(byte[] content) {
        return buffer(8 + content.length)
                .putInt(0x184D2A50)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static Stream<Planted> zip() {
        byte[] bzip2 = packed(BZip2CompressorOutputStream::new, FIRST);
        byte[] zstd = packed(ZstdCompressorOutputStream::new, FIRST);
        return Stream.of(
                Planted.unread(
                        "ZIP",
                        "behind an entry in bzip2",
                        UnreadReason.UNSUPPORTED,
                        value -> zip("a.txt", 12, joined(bzip2, text(value)), FIRST, "a.txt", 0, new byte[0])),
                Planted.unread(
                        "ZIP",
                        "frame behind an entry in Zstandard",
                        UnreadReason.UNSUPPORTED,
                        value ->
                                zip("a.txt", 93, joined(zstd, skippable(text(value))), FIRST, "a.txt", 0, new byte[0])),
                Planted.unread(
                        "ZIP",
                        "behind an empty folder",
                        UnreadReason.DAMAGED,
                        value -> zip(
                                "folder/",
                                8,
                                joined(deflated(new byte[0]), text(value)),
                                new byte[0],
                                "folder/",
                                0,
                                new byte[0])),
                Planted.unread(
                        "ZIP",
                        "name in its own header",
                        UnreadReason.DAMAGED,
                        value -> zip("a.txt", 8, deflated(FIRST), FIRST, value, 0x2000, new byte[0])),
                Planted.unread("ZIP", "fields of times", UnreadReason.UNSUPPORTED, value -> {
                    ByteBuffer fields = buffer(3 * 36);
                    for (int i = 0; i < 3; i++) {
                        fields.putShort((short) 0x000a).putShort((short) 32);
                        fields.put(Arrays.copyOf(("x" + value).getBytes(UTF_8), 32));
                    }
                    return zip("a.txt", 8, deflated(FIRST), FIRST, "a.txt", 0, fields.array());
                }));
    }

    private static byte[] block(byte[] content) {
        return Arrays.copyOf(content, (content.length + 511) / 512 * 512);
    }

    private static byte[] put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
        return header;
    }

    static byte[] header(String name, int size, char kind) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0000000000\0000000000\0%011o\00000000000000".formatted(size));
        header[156] = (byte) kind;
        put(header, 257, "ustar\00000");
        return checked(header);
    }

    private static byte[] checked(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xFF;
        }
        return put(header, 148, "%06o\0 ".formatted(sum));
    }

    private static byte[] records(String... pairs) {
        StringBuilder records = new StringBuilder();
        for (String pair : pairs) {
            int length = pair.length() + 3;
            length = Integer.toString(length).length() + pair.length() + 2;
            records.append(length).append(' ').append(pair).append('\n');
        }
        return records.toString().getBytes(UTF_8);
    }

    private static byte[] tar(byte[] header, byte[] content, char kind, String... pairs) {
        byte[] records = records(pairs);
        return joined(
                header("a.txt", FIRST.length, '0'),
                block(FIRST),
                header("x", records.length, kind),
                block(records),
                header,
                block(content),
                new byte[1024]);
    }

    private static Stream<Planted> tar() {
        return Stream.of(
                Planted.unread("TAR", "outside of a map", UnreadReason.UNSUPPORTED, value -> {
                    byte[] content = joined(FIRST, text(value));
                    String map = "GNU.sparse.map=0," + FIRST.length;
                    return tar(
                            header("b.txt", content.length, '0'),
                            content,
                            'x',
                            "GNU.sparse.size=" + FIRST.length,
                            "GNU.sparse.numblocks=1",
                            map);
                }),
                Planted.unread("TAR", "in the block of a map", UnreadReason.UNSUPPORTED, value -> {
                    byte[] content = joined(
                            block(joined("1\n0\n11\n".getBytes(UTF_8), text(value))), "hello world".getBytes(UTF_8));
                    return tar(
                            header("b.txt", content.length, '0'),
                            content,
                            'x',
                            "GNU.sparse.major=1",
                            "GNU.sparse.minor=0",
                            "GNU.sparse.name=b.txt",
                            "GNU.sparse.realsize=11");
                }),
                Planted.unread("TAR", "outside of an old map", UnreadReason.UNSUPPORTED, value -> {
                    byte[] content = joined("hello world ".getBytes(UTF_8), text(value));
                    byte[] header = header("b.txt", content.length, 'S');
                    put(header, 257, "ustar  \0");
                    put(header, 386, "00000000000\00000000000013");
                    put(header, 483, "00000000013");
                    return tar(checked(header), content, 'x', "comment=none");
                }),
                Planted.unread(
                        "TAR",
                        "file that all others' header calls a folder",
                        UnreadReason.UNSUPPORTED,
                        value -> tar(header("b.txt", text(value).length, '0'), text(value), 'g', "path=folder/")));
    }

    private static Stream<Planted> zstd() {
        byte[] first = packed(ZstdCompressorOutputStream::new, FIRST);
        return Stream.of(
                Planted.read("ZST", "content", value -> packed(ZstdCompressorOutputStream::new, text(value))),
                Planted.read(
                        "ZST",
                        "second frame",
                        value -> joined(first, packed(ZstdCompressorOutputStream::new, text(value)))),
                Planted.read("ZST", "frame that is passed over", value -> joined(first, skippable(text(value)))),
                Planted.read("ZST", "frame before the first", value -> joined(skippable(text(value)), first)),
                Planted.read("ZST", "behind the length of a frame", value -> {
                    byte[] frame = packed(ZstdCompressorOutputStream::new, text(value));
                    return joined(skippable(buffer(4).putInt(frame.length).array()), frame);
                }));
    }

    /** An archive of one stored entry. */
    private static byte[] sevenZip(byte[] content, byte[] properties, byte[] filling) {
        ByteBuffer header = buffer(400 + properties.length + filling.length);
        header.put((byte) 1);
        if (properties.length > 0) {
            header.put(new byte[] {2, 0x30, (byte) properties.length})
                    .put(properties)
                    .put((byte) 0);
        }
        header.put(new byte[] {4, 6, 0, 1, 9, (byte) content.length, 0});
        header.put(new byte[] {7, 0x0b, 1, 0, 1, 1, 0, 0x0c, (byte) content.length, 0x0a, 1})
                .putInt(crc(content));
        header.put(new byte[] {0, 8, 0, 0});
        byte[] name = "a.txt\0".getBytes(UTF_16LE);
        header.put(new byte[] {5, 1, 0x11, (byte) (name.length + 1), 0}).put(name);
        header.put(new byte[] {0x19, (byte) filling.length}).put(filling);
        header.put(new byte[] {0, 0});
        byte[] head = Arrays.copyOf(header.array(), header.position());
        ByteBuffer start =
                buffer(20).putLong(content.length).putLong(head.length).putInt(crc(head));
        return joined(
                new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4},
                buffer(4).putInt(crc(start.array())).array(),
                start.array(),
                content,
                head);
    }

    private static Stream<Planted> sevenZip() {
        byte[] none = new byte[0];
        return Stream.of(
                Planted.read("7Z", "stored entry", value -> sevenZip(text(value), none, new byte[6])),
                Planted.unread(
                        "7Z",
                        "filling of the header",
                        UnreadReason.UNSUPPORTED,
                        value -> sevenZip(FIRST, none, text(value))),
                Planted.unread(
                        "7Z",
                        "properties of the archive",
                        UnreadReason.UNSUPPORTED,
                        value -> sevenZip(FIRST, text(value), new byte[2])));
    }
}
