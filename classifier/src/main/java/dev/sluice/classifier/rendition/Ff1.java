package dev.sluice.classifier.rendition;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * FF1, format-preserving encryption over numeral strings. FF3 and FF3-1 are not used: the second draft of revision 1
 * removes FF3 for its weaknesses. One thread.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/g/r1/2pd">NIST SP 800-38G Rev. 1, algorithm 7</a>
 */
final class Ff1 {
    /** Fewest values that a domain must have, SP 800-38G Rev. 1 §5.1. */
    static final BigInteger SMALLEST_DOMAIN = BigInteger.valueOf(1_000_000);

    private static final int ROUNDS = 10;
    private static final int BLOCK = 16;

    private final Cipher aes;

    /** An instance under an AES key of 16, 24 or 32 bytes. */
    Ff1(byte[] key) {
        try {
            // One block at a time: the publication's PRF is a CBC-MAC made of single block encryptions.
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is required of every Java platform", e);
        }
    }

    /** Whether strings of so many numerals are a domain large enough. */
    static boolean isLargeEnough(int radix, int length) {
        return length >= 2 && BigInteger.valueOf(radix).pow(length).compareTo(SMALLEST_DOMAIN) >= 0;
    }

    /**
     * Encrypts a string of numerals, each from 0 to radix.
     *
     * @throws IllegalArgumentException if the domain is too small
     */
    int[] encrypt(int radix, byte[] tweak, int[] plain) {
        int n = plain.length;
        if (!isLargeEnough(radix, n)) {
            throw new IllegalArgumentException(
                    "FF1: expected a domain of a million, found radix " + radix + " and length " + n);
        }
        int u = n / 2;
        int v = n - u;
        BigInteger r = BigInteger.valueOf(radix);
        int b = (r.pow(v).subtract(BigInteger.ONE).bitLength() + 7) / 8;
        int d = 4 * ((b + 3) / 4) + 4;
        BigInteger a = number(r, plain, 0, u);
        BigInteger c = number(r, plain, u, n);
        byte[] p = ByteBuffer.allocate(BLOCK)
                .put(new byte[] {1, 2, 1, 0})
                .putShort((short) radix)
                .put((byte) ROUNDS)
                .put((byte) u)
                .putInt(n)
                .putInt(tweak.length)
                .array();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] q = q(tweak, round, c, b);
            BigInteger y = new BigInteger(1, expand(prf(p, q), d));
            int m = round % 2 == 0 ? u : v;
            BigInteger next = a.add(y).mod(r.pow(m));
            a = c;
            c = next;
        }
        int[] out = new int[n];
        numerals(r, a, out, 0, u);
        numerals(r, c, out, u, n);
        return out;
    }

    private static byte[] q(byte[] tweak, int round, BigInteger half, int b) {
        int zeros = Math.floorMod(-tweak.length - b - 1, BLOCK);
        ByteBuffer q = ByteBuffer.allocate(tweak.length + zeros + 1 + b);
        q.put(tweak).put(new byte[zeros]).put((byte) round);
        byte[] bytes = half.toByteArray();
        int from = Math.max(0, bytes.length - b);
        q.position(q.capacity() - (bytes.length - from));
        return q.put(bytes, from, bytes.length - from).array();
    }

    private byte[] prf(byte[] p, byte[] q) {
        byte[] state = block(p);
        for (int at = 0; at < q.length; at += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                state[i] ^= q[at + i];
            }
            state = block(state);
        }
        return state;
    }

    private byte[] expand(byte[] r, int d) {
        ByteBuffer s = ByteBuffer.allocate((d + BLOCK - 1) / BLOCK * BLOCK).put(r);
        for (int j = 1; s.hasRemaining(); j++) {
            byte[] counter = r.clone();
            for (int i = 0; i < Integer.BYTES; i++) {
                counter[BLOCK - 1 - i] ^= (byte) (j >>> (8 * i));
            }
            s.put(block(counter));
        }
        return Arrays.copyOf(s.array(), d);
    }

    private byte[] block(byte[] block) {
        try {
            return aes.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused a block of " + block.length + " bytes", e);
        }
    }

    private static BigInteger number(BigInteger radix, int[] numerals, int from, int to) {
        BigInteger number = BigInteger.ZERO;
        for (int i = from; i < to; i++) {
            number = number.multiply(radix).add(BigInteger.valueOf(numerals[i]));
        }
        return number;
    }

    private static void numerals(BigInteger radix, BigInteger number, int[] out, int from, int to) {
        BigInteger rest = number;
        for (int i = to - 1; i >= from; i--) {
            BigInteger[] parts = rest.divideAndRemainder(radix);
            out[i] = parts[1].intValue();
            rest = parts[0];
        }
    }
}
