package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Blocks of a GIF with their lengths, until the trailer (GIF89a §17 to §27). */
final class GifBlocks {
    private static final int CONTROL = 0xF9;
    private static final int COMMENT = 0xFE;
    private static final int PLAIN_TEXT = 0x01;
    private static final int APPLICATION = 0xFF;
    private static final int NAME = 11;

    private GifBlocks() {}

    static void look(byte[] content, PictureBlocks blocks) {
        int at = content.length > 13 && content[10] < 0 ? 13 + 3 * (2 << (content[10] & 7)) : 13;
        while (at + 1 < content.length || at < content.length && content[at] == 0x3B) {
            switch (content[at]) {
                case 0x3B -> {
                    blocks.unknown(content, at + 1, content.length);
                    return;
                }
                case 0x21 -> {
                    ByteArrayOutputStream data = new ByteArrayOutputStream();
                    int next = blocks(content, at + 2, data);
                    extension(content[at + 1] & 0xFF, data.toByteArray(), blocks);
                    at = next;
                }
                case 0x2C -> {
                    int colours = at + 9 < content.length && content[at + 9] < 0 ? 3 * (2 << (content[at + 9] & 7)) : 0;
                    at = blocks(content, at + 11 + colours, new ByteArrayOutputStream());
                }
                default -> {
                    blocks.isNotWhole();
                    return;
                }
            }
        }
        blocks.isNotWhole();
    }

    private static int blocks(byte[] content, int from, ByteArrayOutputStream data) {
        int at = from;
        while (at < content.length && content[at] != 0) {
            int length = content[at] & 0xFF;
            data.write(content, at + 1, Math.max(0, Math.min(length, content.length - at - 1)));
            at += 1 + length;
        }
        return at + 1;
    }

    private static void extension(int kind, byte[] data, PictureBlocks blocks) {
        switch (kind) {
            case CONTROL -> blocks.unknown(data, Math.min(4, data.length), data.length);
            case COMMENT -> blocks.text(new String(data, StandardCharsets.ISO_8859_1));
            // Twelve bytes say where it is shown.
            case PLAIN_TEXT ->
                blocks.text(new String(
                        Arrays.copyOfRange(data, Math.min(12, data.length), data.length), StandardCharsets.ISO_8859_1));
            case APPLICATION -> application(data, blocks);
            default -> blocks.unknown(data, 0, data.length);
        }
    }

    private static void application(byte[] data, PictureBlocks blocks) {
        boolean repeats =
                PictureBlocks.startsWith(data, 0, "NETSCAPE2.0") || PictureBlocks.startsWith(data, 0, "ANIMEXTS1.0");
        boolean profile = PictureBlocks.startsWith(data, 0, "ICCRGBG1012")
                && ColourProfile.look(Arrays.copyOfRange(data, NAME, data.length), blocks::text);
        boolean packet = PictureBlocks.startsWith(data, 0, "XMP DataXMP")
                && new String(data, StandardCharsets.ISO_8859_1).contains("xmpmeta");
        if (repeats) {
            blocks.unknown(data, NAME, data.length);
        } else if (!profile && !packet) {
            blocks.unknown(data, 0, data.length);
        }
    }
}
