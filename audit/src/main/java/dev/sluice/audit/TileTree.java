package dev.sluice.audit;

import dev.sluice.audit.verify.MerkleTree;
import java.util.ArrayList;
import java.util.List;

/** Proofs out of stored tiles: reads only the tiles on the way. @see "RFC 6962 §2.1.1 and §2.1.2" */
final class TileTree {
    private final long size;
    private final Source tiles;

    /** The tree of this size whose tiles come from there. */
    TileTree(long size, Source tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    /** Where tiles are kept. */
    interface Source {
        /** The tile, full or not. @throws AuditException when there is none */
        Tile tile(int level, long index);
    }

    /** The root of the first leaves. */
    byte[] root(long leaves) {
        return leaves == 0 ? MerkleTree.emptyRoot() : hash(0, leaves);
    }

    /** Shows that the leaf is in the tree. */
    List<byte[]> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new AuditException("a tree of size " + size + " has no leaf " + index);
        }
        List<byte[]> proof = new ArrayList<>();
        inclusion(index, 0, size, proof);
        return proof;
    }

    /** Shows that the tree of the first leaves is the beginning of this one. */
    List<byte[]> consistency(long first) {
        if (first < 0 || first > size) {
            throw new AuditException("a tree of size " + size + " does not begin with one of size " + first);
        }
        List<byte[]> proof = new ArrayList<>();
        if (first > 0 && first < size) {
            consistency(first, 0, size, true, proof);
        }
        return proof;
    }

    private void inclusion(long index, long from, long to, List<byte[]> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        if (index < middle) {
            inclusion(index, from, middle, proof);
            proof.add(hash(middle, to));
        } else {
            inclusion(index, middle, to, proof);
            proof.add(hash(from, middle));
        }
    }

    private void consistency(long first, long from, long to, boolean whole, List<byte[]> proof) {
        if (first == to) {
            if (!whole) {
                proof.add(hash(from, to));
            }
            return;
        }
        long middle = from + Long.highestOneBit(to - from - 1);
        if (first <= middle) {
            consistency(first, from, middle, whole, proof);
            proof.add(hash(middle, to));
        } else {
            consistency(first, middle, to, false, proof);
            proof.add(hash(from, middle));
        }
    }

    private byte[] hash(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) != 1) {
            long middle = from + Long.highestOneBit(leaves);
            return MerkleTree.nodeHash(hash(from, middle), hash(middle, to));
        }
        int height = Long.numberOfTrailingZeros(leaves);
        int level = height / GrowingTree.TILE_BITS;
        int count = 1 << (height % GrowingTree.TILE_BITS);
        long position = from >>> (GrowingTree.TILE_BITS * level);
        Tile tile = tiles.tile(level, position >>> GrowingTree.TILE_BITS);
        int start = (int) (position & (GrowingTree.TILE_WIDTH - 1));
        if (tile.width() < start + count) {
            throw new AuditException("tile " + level + "/" + tile.index() + " has " + tile.width() + " hashes, "
                    + (start + count) + " are needed");
        }
        return Tile.root(tile.hashes(), start, count);
    }
}
