package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The outside of a PDF: where it begins and ends, and where it ended before something was appended to it. Programs that
 * change a file without writing it anew leave all that stood in it (ISO 32000-2 §7.5.6).
 */
final class PdfFile {
    private static final int TAIL = 2_048;
    private static final Pattern END = Pattern.compile("startxref\\s+(\\d{1,12})\\s+%%EOF");
    private static final Pattern SECTION = Pattern.compile("\\A\\s*(?:xref\\s|\\d+\\s+\\d+\\s+obj)");
    /** Blanks, and the sign that old systems ended files with. */
    private static final Pattern NOTHING = Pattern.compile("(?:[\\s\\x00\\x1a]++|%%EOF)*+");

    private final byte[] content;
    private final String raw;
    private final int head;
    private final List<Integer> earlier = new ArrayList<>();
    private final PdfSections sections;
    private int end;
    private boolean hasSection;
    private boolean isBroken;

    PdfFile(byte[] content) {
        this.content = content;
        this.raw = new String(content, StandardCharsets.ISO_8859_1);
        this.head = Math.max(
                0, raw.substring(0, Math.min(PlainText.HEAD, raw.length())).indexOf("%PDF-"));
        Matcher matcher = END.matcher(raw);
        // The first of the two sections of a file made for the network says zero, and ends no state of it.
        boolean isFirstHalf = false;
        Set<Long> named = new HashSet<>();
        long last = 0;
        while (matcher.find()) {
            if (hasSection) {
                earlier.addFirst(end);
            } else if (end > 0 && !isFirstHalf) {
                isBroken = true;
            }
            long offset = Long.parseLong(matcher.group(1));
            isFirstHalf = end == 0 && offset == 0 && raw.lastIndexOf("/Linearized", 1_024) >= 0;
            hasSection = isSection(offset) || isSection(offset + head);
            last = isSection(offset) ? offset : offset + head;
            named.add(last);
            end = matcher.end();
        }
        sections = new PdfSections(raw, head, last, named);
    }

    /** Whether the file ends as a PDF does, each time with the offset of a cross-reference section that is there. */
    Optional<UnreadReason> structure() {
        if (raw.indexOf("%%EOF", Math.max(0, raw.length() - TAIL)) < 0) {
            return Optional.of(UnreadReason.TRUNCATED);
        }
        return hasSection && !isBroken && sections.isWhole() && end > raw.length() - TAIL
                ? Optional.empty()
                : Optional.of(UnreadReason.DAMAGED);
    }

    /** How many states the file holds before the last. */
    int earlier() {
        return earlier.size() + sections.unnamed().size();
    }

    /**
     * The file as it was before something was appended, the last time first; then what it would be if it ended with an older
     * cross-reference section that a later one names, but with which it never ended.
     */
    byte[] earlier(int number) {
        if (number < earlier.size()) {
            return Arrays.copyOf(content, earlier.get(number));
        }
        long section = sections.unnamed().get(number - earlier.size());
        byte[] end = ("\nstartxref\n" + section + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] state = Arrays.copyOf(content, content.length + end.length);
        System.arraycopy(end, 0, state, content.length, end.length);
        return state;
    }

    /** What stands before the beginning and behind the end. */
    List<byte[]> outside() {
        List<byte[]> outside = new ArrayList<>();
        if (!NOTHING.matcher(raw.substring(0, head)).matches()) {
            outside.add(Arrays.copyOf(content, head));
        }
        if (end > 0 && !NOTHING.matcher(raw.substring(end)).matches()) {
            outside.add(Arrays.copyOfRange(content, end, content.length));
        }
        return outside;
    }

    /** Tells of comments between objects and in them, and of what else belongs to none. */
    void comments(Consumer<String> told) {
        PdfComments.ofFile(raw, head, end > 0 ? end : raw.length(), told);
    }

    /** Whether there is an encryption dictionary: what fails then fails for want of a key. */
    boolean isEncrypted() {
        return raw.contains("/Encrypt");
    }

    private boolean isSection(long offset) {
        return isSection(raw, offset);
    }

    /** Whether a cross-reference section, a table or a stream, begins at an offset. */
    static boolean isSection(String raw, long offset) {
        if (offset <= 0 || offset >= raw.length()) {
            return false;
        }
        int length = (int) Math.min(40, raw.length() - offset);
        return SECTION.matcher(raw.substring((int) offset, (int) offset + length))
                .find();
    }
}
