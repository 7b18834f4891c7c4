package dev.sluice.ingest.extract;

import dev.sluice.classifier.CharacterCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Goes through a text for runs of base64, hexadecimal and base32, also over lines, for codes of characters, and for what is
 * encoded in other ways ({@link PrintableBytes}, {@link WrittenCodePoints}). What decodes to text is collected; what is encoded without a doubt and does not, is noted. Linear in the text.
 */
final class EncodedRuns {
    private static final int SHORTEST = 24;
    private static final int CERTAIN = 64;
    private static final int CERTAIN_IN_ADDRESS = 400;
    private static final int CERTAIN_BLOCK = 120;
    private static final int SHORTEST_LINE = 40;
    /** A key of 16,384 bits has some 12,500 characters, and a list of revoked certificates is not text for certain. */
    private static final int LONGEST_BLOCK = 16_384;

    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z-]{1,30}: .{1,200}");
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_ADDRESS = 500;
    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}_. \"'-]{1,60}[:=] ?[\"']?");

    private final StringBuilder decoded = new StringBuilder();
    private final List<String> pending = new ArrayList<>();
    private final WrappedRuns wrapped = new WrappedRuns();
    private final SpacedBytes spaced = new SpacedBytes();
    private String context = "";
    private String label = "";
    private boolean inAddress;
    private final StringBuilder block = new StringBuilder();
    private String opening = "";
    private boolean inBlock;
    private boolean unreadable;

    private EncodedRuns() {}

    static EncodedRuns in(String text) {
        EncodedRuns runs = new EncodedRuns();
        text.lines().forEach(runs::line);
        if (runs.inBlock) {
            runs.endBlock("");
        }
        runs.flush();
        runs.wrapped.end();
        runs.spaced.end();
        runs.label = "";
        runs.collect(runs.wrapped.decoded().strip());
        runs.collect(runs.spaced.decoded().strip());
        for (CharacterCodes.Run codes : CharacterCodes.in(text)) {
            runs.collect(codes.text());
            runs.unreadable |= codes.text().isEmpty();
        }
        PrintableBytes printable = PrintableBytes.in(text);
        runs.collect(printable.decoded().strip());
        runs.collect(WrittenCodePoints.decoded(text).strip());
        runs.unreadable |= printable.unreadable();
        runs.unreadable |= runs.wrapped.unreadable() || runs.spaced.unreadable();
        return runs;
    }

    /** What was decoded, a line for each run, with the label that stood before it. */
    String decoded() {
        return decoded.toString().stripTrailing();
    }

    /** Whether something stands there encoded that cannot be told what it is. */
    boolean unreadable() {
        return unreadable;
    }

    private void line(String line) {
        String whole = line.strip();
        if (inBlock) {
            if (isRun(whole) && block.length() < LONGEST_BLOCK) {
                block.append(whole);
                return;
            }
            if (isHeader(whole) && block.isEmpty()) {
                return;
            }
            endBlock(whole);
        }
        wrapped.line(line);
        spaced.line(line);
        if (!pending.isEmpty()) {
            if (isRun(whole)) {
                pending.add(whole);
                return;
            }
            flush();
        }
        if (KeyText.isKeyBlock(whole)) {
            inBlock = true;
            opening = whole;
            context = line;
            return;
        }
        int last = line.stripTrailing().length();
        for (int i = 0; i < last; ) {
            int end = runEnd(line, i);
            if (end == i) {
                i++;
                continue;
            }
            if (end - i >= SHORTEST || end == last) {
                begin(line, i);
                pending.add(line.substring(i, end));
            }
            i = end;
            if (end < last) {
                flush();
            }
        }
        context = line;
    }

    /** Of a block of a key or certificate only what has the form of one is left out. */
    private void endBlock(String line) {
        inBlock = false;
        String content = block.toString();
        block.setLength(0);
        if (!content.isEmpty() && !(line.startsWith("-----END ") && KeyText.isKeyContent(opening, content))) {
            unreadable |= !decode(content) && content.length() >= CERTAIN;
        }
    }

    /** A header of a block (RFC 1421 §4.4), or the blank line behind it. */
    private static boolean isHeader(String line) {
        return line.isEmpty() || HEADER.matcher(line).matches();
    }

    private void begin(String line, int start) {
        String near = line.substring(Math.max(0, start - LONGEST_ADDRESS), start);
        int space = Math.max(near.lastIndexOf(' '), near.lastIndexOf('\t'));
        inAddress = near.indexOf("://", Math.max(0, space)) >= 0;
        String before =
                line.substring(Math.max(0, start - LONGEST_LABEL), start).stripLeading();
        label = LABEL.matcher(before).matches() ? before : "";
        context = context.substring(0, Math.min(200, context.length())) + "\n"
                + line.substring(Math.max(0, start - 200), start);
    }

    private void flush() {
        if (pending.isEmpty()) {
            return;
        }
        String joined = String.join("", pending);
        if (joined.length() >= SHORTEST && !decode(joined)) {
            boolean block = pending.size() > 1
                    && pending.stream().limit(pending.size() - 1L).allMatch(this::isLong);
            if (block && joined.length() >= CERTAIN_BLOCK) {
                judge(joined);
            } else if (pending.size() == 1) {
                judge(joined);
            } else {
                for (String part : pending) {
                    if (part.length() >= SHORTEST && !decode(part)) {
                        judge(part);
                    }
                }
            }
        }
        pending.clear();
    }

    private boolean isLong(String line) {
        return line.length() >= SHORTEST_LINE;
    }

    private boolean decode(String run) {
        Decoding decoding = Decoding.of(run);
        if (pending.size() > 1 && !SpacedBytes.isSaid(run, decoding.text())) {
            // Figures below each other, as in a column.
            return false;
        }
        collect(decoding.text());
        return decoding.isWhole();
    }

    private void collect(String text) {
        if (!text.isEmpty()) {
            decoded.append(label).append(text).append('\n');
        }
    }

    private void judge(String run) {
        int certain = inAddress ? CERTAIN_IN_ADDRESS : CERTAIN;
        unreadable |= run.length() >= certain && KeyText.isEncoded(run) && !KeyText.isKey(run, context);
    }

    private static boolean isRun(String line) {
        return !line.isEmpty() && runEnd(line, 0) == line.length();
    }

    private static int runEnd(String line, int start) {
        int end = start;
        while (end < line.length() && Decoding.isBase64(line.charAt(end))) {
            end++;
        }
        if (end > start) {
            while (end < line.length() && line.charAt(end) == '=') {
                end++;
            }
        }
        return end;
    }
}
