package dev.sluice.audit;

import dev.sluice.audit.verify.MerkleTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tree that only grows, held by its right edge: for each level of tiles the hashes of the tile that is not full
 * yet, at most 255 of 32 bytes. A level's hash stands over 256 of the level below. @see "C2SP tlog-tiles"
 */
final class GrowingTree {
    /** Leaves or nodes of a tile, as bits and as number. */
    static final int TILE_BITS = 8;

    static final int TILE_WIDTH = 1 << TILE_BITS;

    private final List<byte[]> levels = new ArrayList<>();
    private long size;

    /** An empty tree. */
    GrowingTree() {}

    /**
     * The tree of this size with this right edge.
     *
     * @throws AuditException when the edge is not that of a tree of this size
     */
    static GrowingTree of(long size, List<Tile> edge) {
        GrowingTree tree = new GrowingTree();
        tree.size = size;
        for (int level = 0; size >>> (TILE_BITS * level) > 0; level++) {
            int here = level;
            Tile partial = edge.stream()
                    .filter(tile -> tile.level() == here)
                    .findFirst()
                    .orElse(new Tile(level, tileIndex(size, level), new byte[0]));
            if (partial.index() != tileIndex(size, level) || partial.width() != width(size, level)) {
                throw new AuditException("the tree of size " + size + " has " + width(size, level)
                        + " hashes at the edge of level " + level + ", found " + partial.width());
            }
            tree.levels.add(partial.hashes());
        }
        return tree;
    }

    long size() {
        return size;
    }

    /** Adds a leaf, and hands over each tile that it fills, lowest level first. */
    void append(byte[] leafHash, Consumer<Tile> full) {
        byte[] hash = leafHash;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new byte[0]);
            }
            byte[] grown = append(levels.get(level), hash);
            if (grown.length < TILE_WIDTH * MerkleTree.HASH_BYTES) {
                levels.set(level, grown);
                break;
            }
            levels.set(level, new byte[0]);
            full.accept(new Tile(level, tileIndex(size, level), grown));
            hash = Tile.root(grown, 0, TILE_WIDTH);
        }
        size++;
    }

    /** The RFC 6962 root: the perfect subtrees that make up the tree, joined from the right. */
    byte[] root() {
        if (size == 0) {
            return MerkleTree.emptyRoot();
        }
        Deque<byte[]> subtrees = new ArrayDeque<>();
        for (int level = levels.size() - 1; level >= 0; level--) {
            byte[] hashes = levels.get(level);
            int width = hashes.length / MerkleTree.HASH_BYTES;
            int from = 0;
            for (int part = TILE_WIDTH >> 1; part > 0; part >>= 1) {
                if ((width & part) != 0) {
                    subtrees.push(Tile.root(hashes, from, part));
                    from += part;
                }
            }
        }
        byte[] root = subtrees.pop();
        while (!subtrees.isEmpty()) {
            root = MerkleTree.nodeHash(subtrees.pop(), root);
        }
        return root;
    }

    /** The tiles that are not full, one for each level, those without a hash too. */
    List<Tile> edge() {
        List<Tile> edge = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            edge.add(new Tile(level, tileIndex(size, level), levels.get(level)));
        }
        return edge;
    }

    private static long tileIndex(long size, int level) {
        return size >>> (TILE_BITS * (level + 1));
    }

    private static int width(long size, int level) {
        return (int) (size >>> (TILE_BITS * level)) & (TILE_WIDTH - 1);
    }

    private static byte[] append(byte[] hashes, byte[] hash) {
        byte[] grown = Arrays.copyOf(hashes, hashes.length + hash.length);
        System.arraycopy(hash, 0, grown, hashes.length, hash.length);
        return grown;
    }
}
