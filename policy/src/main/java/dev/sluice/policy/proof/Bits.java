package dev.sluice.policy.proof;

import java.util.function.IntPredicate;

/** Sets of small numbers, as bits. */
final class Bits {
    private Bits() {}

    static long[] none(int size) {
        return new long[(size + Long.SIZE - 1) / Long.SIZE];
    }

    static long[] of(int size, IntPredicate member) {
        long[] bits = none(size);
        for (int i = 0; i < size; i++) {
            if (member.test(i)) {
                set(bits, i);
            }
        }
        return bits;
    }

    static void set(long[] bits, int member) {
        bits[member / Long.SIZE] |= 1L << member;
    }

    static boolean has(long[] bits, int member) {
        return (bits[member / Long.SIZE] & 1L << member) != 0;
    }

    /** The first that is in one and in the other, or -1. */
    static int firstOfBoth(long[] one, long[] other) {
        for (int i = 0; i < one.length; i++) {
            long both = one[i] & other[i];
            if (both != 0) {
                return i * Long.SIZE + Long.numberOfTrailingZeros(both);
            }
        }
        return -1;
    }

    /** The first that is in one and not in the other, or -1. */
    static int firstOfOnly(long[] one, long[] other) {
        for (int i = 0; i < one.length; i++) {
            long only = one[i] & ~other[i];
            if (only != 0) {
                return i * Long.SIZE + Long.numberOfTrailingZeros(only);
            }
        }
        return -1;
    }
}
