package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Goes through records of drawings and of slide shows, which have the same head: kind, type, length. Tells the texts of
 * properties and of slides, the pictures and the outlines of free shapes.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/office_file_formats/ms-odraw">[MS-ODRAW] §2.2.1 (head), §2.2.9 (properties),
 *     §2.2.22 (pictures); [MS-PPT] §2.3.1</a>
 */
final class ArtRecords {
    private static final int MAX_DEPTH = 100;
    private static final int HEAD = 8;
    private static final int CONTAINER = 0xF;
    private static final int PICTURE_ENTRY = 0xF007;
    private static final Set<Integer> PROPERTIES = Set.of(0xF00B, 0xF121, 0xF122);
    private static final int FIRST_PICTURE = 0xF018;
    private static final int LAST_PICTURE = 0xF117;
    /** Enhanced, Windows and Macintosh metafiles. */
    private static final Set<Integer> METAFILES = Set.of(0xF01A, 0xF01B, 0xF01C);

    private static final int MACINTOSH = 0xF01C;
    private static final int BITMAP = 0xF01F;
    private static final int TEXT = 4000;
    private static final int NARROW_TEXT = 4008;
    private static final int STRING = 4026;
    private static final int FONT = 4023;
    private static final int TAGS = 5003;
    private static final int SOUND = 2023;

    private static final int VERTICES = 325;
    private static final int SEGMENTS = 326;
    private static final int INK = 0x0700;
    private static final int LINK = 898;
    /** Properties that are texts: word art, names, descriptions, tips, scripts. */
    private static final Set<Integer> TEXTS = Set.of(192, 197, 198, 261, 391, 896, 897, 909, 910, 1680);
    /** Properties whose values are lists of numbers. */
    private static final Set<Integer> LISTS =
            Set.of(VERTICES, SEGMENTS, 337, 338, 341, 342, 343, 407, 463, 899, 1343, 1360, 1436, 1480, 1544, 1608);

    private final OleFindings findings;

    ArtRecords(OleFindings findings) {
        this.findings = findings;
    }

    /** @return whether records fill the bytes from beginning to end; zeros at the end fill up */
    boolean walk(byte[] bytes) {
        return walk(CountedText.of(bytes, 0, bytes.length), 0);
    }

    private boolean walk(ByteBuffer bytes, int depth) {
        int at = 0;
        while (at < bytes.limit()) {
            if (at + HEAD > bytes.limit() || depth > MAX_DEPTH) {
                return isZero(bytes, at);
            }
            int length = bytes.getInt(at + 4);
            if (length < 0 || length > bytes.limit() - at - HEAD) {
                return isZero(bytes, at);
            }
            if (!record(bytes, at, length, depth)) {
                return false;
            }
            at += HEAD + length;
        }
        return true;
    }

    private boolean record(ByteBuffer bytes, int at, int length, int depth) {
        int kind = bytes.getShort(at) & 0xFFFF;
        int type = bytes.getShort(at + 2) & 0xFFFF;
        ByteBuffer content = bytes.slice(at + HEAD, length).order(ByteOrder.LITTLE_ENDIAN);
        if ((kind & 0xF) == CONTAINER || type == TAGS && length >= HEAD) {
            return walk(content, depth + 1);
        }
        if (PROPERTIES.contains(type)) {
            return properties(content, kind >> 4);
        }
        if (type == PICTURE_ENTRY) {
            return entry(content, depth);
        }
        if (type >= FIRST_PICTURE && type <= LAST_PICTURE) {
            picture(content, type, kind >> 4);
            return true;
        }
        switch (type) {
            case TEXT, STRING -> lines(new String(array(content), StandardCharsets.UTF_16LE));
            case NARROW_TEXT -> lines(new String(array(content), StandardCharsets.ISO_8859_1));
            case FONT -> findings.font(CountedText.terminated(content));
            case SOUND -> findings.part(array(content), "");
            default -> {
                if (isPackage(content)) {
                    findings.packed(array(content));
                }
            }
        }
        return true;
    }

    private void lines(String text) {
        for (String line : text.split("[\\r\\n\\x0B\\x0C]")) {
            findings.text(line);
        }
    }

    private boolean properties(ByteBuffer bytes, int count) {
        int at = 6 * count;
        if (at > bytes.limit()) {
            return false;
        }
        ByteBuffer vertices = bytes.slice(0, 0);
        ByteBuffer segments = vertices;
        for (int i = 0; i < count; i++) {
            int head = bytes.getShort(6 * i) & 0xFFFF;
            if ((head & 0x8000) == 0) {
                continue;
            }
            int id = head & 0x3FFF;
            int length = bytes.getInt(6 * i + 2);
            if (length < 0 || length > bytes.limit() - at) {
                return false;
            }
            if (LISTS.contains(id) && length > 0) {
                length = listLength(bytes, at, length);
            }
            ByteBuffer value = bytes.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
            at += length;
            vertices = id == VERTICES ? value : vertices;
            segments = id == SEGMENTS ? value : segments;
            value(id, value);
        }
        outline(vertices, segments, findings.outlines());
        return true;
    }

