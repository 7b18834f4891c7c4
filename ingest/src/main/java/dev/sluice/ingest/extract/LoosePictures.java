package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Pictures among bytes whose structure is not gone into, found by the head that a file of their kind has: previews of
 * objects, and pictures that old programs keep beside the text.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-wmf">[MS-WMF] §2.3.2, [MS-EMF] §2.3.4.2</a>
 */
final class LoosePictures {
    private static final int PLACEABLE = 0x9AC6CDD7;
    private static final int PNG = 0x474E5089;
    private static final int GIF = 0x38464947;
    private static final int ENHANCED = 0x464D4520;
    private static final int WMF_HEAD = 18;
    private static final int LARGEST_SIDE = 30_000;

    private final ByteBuffer bytes;
    private final OleFindings findings;
    private boolean found;

    private LoosePictures(byte[] content, OleFindings findings) {
        this.bytes = CountedText.of(content, 0, content.length);
        this.findings = findings;
    }

    /** Has each picture judged as a part; says whether there is any. */
    static boolean look(byte[] content, OleFindings findings) {
        LoosePictures pictures = new LoosePictures(content, findings);
        int at = 0;
        while (at + WMF_HEAD <= content.length) {
            Optional<Integer> end = pictures.at(at);
            at = end.orElse(at + 1);
        }
        return pictures.found;
    }

    /** @return where the picture that begins here ends; empty if none does */
    private Optional<Integer> at(int at) {
        int head = bytes.getInt(at);
        return switch (head) {
            case PNG -> found(at, png(at));
            case GIF -> found(at, bytes.limit());
            case PLACEABLE -> found(at, 22L + metafile(at + 22));
            case 0x00090001, 0x00090002 -> found(at, metafile(at));
            case 1 ->
                at + 52 <= bytes.limit() && bytes.getInt(at + 40) == ENHANCED
                        ? found(at, at + (bytes.getInt(at + 48) & 0xFFFFFFFFL))
                        : Optional.empty();
            case 40 -> bitmap(at);
            default -> (head & 0xFFFFFF) == 0xFFD8FF ? found(at, jpeg(at)) : Optional.empty();
        };
    }

    private Optional<Integer> found(int from, long to) {
        if (to <= from || to > bytes.limit()) {
            return Optional.empty();
        }
        part(from, (int) to);
        return Optional.of((int) to);
    }

    private void part(int from, int to) {
        found = true;
        findings.part(Arrays.copyOfRange(bytes.array(), from, to), "");
    }

    /** Where a metafile ends by the words that it counts; zero if it is none. */
    private long metafile(int at) {
        boolean head = at + WMF_HEAD <= bytes.limit()
                && (bytes.getInt(at) == 0x00090001 || bytes.getInt(at) == 0x00090002)
                && (bytes.getShort(at + 4) == 0x300 || bytes.getShort(at + 4) == 0x100);
        return head ? at + 2 * (bytes.getInt(at + 6) & 0xFFFFFFFFL) : 0;
    }

    private long png(int at) {
        long next = at + 8L;
        while (next + 12 <= bytes.limit()) {
            long length = Integer.reverseBytes(bytes.getInt((int) next)) & 0xFFFFFFFFL;
            boolean last = bytes.getInt((int) next + 4) == 0x444E4549;
            next += 12 + length;
            if (last) {
                return next;
            }
        }
        return bytes.limit();
    }

    /** Behind the mark of its end, which stands in no data; everything else if there is none. */
    private long jpeg(int at) {
        int next = at + 2;
        while (next + 4 <= bytes.limit()) {
            int mark = bytes.get(next + 1) & 0xFF;
            if (bytes.get(next) != -1) {
                next++;
            } else if (mark == 0xD9) {
                return next + 2;
            } else if (mark == 0 || mark == 0xFF || mark >= 0xD0 && mark <= 0xD7) {
                next++;
            } else {
                next += 2 + (Short.reverseBytes(bytes.getShort(next + 2)) & 0xFFFF);
            }
        }
        return bytes.limit();
    }

    /** A bitmap without the head of a file. */
    private Optional<Integer> bitmap(int at) {
        if (at + 40 > bytes.limit()) {
            return Optional.empty();
        }
        int width = bytes.getInt(at + 4);
        int height = Math.abs(bytes.getInt(at + 8));
        int bits = bytes.getShort(at + 14);
        int colours = bytes.getInt(at + 32);
        boolean known = bytes.getShort(at + 12) == 1
                && (bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32)
                && bytes.getInt(at + 16) == 0
                && width > 0
                && width < LARGEST_SIDE
                && height > 0
                && height < LARGEST_SIDE
                && colours >= 0
                && colours <= 256;
        long table = bits > 8 ? 4L * colours : 4L * (colours == 0 ? 1 << bits : colours);
        long end = at + 40 + table + ((long) width * bits + 31) / 32 * 4 * height;
        if (!known || end > bytes.limit()) {
            return Optional.empty();
        }
        found = true;
        findings.part(ArtRecords.withFileHead(Arrays.copyOfRange(bytes.array(), at, (int) end)), "");
        return Optional.of((int) end);
    }
}
