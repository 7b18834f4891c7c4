package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * A colour profile: numbers, with texts of what it is for and who made it.
 *
 * @see "ISO 15076-1 §7, ICC.1:2001-04 §6"
 */
final class ColourProfile {
    private static final int SIGNATURE = 36;
    private static final int HEAD = 128;
    private static final int ENTRY = 12;
    private static final int MOST_TAGS = 200;
    private static final int LONGEST_FILLING = 3;
    private static final int DESC = 0x64657363;
    private static final int TEXT = 0x74657874;
    private static final int MLUC = 0x6D6C7563;

    private final byte[] content;
    private final ByteBuffer profile;
    private final Consumer<String> told;
    private final BitSet covered = new BitSet();
    private long judged;

    private ColourProfile(byte[] content, Consumer<String> told) {
        this.content = content.clone();
        this.profile = ByteBuffer.wrap(content);
        this.told = told;
    }

    /** Whether content has the signature of one; says nothing of what follows. */
    static boolean begins(byte[] content) {
        return PictureBlocks.startsWith(content, SIGNATURE, "acsp");
    }

    /**
     * Goes through a profile, and tells of what may be written in it.
     *
     * @return whether its tags lie within it and all of it belongs to them
     */
    static boolean look(byte[] content, Consumer<String> told) {
        if (!begins(content)) {
            return false;
        }
        ColourProfile profile = new ColourProfile(content, told);
        try {
            boolean whole = profile.isWhole();
            WrittenRuns.look(profile.content, told);
            return whole;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isWhole() {
        int tags = profile.getInt(HEAD);
        if (tags < 1 || tags > MOST_TAGS) {
            return false;
        }
        covered.set(0, HEAD + 4 + ENTRY * tags);
        for (int i = 0; i < tags; i++) {
            int entry = HEAD + 4 + ENTRY * i;
            long from = profile.getInt(entry + 4) & 0xFFFFFFFFL;
            long length = profile.getInt(entry + 8) & 0xFFFFFFFFL;
            if (from + length > content.length) {
                return false;
            }
            covered.set((int) from, (int) (from + length));
            tag((int) from, (int) (from + length));
        }
        for (int from = covered.nextClearBit(0); from < content.length; ) {
            int next = covered.nextSetBit(from);
            int to = next < 0 ? content.length : next;
            for (int i = from; to - from > LONGEST_FILLING && i < to; i++) {
                if (content[i] != 0) {
                    return false;
                }
            }
            from = covered.nextClearBit(to);
        }
        return true;
    }

    private void tag(int from, int to) {
        if (to - from < 12) {
            return;
        }
        switch (profile.getInt(from)) {
            case TEXT -> text(from + 8, to, false);
            case DESC -> {
                int end = (int) Math.min(to, from + 12 + (profile.getInt(from + 8) & 0xFFFFFFFFL));
                text(from + 12, end, false);
            }
            case MLUC -> {
                int count = profile.getInt(from + 8);
                int size = profile.getInt(from + 12);
                for (int i = 0; size >= 12 && i >= 0 && i < count && from + 16 + (i + 1L) * size <= to; i++) {
                    int record = from + 16 + i * size;
                    long start = from + (profile.getInt(record + 8) & 0xFFFFFFFFL);
                    text((int) start, (int) Math.min(to, start + profile.getInt(record + 4)), true);
                }
            }
            default -> {}
        }
    }

    private void text(int from, int to, boolean wide) {
        if (from < to) {
            WrittenRuns.text(
                    new String(
                            profile.array(),
                            from,
                            to - from,
                            wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1),
                    told);
            judged += to - from;
            if (judged > 2L * content.length) {
                throw new IllegalArgumentException("texts over each other");
            }
            WrittenRuns.otherwise(Arrays.copyOfRange(profile.array(), from, to), wide, told);
            Arrays.fill(content, from, to, (byte) 0);
        }
    }
}
