package dev.sluice.audit;

import dev.sluice.audit.verify.MerkleTree;
import java.util.Arrays;

/**
 * Up to 256 hashes side by side.
 *
 * @param level 0 for leaf hashes; each level stands over 256 hashes of the one below
 * @param index from 0, in its level
 * @param hashes 32 bytes each; not copied, so that a log of any size is read once
 */
record Tile(int level, long index, byte[] hashes) {
    /** Checks the length. */
    Tile {
        if (hashes.length % MerkleTree.HASH_BYTES != 0
                || hashes.length > GrowingTree.TILE_WIDTH * MerkleTree.HASH_BYTES) {
            throw new AuditException("a tile is up to 256 hashes of 32 bytes, found " + hashes.length + " bytes");
        }
    }

    int width() {
        return hashes.length / MerkleTree.HASH_BYTES;
    }

    byte[] hash(int position) {
        return Arrays.copyOfRange(hashes, position * MerkleTree.HASH_BYTES, (position + 1) * MerkleTree.HASH_BYTES);
    }

    /** The hash over so many neighbouring hashes, a power of two of them. */
    static byte[] root(byte[] hashes, int from, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(hashes, from * MerkleTree.HASH_BYTES, (from + 1) * MerkleTree.HASH_BYTES);
        }
        int half = count / 2;
        return MerkleTree.nodeHash(root(hashes, from, half), root(hashes, from + half, half));
    }
}
