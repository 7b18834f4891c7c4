package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a tar file is laid out: a header and its content in whole blocks, entry after entry, until blocks of zeros. Goes over
 * all blocks by itself, since readers end at the first block of zeros and pass over owners, extended headers and padding.
 *
 * @see "POSIX.1-2017, pax, ustar Interchange Format"
 */
final class TarLayout {
    private static final int BLOCK = 512;
    private static final int PREFIX = 345;
    /** Name, link and owners; then numbers, behind which anything may stand, and the prefix of the name or, of GNU, numbers. */
    private static final int[][] FIELDS = {
        {0, 100}, {157, 257}, {265, 297}, {297, 329}, {100, 156}, {329, PREFIX}, {PREFIX, 512}
    };

    private static final Set<Integer> WRITTEN = Set.of(0, 157, 265, 297);
    private static final Set<String> MAGIC = Set.of("ustar00", "ustar", "ustar  ", "");

    private static final Pattern NUMBER = Pattern.compile("[0-7 ]{0,60}|[^\\p{L}\\p{N}]*");
    /** Headers that hold text for the next entry or all further ones; GNU names end with a zero. */
    private static final String EXTENDED = "xgXLK";

    private final byte[] file;
    private final Set<String> texts = new LinkedHashSet<>();
    private final List<byte[]> outside = new ArrayList<>();
    private final Map<String, String> next = new HashMap<>();
    private Optional<UnreadReason> damage = Optional.empty();
    /** Whether readers take less of an entry, or give it another name, than its own header says. */
    private boolean sparse;

    private TarLayout(byte[] file) {
        this.file = file;
    }

    static TarLayout of(byte[] file) {
        TarLayout layout = new TarLayout(file);
        layout.damage = layout.check();
        return layout;
    }

    /** Names, owners and extended headers, each once. */
    Set<String> texts() {
        return texts;
    }

    /** Content of entries that are no files, and bytes that belong to no entry. */
    List<byte[]> outside() {
        return outside;
    }

    /** Why the file is not one that can be read whole. */
    Optional<UnreadReason> damage() {
        return damage;
    }

    private Optional<UnreadReason> check() {
        int at = 0;
        while (at + BLOCK <= file.length && !isZero(at, at + BLOCK)) {
            if (!hasChecksum(at)) {
                return Optional.of(UnreadReason.DAMAGED);
            }
            char kind = (char) (file[at + 156] & 0xFF);
            int head = at + BLOCK;
            if (kind == 'S') {
                sparse = true;
                head += BLOCK * extensions(at);
            }
            long size = size(at, kind);
            if (size < 0 || size > file.length - head) {
                return Optional.of(UnreadReason.TRUNCATED);
            }
            header(at);
            int end = head + (int) size;
            content(at, kind, head, end);
            at = Math.min(file.length, (int) Math.min(Integer.MAX_VALUE, (end + BLOCK - 1L) / BLOCK * BLOCK));
            outside(end, at);
        }
        int rest = at;
        while (rest + BLOCK <= file.length && isZero(rest, rest + BLOCK)) {
            rest += BLOCK;
        }
        outside(rest, file.length);
        if (at + BLOCK > file.length) {
            return Optional.of(UnreadReason.TRUNCATED);
        }
        return sparse ? Optional.of(UnreadReason.UNSUPPORTED) : Optional.empty();
    }

    private boolean hasChecksum(int at) {
        int sum = 0;
        for (int i = at; i < at + BLOCK; i++) {
            sum += i >= at + 148 && i < at + 156 ? ' ' : file[i] & 0xFF;
        }
        return number(at + 148, 8) == sum;
    }

    /** Old GNU maps of sparse files go on in further blocks, as long as the last says so. */
    private int extensions(int at) {
        int blocks = 0;
        boolean more = file[at + 482] != 0;
        while (more && at + (blocks + 2) * BLOCK <= file.length) {
            blocks++;
            more = file[at + blocks * BLOCK + 504] != 0;
        }
        return blocks;
    }

    private long size(int at, char kind) {
        String told = EXTENDED.indexOf(kind) < 0 ? next.get("size") : null;
        if (told == null) {
            return number(at + 124, 12);
        }
        return told.matches("\\d{1,18}") ? Long.parseLong(told) : -1;
    }

    /** Octal digits, or a binary number behind a high bit. */
    private long number(int at, int length) {
        if ((file[at] & 0x80) != 0) {
            long value = file[at] & 0x3F;
            for (int i = at + 1; i < at + length; i++) {
                value = Math.min(value, Long.MAX_VALUE >> 9) << 8 | file[i] & 0xFF;
            }
            return value;
        }
        String digits = new String(file, at, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        return digits.isEmpty() ? 0 : digits.matches("[0-7]{1,20}") ? Long.parseLong(digits, 8) : -1;
    }

    private void header(int at) {
        String magic = new String(file, at + 257, 8, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (!MAGIC.contains(magic)) {
            texts.add(magic);
        }
        for (int[] field : FIELDS) {
            String text = ZipTexts.decoded(Arrays.copyOfRange(file, at + field[0], at + field[1]));
            for (String piece : text.split("\0+")) {
                if (WRITTEN.contains(field[0]) || !NUMBER.matcher(piece).matches()) {
                    texts.add(piece);
                }
            }
        }
    }

    private void content(int at, char kind, int from, int to) {
        if (kind == 'L' || kind == 'K') {
            String name = ZipTexts.decoded(Arrays.copyOfRange(file, from, to)).replace('\0', ' ');
            texts.add(name);
            if (kind == 'L') {
                next.put("path", name.strip());
            }
        } else if (EXTENDED.indexOf(kind) >= 0) {
            records(from, to, kind != 'g');
        } else {
            // A folder has no content for any reader, and a slash at the end of its name makes an entry one.
            if (kind == '5' || name(at).endsWith("/")) {
                outside(from, to);
            }
            next.clear();
        }
    }

    private String name(int at) {
        int end = at;
        while (end < at + 100 && file[end] != 0) {
            end++;
        }
        return next.getOrDefault("path", new String(file, at, end - at, StandardCharsets.ISO_8859_1));
    }

    /** Records of length, key and value; of those that a program does not know it takes no notice. */
    private void records(int from, int to, boolean forNext) {
        int at = from;
        while (at < to) {
            int blank = at;
            while (blank < to && Character.isDigit(file[blank])) {
                blank++;
            }
            String digits = new String(file, at, blank - at, StandardCharsets.ISO_8859_1);
            int length = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
            if (length <= digits.length() + 1 || length > to - at) {
                outside(at, to);
                return;
            }
            String record = ZipTexts.decoded(Arrays.copyOfRange(file, blank + 1, at + length))
                    .stripTrailing();
            String key = record.substring(0, Math.max(0, record.indexOf('=')));
            boolean told = key.equals("size") || key.equals("path");
            sparse |= key.startsWith("GNU.sparse.") || told && !forNext;
            if (told && forNext) {
                next.put(key, record.substring(key.length() + 1));
            }
            if (!record.matches("(?:[acm]time|size|[ug]id)=-?[\\d.]{0,40}")) {
                texts.add(record);
            }
            at += length;
        }
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (file[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void outside(int from, int to) {
        if (!isZero(from, to)) {
            outside.add(Arrays.copyOfRange(file, from, to));
        }
    }
}
