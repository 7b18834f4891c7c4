package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Segments of a JPEG with their lengths, until the end of the image (ITU-T T.81 §B.1.1). */
final class JpegBlocks {
    private static final int SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int COMMENT = 0xFE;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int PROFILE = 14;
    private static final int CAPTION = 0x0404;
    private static final int COLOURS = 0x040F;
    /** Resources of Photoshop that are numbers; those of names and settings have text and are none. */
    private static final Set<Integer> NUMBERS = Set.of(
            0x03E8, 0x03E9, 0x03ED, 0x03EF, 0x03F1, 0x03F2, 0x03F3, 0x03F5, 0x03F7, 0x03F8, 0x0400, 0x0402, 0x0406,
            0x0408, 0x0409, 0x040A, 0x040C, 0x040D, 0x0410, 0x0411, 0x0413, 0x0414, 0x0416, 0x0417, 0x0419, 0x041D,
            0x0425, 0x0426, 0x0428, 0x042D, 0x0430, 0x2710);

    private static final int FEWEST_SIGNS = 6;

    private JpegBlocks() {}

    static void look(byte[] content, PictureBlocks blocks) {
        int at = 2;
        while (at + 1 < content.length) {
            int marker = content[at + 1] & 0xFF;
            if ((content[at] & 0xFF) != 0xFF) {
                break;
            }
            if (marker == END) {
                blocks.unknown(content, at + 2, content.length);
                return;
            }
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = at + 3 < content.length ? PictureBlocks.number(content, at + 2, 2) : 0;
            if (length < 2 || length > content.length - at - 2) {
                break;
            }
            segment(content, marker, at + 4, at + 2 + length, blocks);
            at += 2 + length;
            if (marker == SCAN) {
                at = scanEnd(content, at);
            }
        }
        blocks.isNotWhole();
    }

    /** Within a scan a marker has no such code. */
    private static int scanEnd(byte[] content, int from) {
        int at = from;
        while (at + 1 < content.length) {
            int next = content[at + 1] & 0xFF;
            boolean within = next == 0 || next == 0xFF || next >= 0xD0 && next <= 0xD7;
            if ((content[at] & 0xFF) == 0xFF && !within) {
                return at;
            }
            at++;
        }
        return content.length;
    }

    private static void segment(byte[] content, int marker, int from, int to, PictureBlocks blocks) {
        if (marker == COMMENT) {
            blocks.text(new String(content, from, to - from, StandardCharsets.ISO_8859_1));
        } else if (marker >= FIRST_APPLICATION && marker < 0xF0) {
            if (!isKnown(content, marker, from, to, blocks)) {
                blocks.unknown(content, from, to);
            }
        } else if (marker < 0xC0 || marker > 0xDF) {
            blocks.unknown(content, from, to);
        }
    }

    private static boolean isKnown(byte[] content, int marker, int from, int to, PictureBlocks blocks) {
        int length = to - from;
        return switch (marker) {
            case 0xE0 ->
                PictureBlocks.startsWith(content, from, "JFIF\0")
                                && length >= 14
                                && length == 14 + 3 * (content[from + 12] & 0xFF) * (content[from + 13] & 0xFF)
                        || PictureBlocks.startsWith(content, from, "JFXX\0\u0010\u00ff\u00d8");
            case 0xE1 -> {
                boolean exif = PictureBlocks.startsWith(content, from, "Exif\0\0");
                if (exif) {
                    TiffBlocks.look(content, from + 6, to, blocks);
                }
                // The packet itself is looked for in the whole picture.
                yield exif
                        || PictureBlocks.startsWith(content, from, "http://ns.adobe.com/xap/1.0/\0")
                                && new String(content, from, length, StandardCharsets.ISO_8859_1).contains("meta>");
            }
            case 0xE2 -> {
                boolean profile = PictureBlocks.startsWith(content, from, "ICC_PROFILE\0") && length > PROFILE;
                if (profile) {
                    blocks.profile(content, from + PROFILE, to);
                }
                yield profile;
            }
            case 0xEC -> PictureBlocks.startsWith(content, from, "Ducky") && length <= 15;
            case 0xED ->
                PictureBlocks.startsWith(content, from, "Photoshop 3.0\0")
                        && areResources(content, from + 14, to, blocks);
            case 0xEE -> PictureBlocks.startsWith(content, from, "Adobe") && length == 12;
            default -> false;
        };
    }

    private static boolean areResources(byte[] content, int from, int to, PictureBlocks blocks) {
        int at = from;
        while (at + 12 <= to) {
            int name = content[at + 6] & 0xFF;
            int head = at + 6 + (name / 2 + 1) * 2;
            if (!PictureBlocks.startsWith(content, at, "8BIM") || head + 4 > to) {
                return false;
            }
            int length = PictureBlocks.number(content, head, 4);
            if (length < 0 || length > to - head - 4) {
                return false;
            }
            blocks.text(new String(content, at + 7, name, StandardCharsets.ISO_8859_1));
            int kind = PictureBlocks.number(content, at + 4, 2);
            if (kind == CAPTION) {
                caption(content, head + 4, head + 4 + length, blocks);
            } else if (kind == COLOURS) {
                colours(content, head + 4, head + 4 + length, blocks);
            } else if (!NUMBERS.contains(kind)) {
                words(content, head + 4, head + 4 + length, blocks);
            }
            at = head + 4 + length + length % 2;
        }
        blocks.unknown(content, at, to);
        return true;
    }

    private static void colours(byte[] content, int from, int to, PictureBlocks blocks) {
        if (!ColourProfile.look(Arrays.copyOfRange(content, from, to), blocks::text)) {
            blocks.isNotWhole();
        }
    }

    /** Fields of a caption with their lengths (IPTC-NAA IIM 4.2 §3). */
    private static void caption(byte[] content, int from, int to, PictureBlocks blocks) {
        int at = from;
        while (at + 5 <= to && content[at] == 0x1C) {
            int length = PictureBlocks.number(content, at + 3, 2);
            if (length > to - at - 5) {
                break;
            }
            byte[] field = Arrays.copyOfRange(content, at + 5, at + 5 + length);
            blocks.text(StrictText.decode(field, null).orElseGet(() -> new String(field, StandardCharsets.ISO_8859_1)));
            at += 5 + length;
        }
        blocks.unknown(content, at, to);
    }

    /** Settings and names among numbers: all that is written in a row of letters, of one byte or two. */
    private static void words(byte[] content, int from, int to, PictureBlocks blocks) {
        StringBuilder word = new StringBuilder();
        int zeros = 0;
        for (int i = from; i <= to; i++) {
            int c = i < to ? content[i] & 0xFF : 0;
            if (c >= ' ' && c != 0x7F) {
                word.append((char) c);
                zeros = 0;
            } else if (c != 0 || ++zeros > 1 || i == to) {
                if (word.length() >= FEWEST_SIGNS) {
                    blocks.text(word.toString());
                }
                word.setLength(0);
            }
        }
    }
}
