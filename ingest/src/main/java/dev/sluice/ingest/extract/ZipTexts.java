package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in a zip file beside its entries: comments, and the fields that programs add to an entry (4.5). */
final class ZipTexts {
    static final int ZIP_64 = 0x0001;
    private static final int TIMES = 0x000a;
    private static final byte[] TIMES_HEAD = {0, 0, 0, 0, 1, 0, 24, 0};
    private static final int SHORTEST = 8;
    private static final int UNICODE_PATH = 0x7075;
    private static final int UNICODE_COMMENT = 0x6375;
    /** Times, owners by number and the like, and how long they are at most. */
    private static final Map<Integer, Integer> FORMAL = Map.ofEntries(
            Map.entry(ZIP_64, 28),
            Map.entry(TIMES, 32),
            Map.entry(0x000d, 12),
            Map.entry(0x4d63, 16),
            Map.entry(0x5455, 13),
            Map.entry(0x5855, 12),
            Map.entry(0x756e, 14),
            Map.entry(0x7855, 4),
            Map.entry(0x7875, 11),
            Map.entry(0x9901, 7),
            Map.entry(0xa220, 4),
            Map.entry(0xcafe, 0),
            Map.entry(0xd935, 2));

    private final Set<String> found = new LinkedHashSet<>();
    private boolean whole = true;

    /** Each text once. */
    Set<String> found() {
        return found;
    }

    /** Notes that something is there of which nobody knows whether it was read. */
    void unknown() {
        whole = false;
    }

    /** Whether all of it was text or is known to be none. */
    boolean isWhole() {
        return whole;
    }

    void add(byte[] file, int from, int to) {
        if (from < to) {
            String text = decoded(Arrays.copyOfRange(file, from, to));
            if (!text.isBlank()) {
                found.add(text);
            }
        }
    }

    /** The fields of an entry; where one gives it another name, its first name is text, too. */
    void addFields(byte[] file, int from, int to, byte[] name) {
        int at = from;
        Set<Integer> seen = new HashSet<>();
        while (at + 4 <= to) {
            int id = (file[at] & 0xFF) | (file[at + 1] & 0xFF) << 8;
            int next = at + 4 + ((file[at + 2] & 0xFF) | (file[at + 3] & 0xFF) << 8);
            if (next > to) {
                break;
            }
            boolean unicode = id == UNICODE_PATH || id == UNICODE_COMMENT;
            if (unicode && next - at > 9) {
                add(file, at + 9, next);
                add(name, 0, name.length);
            } else {
                boolean formal = seen.add(id) && (id != TIMES || areTimes(file, at + 4, next));
                field(file, at + 4, next, formal ? FORMAL.getOrDefault(id, 0) : 0);
            }
            at = next;
        }
        field(file, at, to, 0);
    }

    /** @param formal as many bytes as are numbers, unless all of them are letters and signs */
    private void field(byte[] file, int from, int to, int formal) {
        int at = isPrintable(file, from, to) ? from : Math.min(to, from + formal);
        while (at < to && file[at] == 0) {
            at++;
        }
        if (at < to) {
            byte[] field = Arrays.copyOfRange(file, from, to);
            Optional<String> text = StrictText.decode(field, null).filter(StrictText::isText);
            whole &= text.isPresent();
            text.filter(each -> !each.isBlank()).ifPresent(found::add);
        } else {
            printable(file, from, to);
        }
    }

    /** What looks like words among numbers. */
    private void printable(byte[] file, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || file[i] < ' ' || file[i] > '~') {
                if (i - start >= SHORTEST) {
                    add(file, start, i);
                }
                start = i + 1;
            }
        }
    }

    /** Four bytes of zeros, then three times under one tag (4.5.5). */
    private static boolean areTimes(byte[] file, int from, int to) {
        boolean times = to - from == 32;
        for (int i = 0; times && i < TIMES_HEAD.length; i++) {
            times = file[from + i] == TIMES_HEAD[i];
        }
        return times;
    }

    private static boolean isPrintable(byte[] file, int from, int to) {
        for (int i = from; i < to; i++) {
            if (file[i] < ' ' || file[i] > '~') {
                return false;
            }
        }
        return true;
    }

    /** Text of which no one says in which character set it is. */
    static String decoded(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
