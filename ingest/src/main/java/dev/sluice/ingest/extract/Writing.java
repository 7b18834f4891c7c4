package dev.sluice.ingest.extract;

import java.awt.image.BufferedImage;

/**
 * Whether a picture may hold writing. Errs on the safe side: writing, photographs and ornament may hold some; only
 * plain shapes and gradients don't.
 *
 * <p>A line of writing crosses several strokes. So a picture holds none if no run of neighbouring rows or columns swings
 * between darker and lighter more often than a few plain shapes do. Every colour channel is looked at by itself, and
 * transparency, so that writing in any two colours counts.
 */
final class Writing {
    /** Width and height up to which a picture is too small for writing. */
    static final int TINY = 32;
    /** Width and height up to which a rendering of a page is a thumbnail. */
    static final int LARGEST_THUMBNAIL = 256;
    /** Width and height up to which a picture can be a decoration. */
    static final int LARGEST_DECORATION = 320;

    private static final int SWING = 10;
    private static final int MOST_SWINGS = 7;
    private static final int LEAST_HEIGHT = 4;

    private Writing() {}

    static boolean mayHold(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        for (int shift = 0; shift <= 24; shift += 8) {
            boolean opacity = shift == 24;
            if (busy(pixels, shift, opacity, height, width, width, 1)
                    || busy(pixels, shift, opacity, width, height, 1, width)) {
                return true;
            }
        }
        return false;
    }

    private static boolean busy(
            int[] pixels, int shift, boolean opacity, int lines, int length, int lineStep, int step) {
        int inRow = 0;
        for (int line = 0; line < lines; line++) {
            inRow = swings(pixels, shift, opacity, line * lineStep, length, step) > MOST_SWINGS ? inRow + 1 : 0;
            if (inRow >= LEAST_HEIGHT) {
                return true;
            }
        }
        return false;
    }

    private static int swings(int[] pixels, int shift, boolean opacity, int start, int length, int step) {
        int swings = 0;
        int direction = 0;
        int low = level(pixels[start], shift, opacity);
        int high = low;
        for (int i = 1; i < length; i++) {
            int level = level(pixels[start + i * step], shift, opacity);
            low = Math.min(low, level);
            high = Math.max(high, level);
            if (direction <= 0 && level - low >= SWING) {
                swings++;
                direction = 1;
                high = level;
            } else if (direction >= 0 && high - level >= SWING) {
                swings++;
                direction = -1;
                low = level;
            }
            if (direction > 0) {
                low = high;
            } else if (direction < 0) {
                high = low;
            }
        }
        return swings;
    }

    private static int level(int pixel, int shift, boolean opacity) {
        int alpha = pixel >>> 24;
        int value = pixel >> shift & 0xFF;
        return opacity ? alpha : (value * alpha + 255 * (255 - alpha)) / 255;
    }
}
