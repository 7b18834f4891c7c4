package dev.sluice.classifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Numbers below 256 as the bytes of a text, or of something else. */
final class CodeBytes {
    private static final int SHORTEST_BYTES = 256;

    private CodeBytes() {}

    /** The bytes as UTF-8, or each as the character of its number where they are none. */
    static String decoded(byte[] codes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(codes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(codes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether bytes are spread over all their values, which figures that mean something hardly are. */
    static boolean areSpread(byte[] bytes) {
        int[] quarters = new int[4];
        int[] counts = new int[0x100];
        int most = 0;
        for (byte b : bytes) {
            quarters[(b & 0xFF) >> 6]++;
            most = Math.max(most, ++counts[b & 0xFF]);
        }
        boolean even = bytes.length >= SHORTEST_BYTES && most * 20L < bytes.length;
        for (int quarter : quarters) {
            even &= quarter * 100L >= bytes.length * 15L && quarter * 100L <= bytes.length * 35L;
        }
        return even;
    }
}
