package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * A document of Word 97 as it is put together: the text in one piece, and tables by their number in the file information
 * block ([MS-DOC] §2.5.6).
 */
final class WordFile {
    private static final int PAGE = 512;
    private static final int TEXT = 2 * PAGE;
    private static final int TABLES = 93;

    private final Map<Integer, byte[]> tables = new TreeMap<>();
    private final String text;
    private String inHeaderBox = "";
    private byte[] data = {};
    private String author = "";

    WordFile(String text) {
        this.text = text + "\r";
    }

    /** Text of a box in a header, which stands behind all other text. */
    WordFile inHeaderBox(String boxed) {
        inHeaderBox = boxed + "\r\r";
        return this;
    }

    WordFile table(int number, byte[] table) {
        tables.put(number, table);
        return this;
    }

    WordFile data(byte[] stream) {
        data = stream;
        return this;
    }

    WordFile author(String name) {
        author = name;
        return this;
    }

    /** A table of strings with signs of 16 bits ([MS-DOC] §2.2.4). */
    static byte[] strings(String... strings) {
        ByteBuffer out = buffer(1 << 12)
                .putShort((short) -1)
                .putShort((short) strings.length)
                .putShort((short) 0);
        for (String string : strings) {
            out.putShort((short) string.length()).put(string.getBytes(StandardCharsets.UTF_16LE));
        }
        return written(out);
    }

    /** Strings with the numbers of their signs, and nothing else. */
    static byte[] counted(String... strings) {
        byte[] table = strings(strings);
        return java.util.Arrays.copyOfRange(table, 6, table.length);
    }

    /** A group of drawings with one shape that has one property ([MS-ODRAW] §2.2.14). */
    static byte[] shape(int property, String value) {
        byte[] complex = (value + "\0").getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer options = buffer(6 + complex.length)
                .putShort((short) (0xC000 | property))
                .putInt(complex.length)
                .put(complex);
        byte[] head =
                record(2 | 1 << 4, 0xF00A, buffer(8).putInt(1025).putInt(0x0A00).array());
        byte[] properties = record(3 | 1 << 4, 0xF00B, written(options));
        return record(0xF, 0xF004, joined(head, properties));
    }

    static byte[] record(int kind, int type, byte[] content) {
        return buffer(8 + content.length)
                .putShort((short) kind)
                .putShort((short) type)
                .putInt(content.length)
                .put(content)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** All drawings of a document: what they share, and those of the text in a container. */
    static byte[] drawings(byte[] shape) {
        byte[] shared = record(
                0xF,
                0xF000,
                record(
                        0,
                        0xF006,
                        buffer(24)
                                .putInt(1026)
                                .putInt(2)
                                .putInt(2)
                                .putInt(1)
                                .putInt(1)
                                .putInt(2)
                                .array()));
        byte[] group = record(0xF, 0xF003, shape);
        byte[] drawing = record(
                0xF,
                0xF002,
                joined(record(1 << 4, 0xF008, buffer(8).putInt(1).putInt(1025).array()), group));
        return joined(shared, new byte[1], drawing);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    byte[] bytes() {
        byte[] signs = (text + inHeaderBox).getBytes(StandardCharsets.UTF_16LE);
        int formats = TEXT + (signs.length + PAGE - 1) / PAGE * PAGE;
        tables();
        ByteBuffer table = buffer(1 << 16);
        table.putInt(0);
        ByteBuffer main = buffer(formats + 2 * PAGE);
        main.putShort((short) 0xA5EC).putShort((short) 193);
        main.putShort(10, (short) 0x1200);
        main.putInt(24, TEXT).putInt(28, TEXT + signs.length);
        main.putShort(32, (short) 14).putShort(62, (short) 22);
        main.putInt(64, main.limit()).putInt(64 + 12, text.length());
        main.putInt(64 + 40, inHeaderBox.length());
        main.putShort(0x98, (short) TABLES);
        for (int i = 0; i < TABLES; i++) {
            byte[] each = i == 12 || i == 13 ? page(signs.length, formats / PAGE + i - 12) : tables.get(i);
            main.putInt(0x9A + 8 * i, table.position()).putInt(0x9E + 8 * i, each == null ? 0 : each.length);
            table.put(each == null ? new byte[0] : each);
        }
        main.put(TEXT, signs);
        run(main, formats, signs.length);
        run(main, formats + PAGE, signs.length);
        // The properties of the paragraph: those of the first style.
        main.put(formats + PAGE + 8, (byte) 250).put(formats + PAGE + 501, (byte) 1);
        return packed(main.array(), written(table));
    }

    private void tables() {
        int all = text.length() + inHeaderBox.length();
        tables.put(1, buffer(20).putShort((short) 18).array());
        tables.put(
                6,
                buffer(20).putInt(0).putInt(all).putShort((short) 0).putInt(-1).array());
        tables.put(15, buffer(4).array());
        tables.put(31, new byte[600]);
        tables.put(
                33,
                buffer(21)
                        .put((byte) 2)
                        .putInt(16)
                        .putInt(0)
                        .putInt(all)
                        .putShort((short) 0)
                        .putInt(TEXT)
                        .array());
    }

    /** Where in the file text stands, and which page has its formats. */
    private static byte[] page(int length, int page) {
        return buffer(12).putInt(TEXT).putInt(TEXT + length).putInt(page).array();
    }

    private static void run(ByteBuffer main, int page, int length) {
        main.putInt(page, TEXT).putInt(page + 4, TEXT + length).put(page + PAGE - 1, (byte) 1);
    }

    private byte[] packed(byte[] main, byte[] table) {
        return Samples.bytes(out -> {
            try (POIFSFileSystem files = new POIFSFileSystem()) {
                files.createDocument(new ByteArrayInputStream(main), "WordDocument");
                files.createDocument(new ByteArrayInputStream(table), "1Table");
                files.createDocument(new ByteArrayInputStream(data.length == 0 ? new byte[1] : data), "Data");
                SummaryInformation summary = PropertySetFactory.newSummaryInformation();
                if (!author.isEmpty()) {
                    summary.setAuthor(author);
                }
                summary.write(files.getRoot(), SummaryInformation.DEFAULT_STREAM_NAME);
                files.writeFilesystem(out);
            }
        });
    }
}
