package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Where a message of Outlook can hold text: in a file of its own (MSG), and as other mail carries it (TNEF). */
final class MessagePlaces {
    private static final String RTF = "{\\rtf1\\ansi\\ansicpg1252 " + Planted.ORDINARY + "{\\*\\xyzzy VALUE}\\par}";
    private static final String HTML = "<html><head><meta charset=\"utf-8\"></head><body><p>" + Planted.ORDINARY
            + "</p><!-- VALUE --></body></html>";
    private static final int MESSAGE = 1;
    private static final int ATTACHMENT = 2;

    private MessagePlaces() {}

    static Stream<Planted> all() {
        return Stream.concat(messages(), packed());
    }

    private static Planted property(String place, String tag) {
        return Planted.read("MSG", place, value -> message("", tag, text(tag, value)));
    }

    private static byte[] text(String tag, String value) {
        return value.getBytes(tag.endsWith("E") ? StandardCharsets.US_ASCII : StandardCharsets.UTF_16LE);
    }

    private static Planted within(String place, String storage, String tag) {
        return Planted.read("MSG", place, value -> message(storage, tag, text(tag, value)));
    }

    private static Stream<Planted> messages() {
        return Stream.of(
                property("subject", "0037001F"),
                property("subject of 8 bits", "0037001E"),
                property("body", "1000001F"),
                property("sender", "0C1A001F"),
                property("address of the sender", "0C1F001F"),
                property("who it was sent for", "0042001F"),
                property("heads of transport", "007D001F"),
                property("shown receivers", "0E04001F"),
                property("topic", "0070001F"),
                property("own property", "8005001F"),
                property("one of many values", "8006101F-00000000"),
                property("last who changed it", "3FFA001F"),
                Planted.read(
                        "MSG",
                        "comment in a page",
                        value -> message(
                                "", "10130102", HTML.replace("VALUE", value).getBytes(StandardCharsets.UTF_8))),
                Planted.read(
                        "MSG",
                        "group of rich text",
                        value -> message("", "10090102", compressed(RTF.replace("VALUE", value)))),
                within("name of a receiver", "__recip_version1.0_#00000000", "3001001F"),
                within("address of a receiver", "__recip_version1.0_#00000000", "39FE001F"),
                within("name of an attachment", "__attach_version1.0_#00000000", "3707001F"),
                within("path of an attachment", "__attach_version1.0_#00000000", "370D001F"),
                Planted.read(
                        "MSG",
                        "name of an own property",
                        value -> message(
                                "__nameid_version1.0", "00040102", sized(value.getBytes(StandardCharsets.UTF_16LE)))));
    }

    private static byte[] message(String storage, String tag, byte[] value) {
        return Samples.bytes(out -> {
            try (POIFSFileSystem files = new POIFSFileSystem()) {
                DirectoryEntry root = files.getRoot();
                head(root, 32);
                stream(root, "001A001F", text("F", "IPM.Note"));
                if (!tag.startsWith("1000")) {
                    stream(root, "1000001F", text("F", Planted.ORDINARY));
                }
                DirectoryEntry names = root.createDirectory("__nameid_version1.0");
                stream(names, "00020102", new byte[16]);
                stream(names, "00030102", new byte[0]);
                if (storage.equals(names.getName())) {
                    stream(names, tag, value);
                } else {
                    stream(names, "00040102", new byte[0]);
                    DirectoryEntry inner = storage.isEmpty() ? root : root.createDirectory(storage);
                    stream(inner, tag, value);
                    if (!storage.isEmpty()) {
                        head(inner, 8);
                    }
                    if (storage.startsWith("__attach")) {
                        stream(inner, "37010102", "Ordinary text.".getBytes(StandardCharsets.US_ASCII));
                    }
                }
                files.writeFilesystem(out);
            }
        });
    }

    private static void head(DirectoryEntry storage, int size) throws java.io.IOException {
        storage.createDocument("__properties_version1.0", new ByteArrayInputStream(new byte[size]));
    }

    private static void stream(DirectoryEntry storage, String tag, byte[] value) throws java.io.IOException {
        storage.createDocument("__substg1.0_" + tag, new ByteArrayInputStream(value));
    }

    /** Rich text as messages have it, though stored as it is ([MS-OXRTFCP] §2.1.3.1). */
    private static byte[] compressed(String rtf) {
        byte[] text = rtf.getBytes(StandardCharsets.US_ASCII);
        return buffer(16 + text.length)
                .putInt(12 + text.length)
                .putInt(text.length)
                .putInt(0x414C454D)
                .putInt(0)
                .put(text)
                .array();
    }

