package dev.sluice.ingest.extract;

import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Every text in a part of a binary workbook, whatever the record that it stands in: what a parser of some records leaves
 * out is found by the form that all texts have. Numbers of seven digits or more are told with all their digits.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb">[MS-XLSB] §2.1.4 (records), §2.5.169 (XLWideString),
 *     §2.5.98.89 (PtgStr)</a>
 */
final class BinaryWorkbookText {
    private static final int NUMBER_IN_FEW_BITS = 2;
    private static final int NUMBER = 5;
    private static final int FORMULA_OF_NUMBER = 9;
    private static final int FORMULA_OF_TEXT = 8;
    private static final int LAST_FORMULA = 11;
    private static final int FORMAT = 44;
    /** Rows, cells of numbers and errors, styles of cells, columns, extents: numbers, which may look like two letters. */
    private static final Set<Integer> WITHOUT_TEXT = Set.of(0, 1, 2, 3, 4, 5, 7, 47, 60, 148, 176);

    /** Bytes of a cell before its value: the column, and the style. */
    private static final int CELL_HEAD = 8;

    /** Numbers of relationships, and what the program calls itself. */
    private static final Pattern FORMAL = Pattern.compile("rId\\d{1,6}|xl");

    private static final int STRING_IN_FORMULA = 0x17;
    private static final double LONG = 1e6;
    private static final double LONGEST = 1e17;

    private BinaryWorkbookText() {}

    /**
     * Offers each text of a part to {@code sink}.
     *
     * @param formatsOnly whether the part is of styles, where all texts but those of number formats are names of fonts and the
     *     like
     * @throws BufferUnderflowException if a record is longer than the part
     */
    static void look(byte[] part, boolean formatsOnly, Consumer<String> sink) {
        ByteBuffer bytes = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int type = number(bytes, 2);
            int length = number(bytes, 4);
            if (length > bytes.remaining()) {
                throw new BufferUnderflowException();
            }
            ByteBuffer record = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + length);
            if (formatsOnly ? type == FORMAT : !WITHOUT_TEXT.contains(type)) {
                boolean formula = type > FORMULA_OF_TEXT && type <= LAST_FORMULA;
                strings(record, type <= LAST_FORMULA ? CELL_HEAD : 0, formula, sink);
            }
            if (record.limit() >= CELL_HEAD + 8 && (type == NUMBER || type == FORMULA_OF_NUMBER)) {
                value(record.getDouble(CELL_HEAD), sink);
            } else if (record.limit() >= CELL_HEAD + 4 && type == NUMBER_IN_FEW_BITS) {
                value(decoded(record.getInt(CELL_HEAD)), sink);
            }
        }
    }

    /** Seven bits a byte, the lowest first; the highest bit says that another follows. */
    private static int number(ByteBuffer bytes, int most) {
        int value = 0;
        for (int i = 0; i < most; i++) {
            int next = bytes.get();
            value |= (next & 0x7f) << 7 * i;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }

    /** Bit 0: a hundredth is meant; bit 1: the rest is a whole number, else the first 30 bits of a double. */
    static double decoded(int bits) {
        double value = (bits & 2) != 0 ? bits >> 2 : Double.longBitsToDouble((long) (bits & ~3) << 32);
        return (bits & 1) != 0 ? value / 100 : value;
    }

    static void value(double value, Consumer<String> sink) {
        if (Math.abs(value) >= LONG && Math.abs(value) < LONGEST && value == Math.rint(value)) {
            sink.accept(new BigDecimal(value).toPlainString());
        }
    }

    /** Texts with their length in 32 bits before them, and those within formulas; what a formula is else is numbers. */
    private static void strings(ByteBuffer record, int from, boolean formula, Consumer<String> sink) {
        int at = from;
        while (at + 4 < record.limit()) {
            int units = formula || at > from && from > 0 ? 0 : record.getInt(at);
            int start = at + 4;
            if (!isText(record, start, units) && record.get(at) == STRING_IN_FORMULA) {
                units = record.getShort(at + 1) & 0xffff;
                start = at + 3;
            }
            if (isText(record, start, units)) {
                StringBuilder text = new StringBuilder(units);
                for (int i = 0; i < units; i++) {
                    text.append(record.getChar(start + 2 * i));
                }
                if (!FORMAL.matcher(text).matches()) {
                    sink.accept(text.toString());
                }
                at = start + 2 * units;
            } else {
                at++;
            }
        }
    }

    /** Whether so many units of text stand there: two or more, and no controls or unassigned signs among them. */
    private static boolean isText(ByteBuffer record, int start, int units) {
        if (units < 2 || units > (record.limit() - start) / 2) {
            return false;
        }
        for (int i = 0; i < units; i++) {
            char c = record.getChar(start + 2 * i);
            boolean blank = c == '\t' || c == '\n' || c == '\r';
            int kind = Character.getType(c);
            if (!blank && (c < ' ' || kind == Character.UNASSIGNED || kind == Character.PRIVATE_USE)) {
                return false;
            }
        }
        return true;
    }
}
