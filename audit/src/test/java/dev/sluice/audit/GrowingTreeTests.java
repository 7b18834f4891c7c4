package dev.sluice.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.audit.verify.MerkleProofs;
import dev.sluice.audit.verify.MerkleTree;
import dev.sluice.audit.verify.ReferenceProofs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowingTreeTests {
    private final Map<String, Tile> stored = new HashMap<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private GrowingTree tree = new GrowingTree();

    @Test
    void hasTheRootOfTheReferenceAtEverySizeAroundATile() {
        for (int size = 0; size <= 1100; size++) {
            if (size < 20 || size % 97 == 0 || (size & 255) < 2 || (size & 255) == 255) {
                assertThat(tree.root()).as("size %d", size).isEqualTo(MerkleTree.root(leaves));
            }
            grow(1);
        }
    }

    @Test
    void goesOnFromItsStoredEdgeAsIfItHadNeverStopped() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        while (tree.size() < 70_000) {
            grow(1 + random.nextInt(9_000));
            tree = GrowingTree.of(tree.size(), tree.edge());
            assertThat(tree.root()).as("seed %d, size %d", seed, tree.size()).isEqualTo(MerkleTree.root(leaves));
        }
        assertThat(stored).containsKeys("0/272", "1/0");
    }

    @Test
    void refusesAnEdgeOfAnotherSize() {
        grow(300);
        List<Tile> edge = tree.edge();

        assertThatThrownBy(() -> GrowingTree.of(301, edge)).isInstanceOf(AuditException.class);
        assertThatThrownBy(() -> GrowingTree.of(44, edge)).isInstanceOf(AuditException.class);
    }

    @Test
    void provesEveryLeafAndEveryBeginningFromTiles() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        grow(66_000 + random.nextInt(500));
        byte[] root = tree.root();
        int size = leaves.size();
        TileTree proofs = new TileTree(size, this::tile);
        for (int i = 0; i < 300; i++) {
            int index = random.nextInt(size);
            List<byte[]> inclusion = proofs.inclusion(index);
            List<byte[]> consistency = proofs.consistency(index);
            byte[] earlier = MerkleTree.root(leaves.subList(0, index));

            assertThat(MerkleProofs.inclusion(leaves.get(index), index, size, inclusion, root))
                    .as("seed %d, leaf %d", seed, index)
                    .isTrue();
            assertThat(MerkleProofs.consistency(index, earlier, size, root, consistency))
                    .as("seed %d, from %d", seed, index)
                    .isTrue();
            if (i < 3) {
                assertThat(inclusion)
                        .usingElementComparator(Arrays::compare)
                        .isEqualTo(ReferenceProofs.inclusion(index, leaves));
                assertThat(proofs.root(index)).isEqualTo(earlier);
            }
        }
    }

    private void grow(int more) {
        for (int i = 0; i < more; i++) {
            byte[] leaf = MerkleTree.leafHash(
                    ByteBuffer.allocate(4).putInt(leaves.size()).array());
            leaves.add(leaf);
            tree.append(leaf, tile -> stored.put(tile.level() + "/" + tile.index(), tile));
        }
    }

    private Tile tile(int level, long index) {
        Tile full = stored.get(level + "/" + index);
        return full != null ? full : tree.edge().get(level);
    }
}
