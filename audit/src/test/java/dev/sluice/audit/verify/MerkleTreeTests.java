package dev.sluice.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MerkleTreeTests {
    @Test
    void hasThePublishedRootsOfUpToEightLeaves() {
        for (int size = 0; size <= PublishedTree.LEAVES.size(); size++) {
            assertThat(MerkleTree.root(PublishedTree.leafHashes(size)))
                    .as("size %d", size)
                    .isEqualTo(PublishedTree.root(size));
        }
    }

    @Test
    void tellsALeafFromANodeOfTheSameBytes() {
        byte[] left = MerkleTree.leafHash(new byte[] {1});
        byte[] right = MerkleTree.leafHash(new byte[] {2});
        byte[] both = new byte[64];
        System.arraycopy(left, 0, both, 0, 32);
        System.arraycopy(right, 0, both, 32, 32);

        assertThat(MerkleTree.leafHash(both)).isNotEqualTo(MerkleTree.nodeHash(left, right));
    }
}
