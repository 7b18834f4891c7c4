package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.Entry;

/**
 * The directory of an OLE file as its sectors hold it, also of entries that its tree does not lead to.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb">[MS-CFB] §2.2 (head), §2.6 (entries)</a>
 */
final class OleDirectory {
    private static final int ENTRY = 128;
    private static final int KIND = 66;
    private static final int LISTED = 109;
    private static final int MAX_SECTORS = 1 << 20;

    private OleDirectory() {}

    /** Whether each entry that holds something is reached from the root. */
    static boolean isWhole(byte[] file, DirectoryEntry root) {
        return entries(CountedText.of(file, 0, file.length)) <= reached(root);
    }

    private static int reached(DirectoryEntry folder) {
        int count = 1;
        for (Entry entry : folder) {
            count += entry instanceof DirectoryEntry inner ? reached(inner) : 1;
        }
        return count;
    }

    private static int entries(ByteBuffer file) {
        if (file.limit() < 512) {
            return 0;
        }
        int size = 1 << Math.clamp(file.getShort(30), 9, 12);
        int count = 0;
        Set<Integer> seen = new HashSet<>();
        for (int sector = file.getInt(48);
                sector >= 0 && seen.add(sector) && seen.size() < MAX_SECTORS;
                sector = next(file, sector, size)) {
            long start = (sector + 1L) * size;
            for (long at = start; at + ENTRY <= Math.min(start + size, file.limit()); at += ENTRY) {
                int kind = file.get((int) at + KIND);
                count += kind == 1 || kind == 2 || kind == 5 ? 1 : 0;
            }
        }
        return count;
    }

    /** What comes behind a sector; below zero at the end, or where the table is listed beyond the head. */
    private static int next(ByteBuffer file, int sector, int size) {
        int table = sector / (size / 4);
        if (table >= LISTED) {
            return -1;
        }
        long at = (file.getInt(76 + 4 * table) + 1L) * size + sector % (size / 4) * 4L;
        return at > 0 && at + 4 <= file.limit() ? file.getInt((int) at) : -1;
    }
}
