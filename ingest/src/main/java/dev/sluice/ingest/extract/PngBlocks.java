package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Chunks of a PNG with their lengths, until that which is called the end (ISO/IEC 15948 §5.3). */
final class PngBlocks {
    /** Chunks of numbers, with the most bytes that each can have. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("IHDR", 13),
            Map.entry("IEND", 0),
            Map.entry("PLTE", 768),
            Map.entry("tRNS", 256),
            Map.entry("cHRM", 32),
            Map.entry("gAMA", 4),
            Map.entry("sBIT", 4),
            Map.entry("sRGB", 1),
            Map.entry("bKGD", 6),
            Map.entry("hIST", 512),
            Map.entry("pHYs", 9),
            Map.entry("tIME", 7),
            Map.entry("cICP", 4),
            Map.entry("oFFs", 9),
            Map.entry("sTER", 1),
            Map.entry("vpAg", 9),
            Map.entry("CgBI", 4),
            Map.entry("iDOT", 28));

    private static final Pattern PROFILE = Pattern.compile(
            "(?i)(?:[\\w.()-]{1,20} ){0,3}(?:k?cg)?(?:icc|s?rgb|colou?r ?(?:lcd|space)|profile|gr[ae]y|display|lcd)[\\w .()-]{0,24}");
    private static final int LARGEST_TEXT = 1 << 22;

    private PngBlocks() {}

    static void look(byte[] content, PictureBlocks blocks) {
        int at = 8;
        while (at + 12 <= content.length) {
            int length = PictureBlocks.number(content, at, 4);
            if (length < 0 || length > content.length - at - 12) {
                blocks.isNotWhole();
                return;
            }
            String kind = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
            int from = at + 8;
            at += 12 + length;
            if (!kind.equals("IDAT")) {
                chunk(content, kind, from, from + length, blocks);
            }
            if (kind.equals("IEND")) {
                blocks.unknown(content, at, content.length);
                blocks.points(() -> points(content, blocks));
                return;
            }
        }
        blocks.isNotWhole();
    }

    private static void chunk(byte[] content, String kind, int from, int to, PictureBlocks blocks) {
        Integer most = NUMBERS.get(kind);
        if (most != null && to - from <= most) {
            return;
        }
        byte[] data = Arrays.copyOfRange(content, from, to);
        switch (kind) {
            case "tEXt" -> blocks.text(new String(data, StandardCharsets.ISO_8859_1).replace("\0", ": "));
            case "zTXt" -> packed(data, end(data, 0) + 2, StandardCharsets.ISO_8859_1, data, blocks);
            case "iTXt" -> international(data, blocks);
            case "eXIf" -> TiffBlocks.look(content, from, to, blocks);
            case "iCCP" -> profile(data, blocks);
            // Other pictures, which nobody looks at.
            case "acTL", "fcTL", "fdAT" -> blocks.isNotWhole();
            default -> blocks.unknown(content, from, to);
        }
    }

    private static int end(byte[] data, int from) {
        int at = from;
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at;
    }

    private static void international(byte[] data, PictureBlocks blocks) {
        int keyword = end(data, 0);
        int language = end(data, Math.min(data.length, keyword + 3));
        int translated = end(data, Math.min(data.length, language + 1));
        if (translated + 1 > data.length) {
            blocks.unknown(data, 0, data.length);
            return;
        }
        byte[] head = Arrays.copyOf(data, translated);
        if (data[keyword + 1] == 0) {
            blocks.text(new String(head, StandardCharsets.UTF_8));
            blocks.text(new String(data, translated + 1, data.length - translated - 1, StandardCharsets.UTF_8));
        } else {
            packed(data, translated + 1, StandardCharsets.UTF_8, head, blocks);
        }
    }

    private static void packed(byte[] data, int from, Charset charset, byte[] head, PictureBlocks blocks) {
        blocks.text(new String(head, 0, Math.min(end(head, 0), head.length), charset));
        byte[] unpacked = from > data.length ? null : unpacked(data, from, LARGEST_TEXT);
        if (unpacked == null || unpacked.length == LARGEST_TEXT) {
            blocks.isNotWhole();
        } else {
            blocks.text(new String(unpacked, charset));
        }
    }

    private static void profile(byte[] data, PictureBlocks blocks) {
        int name = end(data, 0);
        byte[] unpacked = name + 2 > data.length ? null : unpacked(data, name + 2, LARGEST_TEXT);
        String called = new String(data, 0, name, StandardCharsets.ISO_8859_1);
        if (!PROFILE.matcher(called).matches()) {
            blocks.text(called);
        }
        if (unpacked == null || !ColourProfile.look(unpacked, blocks::text)) {
            blocks.isNotWhole();
        }
    }

    /** What is packed from a place on; null if it is not, or not to its end. */
    private static byte @Nullable [] unpacked(byte[] data, int from, int most) {
        Inflater inflater = new Inflater();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        try {
            inflater.setInput(data, from, data.length - from);
            while (!inflater.finished() && out.size() < most) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    return null;
                }
                out.write(buffer, 0, count);
            }
            boolean more = inflater.finished() && inflater.getRemaining() > 0;
            return more
                            && !PictureEnd.isNothing(
                                    Arrays.copyOfRange(data, data.length - inflater.getRemaining(), data.length))
                    ? null
                    : out.toByteArray();
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }

    /** No more is packed than the points, each line with a byte before it, perhaps in seven turns. */
    private static void points(byte[] content, PictureBlocks blocks) {
        if (content.length < 29 || !PictureBlocks.startsWith(content, 12, "IHDR")) {
            blocks.isNotWhole();
            return;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 8; at + 12 <= content.length; at += 12 + PictureBlocks.number(content, at, 4)) {
            if (PictureBlocks.startsWith(content, at + 4, "IDAT")) {
                packed.write(content, at + 8, PictureBlocks.number(content, at, 4));
            } else if (PictureBlocks.startsWith(content, at + 4, "IEND")) {
                break;
            }
        }
        long width = PictureBlocks.number(content, 16, 4);
        long height = PictureBlocks.number(content, 20, 4);
        int channels = switch (content[25]) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        boolean turns = content[28] != 0;
        long line = (width * channels * content[24] + 7) / 8 + 1;
        long most = turns ? 2 * line * height + 64 : line * height;
        if (most > Integer.MAX_VALUE / 2) {
            blocks.isNotWhole();
            return;
        }
        byte[] unpacked = unpacked(packed.toByteArray(), 0, (int) most + 1_000);
        if (unpacked == null) {
            blocks.isNotWhole();
        } else {
            blocks.unknown(unpacked, (int) Math.min(most, unpacked.length), unpacked.length);
        }
    }
}