    private void value(int id, ByteBuffer value) {
        if (id == INK && value.limit() > 0) {
            findings.ink();
        } else if (isPackage(value)) {
            findings.packed(array(value));
        } else if (id == LINK) {
            CountedText.wide(value, findings::text);
            CountedText.runs(value, findings::text);
        } else if (!LISTS.contains(id)) {
            String text = CountedText.terminated(value);
            findings.text(TEXTS.contains(id) || CountedText.isText(text) ? text : "");
        }
    }

    /** Some programs leave the head of six bytes out of the length of a list. */
    private static int listLength(ByteBuffer bytes, int at, int length) {
        if (at + 6 > bytes.limit()) {
            return length;
        }
        int size = bytes.getShort(at + 4) & 0xFFFF;
        int content = (bytes.getShort(at) & 0xFFFF) * (size == 0xFFF0 ? 4 : size);
        return content == length && content + 6 <= bytes.limit() - at ? content + 6 : length;
    }

    /** Segments tell how many points make a line, and where an outline begins; without any it is one. */
    static void outline(ByteBuffer vertices, ByteBuffer segments, Outlines outlines) {
        if (vertices.limit() < 6) {
            return;
        }
        outlines.begin(0, 0);
        int points = vertices.getShort(0) & 0xFFFF;
        if (segments.limit() < 8) {
            for (int i = 1; i < points; i++) {
                outlines.to(0, 0);
            }
        }
        for (int at = 6; at + 2 <= segments.limit(); at += 2) {
            int segment = segments.getShort(at) & 0xFFFF;
            int kind = segment >> 13;
            if (kind == 2) {
                outlines.begin(0, 0);
            } else if (kind < 2) {
                int lines = Math.min(segment & 0x1FFF, points);
                for (int i = 0; i < lines; i++) {
                    outlines.to(0, 0);
                }
            }
        }
        outlines.end();
    }

    /** An entry of the list of pictures: 36 bytes, a name, and perhaps the picture. */
    private boolean entry(ByteBuffer bytes, int depth) {
        if (bytes.limit() < 36) {
            return true;
        }
        int name = bytes.get(33) & 0xFF;
        if (36 + name > bytes.limit()) {
            return false;
        }
        findings.text(CountedText.terminated(bytes.slice(36, name).order(ByteOrder.LITTLE_ENDIAN)));
        int from = 36 + name;
        return walk(bytes.slice(from, bytes.limit() - from).order(ByteOrder.LITTLE_ENDIAN), depth + 1);
    }

    private void picture(ByteBuffer bytes, int type, int instance) {
        boolean metafile = METAFILES.contains(type);
        int digests = (instance & 1) == 0 ? 16 : 32;
        int head = digests + (metafile ? 34 : 1);
        if (bytes.limit() < head) {
            return;
        }
        byte[] content = Arrays.copyOfRange(array(bytes), head, bytes.limit());
        if (metafile && bytes.get(digests + 32) == 0) {
            content = inflated(content);
        }
        if (type == MACINTOSH) {
            // A file of its own begins with a block that programs leave empty.
            byte[] file = new byte[512 + content.length];
            System.arraycopy(content, 0, file, 512, content.length);
            content = file;
        }
        if (type == BITMAP && content.length > 40) {
            content = withFileHead(content);
        }
        findings.part(content, "");
    }

    private byte[] inflated(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(content))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                findings.reading().expand(read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            findings.failed(UnreadReason.DAMAGED);
        }
        return out.toByteArray();
    }

    /** A bitmap without the head that it has in a file of its own. */
    static byte[] withFileHead(byte[] bitmap) {
        ByteBuffer source = CountedText.of(bitmap, 0, bitmap.length);
        int bits = source.getShort(14);
        int colours = source.getInt(32) == 0 && bits <= 8 ? 1 << Math.max(0, bits) : source.getInt(32);
        return ByteBuffer.allocate(14 + bitmap.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(14 + bitmap.length)
                .putInt(0)
                .putInt(14 + source.getInt(0) + 4 * colours)
                .put(bitmap)
                .array();
    }

    static boolean isPackage(ByteBuffer bytes) {
        return bytes.limit() > 30 && bytes.getInt(0) == 0x04034B50;
    }

    private static boolean isZero(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.limit()];
        bytes.get(0, array);
        return array;
    }
}
