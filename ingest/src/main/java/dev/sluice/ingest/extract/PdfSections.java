package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cross-reference sections of a PDF from the last back to the first, each named by the one after it (ISO 32000-2
 * §7.5.8.4), whether the file ever ended with them or not.
 */
final class PdfSections {
    private static final int MOST = 100;
    private static final int LONGEST_DICTIONARY = 1 << 16;
    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final Pattern BEFORE =
            Pattern.compile("/Prev\\s*+(?:(\\d{1,12})(?!\\d)(?!\\s+\\d+\\s+R)|(-\\d+|\\d+))?");
    private static final Pattern TABLE = Pattern.compile("\\A\\s*+xref\\b");
    private static final Pattern PART = Pattern.compile("\\G\\s*+(\\d{1,9})\\s++(\\d{1,9})\\s++(?=\\d{10} |trailer)");
    private static final Pattern INDEX = Pattern.compile("/Index\\s*+\\[([\\d\\s]*+)]");
    private static final Pattern SIZE = Pattern.compile("/Size\\s++(\\d{1,9})");
    private static final int ENTRY = 20;

    private final String raw;
    private final int head;
    private final List<Long> unnamed = new ArrayList<>();
    private boolean whole = true;

    /**
     * @param head what stands before the file, which offsets may count or not
     * @param last where the last section is
     * @param named where sections are that the file ended with once
     */
    PdfSections(String raw, int head, long last, Set<Long> named) {
        this.raw = raw;
        this.head = head;
        Set<Long> seen = new HashSet<>();
        long at = last;
        while (at > 0 && at < raw.length() && whole && seen.add(at)) {
            long before = before(at);
            if (before <= 0) {
                break;
            }
            boolean isPart = before > at && raw.lastIndexOf("/Linearized", 1_024) >= 0 && isApart(at, before);
            if (!named.contains(before) && !isPart) {
                unnamed.add(before);
            }
            whole = seen.size() < MOST;
            at = before;
        }
    }

    /** Where sections are that belong to a state with no end of its own, the last first. */
    List<Long> unnamed() {
        return unnamed;
    }

    /** Whether the way back through the sections could be gone to its beginning. */
    boolean isWhole() {
        return whole;
    }

    private long before(long section) {
        Matcher matcher = BEFORE.matcher(ESCAPED.matcher(dictionary((int) section))
                .replaceAll(match ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16)))));
        long found = 0;
        while (matcher.find()) {
            if (matcher.group(1) == null && matcher.group(2) == null) {
                whole = false;
                return 0;
            }
            found = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        }
        if (found == 0) {
            return 0;
        }
        boolean plain = PdfFile.isSection(raw, found);
        if (!plain && !PdfFile.isSection(raw, found + head)) {
            whole = false;
            return 0;
        }
        return plain ? found : found + head;
    }

    /** The dictionary of a section: behind a table, or before the bytes of a stream. */
    private String dictionary(int section) {
        boolean table = isTable(section);
        int from = table ? raw.indexOf("trailer", section) : section;
        int to = from < 0 ? -1 : raw.indexOf(table ? "startxref" : "stream", from);
        if (from < 0) {
            whole = false;
            return "";
        }
        return raw.substring(from, Math.min(to < 0 ? raw.length() : to, from + LONGEST_DICTIONARY));
    }

    private boolean isTable(int section) {
        return TABLE.matcher(raw.substring(section, Math.min(raw.length(), section + ENTRY)))
                .find();
    }

    /** The two sections of a file made for the network name other objects each, so that neither hides one of the other. */
    private boolean isApart(long first, long second) {
        List<int[]> parts = parts((int) first);
        List<int[]> others = parts((int) second);
        boolean apart = !parts.isEmpty() && !others.isEmpty();
        for (int[] part : parts) {
            for (int[] other : others) {
                int from = Math.max(Math.max(part[0], other[0]), 1);
                apart &= from >= Math.min(part[0] + part[1], other[0] + other[1]);
            }
        }
        return apart;
    }

    /** First number and count of the parts of a section; none if they cannot be told. */
    private List<int[]> parts(int section) {
        List<int[]> parts = new ArrayList<>();
        if (isTable(section)) {
            Matcher matcher = PART.matcher(raw);
            int at = raw.indexOf("xref", section) + 4;
            while (matcher.find(at)) {
                int count = Integer.parseInt(matcher.group(2));
                parts.add(new int[] {Integer.parseInt(matcher.group(1)), count});
                if (matcher.end() + (long) ENTRY * count > raw.length()) {
                    return List.of();
                }
                at = matcher.end() + ENTRY * count;
            }
            return raw.startsWith("trailer", at) ? parts : List.of();
        }
        String dictionary = dictionary(section);
        Matcher index = INDEX.matcher(dictionary);
        Matcher size = SIZE.matcher(dictionary);
        if (index.find()) {
            String[] numbers = index.group(1).strip().split("\\s+");
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                parts.add(new int[] {Integer.parseInt(numbers[i]), Integer.parseInt(numbers[i + 1])});
            }
        } else if (size.find()) {
            parts.add(new int[] {0, Integer.parseInt(size.group(1))});
        }
        return parts;
    }
}
