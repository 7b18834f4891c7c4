package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The drawing of the first page among the properties of a document. A small picture of it says no more than the page, which
 * is read; its text is compared like all others, and many lines may be writing.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-wmf">[MS-WMF] §2.3</a>
 */
final class ThumbnailDrawing {
    private static final int HEAD = 20;
    private static final int METAFILE_HEAD = 18;
    private static final int METAFILE = 3;
    private static final int BITMAP = 8;
    private static final int LARGEST_ESCAPE = 64;

    private ThumbnailDrawing() {}

    /** @param data size, tag and format of a clipboard, for a metafile four numbers, and what they are of */
    static void look(byte[] data, OleFindings findings) {
        if (data.length <= HEAD) {
            return;
        }
        ByteBuffer bytes = CountedText.of(data, 0, data.length);
        int format = bytes.getInt(4) == -1 ? bytes.getInt(8) : 0;
        boolean read = switch (format) {
            case METAFILE -> metafile(rest(bytes, HEAD), findings);
            case BITMAP -> isSmall(rest(bytes, 12));
            default -> false;
        };
        if (!read) {
            findings.failed(UnreadReason.IMAGE_WITHOUT_OCR);
        }
    }

    private static boolean metafile(ByteBuffer bytes, OleFindings findings) {
        Outlines outlines = new Outlines();
        int at = METAFILE_HEAD;
        while (at + 6 <= bytes.limit()) {
            long length = 2L * bytes.getInt(at);
            if (length < 6 || length > bytes.limit() - at) {
                return isEmpty(bytes, at);
            }
            int function = bytes.getShort(at + 4) & 0xFFFF;
            ByteBuffer record = bytes.slice(at + 6, (int) length - 6).order(ByteOrder.LITTLE_ENDIAN);
            if (function == 0) {
                break;
            }
            if (!record(function, record, outlines, findings)) {
                return false;
            }
            at += (int) length;
        }
        return !outlines.mayBeWriting(0);
    }

    private static boolean record(int function, ByteBuffer record, Outlines outlines, OleFindings findings) {
        switch (function) {
            case 0x0521 -> text(record, 0, 2, findings);
            case 0x0A32 -> text(record, 4, (record.getShort(6) & 6) != 0 ? 16 : 8, findings);
            case 0x0F43 -> {
                return isSmall(rest(record, 22));
            }
            case 0x0B41 -> {
                return isSmall(rest(record, 20));
            }
            case 0x0940 -> {
                return isSmall(rest(record, 16));
            }
            case 0x0D33 -> {
                return isSmall(rest(record, 18));
            }
            case 0x0626 -> {
                return record.limit() <= LARGEST_ESCAPE;
            }
            case 0x0324, 0x0325, 0x0538 -> {
                outlines.begin(0, 0);
                for (int i = 0; i < record.limit() / 4; i++) {
                    outlines.to(0, 0);
                }
                outlines.end();
            }
            case 0x0213, 0x041B, 0x041F, 0x061C, 0x0418, 0x0817, 0x081A, 0x0830 -> outlines.rectangle();
            default -> {}
        }
        return true;
    }

    private static void text(ByteBuffer record, int count, int from, OleFindings findings) {
        int length = Math.min(record.getShort(count) & 0xFFFF, record.limit() - from);
        byte[] text = new byte[Math.max(0, length)];
        record.get(from, text);
        findings.text(new String(text, StandardCharsets.ISO_8859_1));
    }

    /** Whether a bitmap is no larger than a thumbnail. */
    private static boolean isSmall(ByteBuffer bitmap) {
        return bitmap.limit() < 12
                || bitmap.getInt(4) <= Writing.LARGEST_THUMBNAIL
                        && Math.abs(bitmap.getInt(8)) <= Writing.LARGEST_THUMBNAIL;
    }

    private static boolean isEmpty(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer rest(ByteBuffer bytes, int from) {
        int start = Math.min(from, bytes.limit());
        return bytes.slice(start, bytes.limit() - start).order(ByteOrder.LITTLE_ENDIAN);
    }
}
