package dev.sluice.ingest.extract;

/** Bytes behind a picture, or between what it is made of, that belong to nothing. */
final class PictureEnd {
    private static final int MOST_SIGNS = 6;

    private static final int MOST_IN_ROW = 3;

    private PictureEnd() {}

    /**
     * Whether they are zeros or chance: programs leave behind bytes of their memory; what could be a value has more letters
     * and digits than chance has.
     */
    static boolean isNothing(byte[] rest) {
        int signs = 0;
        int inRow = 0;
        for (byte b : rest) {
            boolean sign = b >= 0 && Character.isLetterOrDigit(b);
            signs += sign ? 1 : 0;
            inRow = sign ? inRow + 1 : 0;
            if (signs > MOST_SIGNS || inRow > MOST_IN_ROW) {
                return false;
            }
        }
        return isZero(rest) || StrictText.decode(rest, null).isEmpty();
    }

    /** Whether there is nothing but zeros. */
    static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