    private static byte[] sized(byte[] value) {
        return buffer(4 + (value.length + 3) / 4 * 4)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static Stream<Planted> packed() {
        return Stream.of(
                attribute("subject", MESSAGE, 0x18004),
                attribute("body", MESSAGE, 0x2800C),
                attribute("sender", MESSAGE, 0x08000),
                attribute("title of an attachment", ATTACHMENT, 0x18010),
                attribute("path of an attachment", ATTACHMENT, 0x69001),
                property("name of the sender", 0x0C1A001FL),
                property("sender of 8 bits", 0x0C1A001EL),
                property("shown receivers", 0x0E04001FL),
                property("one of many values", 0x3A58101FL),
                Planted.read(
                        "TNEF",
                        "own property",
                        value -> tnef(attribute(MESSAGE, 0x69003, properties(named("Reference", value))))),
                Planted.read(
                        "TNEF",
                        "name of an own property",
                        value -> tnef(attribute(MESSAGE, 0x69003, properties(named(value, "x"))))),
                Planted.read(
                        "TNEF",
                        "name of a receiver",
                        value -> tnef(attribute(MESSAGE, 0x69004, rows(properties(value(0x3001001FL, wide(value))))))),
                Planted.read(
                        "TNEF",
                        "name of an attachment among its properties",
                        value -> tnef(attribute(ATTACHMENT, 0x69005, properties(value(0x3707001FL, wide(value)))))),
                Planted.read(
                        "TNEF",
                        "comment in a page",
                        value -> tnef(attribute(
                                MESSAGE,
                                0x69003,
                                properties(value(
                                        0x10130102L,
                                        HTML.replace("VALUE", value).getBytes(StandardCharsets.UTF_8)))))),
                Planted.read(
                        "TNEF",
                        "group of rich text",
                        value -> tnef(attribute(
                                MESSAGE,
                                0x69003,
                                properties(value(0x10090102L, compressed(RTF.replace("VALUE", value))))))),
                Planted.unread("TNEF", "cut off", UnreadReason.DAMAGED, value -> {
                    byte[] whole = tnef(attribute(MESSAGE, 0x18004, value.getBytes(StandardCharsets.US_ASCII)));
                    return java.util.Arrays.copyOf(whole, whole.length - 8);
                }));
    }

    private static Planted attribute(String place, int level, int id) {
        return Planted.read(
                "TNEF", place, value -> tnef(attribute(level, id, (value + "\0").getBytes(StandardCharsets.US_ASCII))));
    }

    private static Planted property(String place, long tag) {
        return Planted.read(
                "TNEF",
                place,
                value -> tnef(attribute(
                        MESSAGE,
                        0x69003,
                        properties(value(
                                tag, (tag & 1) == 1 ? wide(value) : value.getBytes(StandardCharsets.US_ASCII))))));
    }

    private static byte[] tnef(byte[] attribute) {
        List<byte[]> attributes = new ArrayList<>();
        attributes.add(attribute(MESSAGE, 0x89006, new byte[] {0, 0, 1, 0}));
        attributes.add(attribute(MESSAGE, 0x69007, buffer(8).putInt(1252).array()));
        attributes.add(attribute(MESSAGE, 0x78008, "IPM.Microsoft Mail.Note\0".getBytes(StandardCharsets.US_ASCII)));
        attributes.add(attribute(MESSAGE, 0x2800C, (Planted.ORDINARY + "\0").getBytes(StandardCharsets.US_ASCII)));
        if (attribute[0] == ATTACHMENT) {
            attributes.add(attribute(ATTACHMENT, 0x69002, new byte[14]));
            attributes.add(attribute(ATTACHMENT, 0x6800F, "Ordinary text.".getBytes(StandardCharsets.US_ASCII)));
        }
        attributes.add(attribute);
        return WordFile.joined(
                buffer(6).putInt(0x223E9F78).putShort((short) 1).array(),
                WordFile.joined(attributes.toArray(byte[][]::new)));
    }

    private static byte[] attribute(int level, int id, byte[] value) {
        int sum = 0;
        for (byte b : value) {
            sum += b & 0xFF;
        }
        return buffer(11 + value.length)
                .put((byte) level)
                .putInt(id)
                .putInt(value.length)
                .put(value)
                .putShort((short) sum)
                .array();
    }

    private static byte[] properties(byte[] property) {
        return buffer(4 + property.length).putInt(1).put(property).array();
    }

    private static byte[] rows(byte[] row) {
        return properties(row);
    }

    private static byte[] value(long tag, byte[] value) {
        return WordFile.joined(buffer(8).putInt((int) tag).putInt(1).array(), sized(value));
    }

    /** A property whose name is a text. */
    private static byte[] named(String name, String value) {
        return WordFile.joined(
                buffer(24)
                        .putShort((short) 0x1F)
                        .putShort((short) 0x8001)
                        .putLong(1)
                        .putLong(2)
                        .putInt(1)
                        .array(),
                sized(wide(name)),
                buffer(4).putInt(1).array(),
                sized(wide(value)));
    }

    private static byte[] wide(String value) {
        return (value + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
