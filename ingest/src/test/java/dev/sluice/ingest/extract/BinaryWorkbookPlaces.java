package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where an XLSB can hold text: in records that are put together here byte by byte ([MS-XLSB] §2.1.4). */
final class BinaryWorkbookPlaces {
    private static final String FORMAT = "XLSB";
    private static final String TYPE = "application/vnd.ms-excel.";
    private static final String SHEET = "xl/worksheets/sheet1.bin";
    private static final String BOOK = "xl/workbook.bin";

    private BinaryWorkbookPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                sheet("cell", value -> cell(6, string(value))),
                shared("shared text", value -> record(19, new byte[1], string(value))),
                sheet("result of a formula", value -> cell(8, string(value), new byte[10])),
                sheet("text in a formula", value -> cell(9, new byte[18], new byte[] {0x17}, shortString(value))),
                Planted.read(FORMAT, "name of a sheet", value -> book(value, new byte[0], new byte[0], new byte[0])),
                Planted.read(
                        FORMAT,
                        "name of an area",
                        value -> book(
                                "First",
                                record(39, new byte[9], string(value), new byte[12]),
                                new byte[0],
                                new byte[0])),
                sheetEnd("footer of the page", value -> record(479, new byte[2], string("&L" + value), new byte[20])),
                sheetEnd("prompt of a validation", value -> record(64, new byte[12], string(""), string(value))),
                sheetEnd("record of no known kind", value -> record(4_999, new byte[7], string(value), new byte[3])),
                sheet("long number", value -> cell(5, doubleOf(4_700_123_456_789d)))
                        .of("4700123456789"),
                sheet("long number in few bits", value -> cell(2, intOf(470_123_456 << 2 | 2)))
                        .of("470123456"),
                Planted.read(
                        FORMAT,
                        "format of numbers",
                        value -> pack("First", new byte[0], new byte[0], new byte[0], styles(value))
                                .bytes()),
                Planted.unread(
                        FORMAT,
                        "behind a record that is longer than its part",
                        UnreadReason.DAMAGED,
                        value -> book("First", new byte[0], new byte[0], new byte[] {5, 127, 1, 1})));
    }

    private interface Building {
        byte[] of(String value);
    }

    private static Planted sheet(String place, Building cell) {
        return Planted.read(FORMAT, place, value -> book("First", new byte[0], cell.of(value), new byte[0]));
    }

    private static Planted sheetEnd(String place, Building record) {
        return Planted.read(FORMAT, place, value -> book("First", new byte[0], new byte[0], record.of(value)));
    }

    private static Planted shared(String place, Building item) {
        return Planted.read(FORMAT, place, value -> {
            byte[] table = joined(record(159, intOf(1), intOf(1)), item.of(value), record(160));
            return pack("First", new byte[0], cell(7, intOf(0)), new byte[0], styles("x"))
                    .part(BOOK, "xl/sharedStrings.bin", "sharedStrings", TYPE + "sharedStrings", table)
                    .bytes();
        });
    }

    /** A format of numbers and one of cells. */
    private static byte[] styles(String format) {
        return joined(
                record(278),
                record(615, intOf(1)),
                record(44, new byte[] {(byte) 164, 0}, string("\"" + format + "\" 0")),
                record(616),
                record(617, intOf(1)),
                record(47, new byte[16]),
                record(618),
                record(279));
    }

    private static byte[] book(String sheet, byte[] inBook, byte[] inRow, byte[] afterRows) {
        return pack(sheet, inBook, inRow, afterRows, styles("x")).bytes();
    }

    /** A book of one sheet with one row. */
    private static OfficePackage pack(String sheet, byte[] inBook, byte[] inRow, byte[] afterRows, byte[] styles) {
        byte[] book = joined(
                record(131),
                record(143),
                record(156, intOf(0), intOf(1), string("rId1"), string(sheet)),
                record(144),
                inBook,
                record(132));
        byte[] rows = joined(
                record(129),
                record(145),
                record(0, intOf(0), new byte[13]),
                cell(6, string("Ordinary")),
                inRow,
                record(146),
                afterRows,
                record(130));
        return new OfficePackage()
                .root(BOOK, "officeDocument", TYPE + "sheet.binary.macroEnabled.main", book)
                .part(BOOK, SHEET, "worksheet", TYPE + "worksheet", rows)
                .part(BOOK, "xl/styles.bin", "styles", TYPE + "styles", styles);
    }

    /** A cell of the first column. */
    private static byte[] cell(int type, byte[]... value) {
        return record(type, new byte[8], joined(value));
    }

    private static byte[] record(int type, byte[]... content) {
        byte[] all = joined(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, type);
        number(out, all.length);
        out.writeBytes(all);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>= 7;
        }
        out.write(rest);
    }

    private static byte[] string(String value) {
        return joined(intOf(value.length()), value.getBytes(StandardCharsets.UTF_16LE));
    }

    private static byte[] shortString(String value) {
        byte[] length = {(byte) value.length(), 0};
        return joined(length, value.getBytes(StandardCharsets.UTF_16LE));
    }

    private static byte[] intOf(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] doubleOf(double value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(value)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
