package dev.sluice.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleProofsTests {
    private static final int LARGEST = 40;

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleTree.leafHash(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return leaves;
    }

    @Test
    void acceptsThePublishedInclusionProofs() {
        // Certificate Transparency's reference: leaf 5 of 8, and leaf 2 of 3 (counted from 0).
        List<byte[]> fifthOfEight = hex(
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        List<byte[]> thirdOfThree = hex("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");

        assertThat(MerkleProofs.inclusion(
                        PublishedTree.leafHashes(8).get(5), 5, 8, fifthOfEight, PublishedTree.root(8)))
                .isTrue();
        assertThat(MerkleProofs.inclusion(
                        PublishedTree.leafHashes(3).get(2), 2, 3, thirdOfThree, PublishedTree.root(3)))
                .isTrue();
    }

    @Test
    void acceptsThePublishedConsistencyProofs() {
        List<byte[]> sixToEight = hex(
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        List<byte[]> twoToFive = hex(
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");

        assertThat(MerkleProofs.consistency(6, PublishedTree.root(6), 8, PublishedTree.root(8), sixToEight))
                .isTrue();
        assertThat(MerkleProofs.consistency(2, PublishedTree.root(2), 5, PublishedTree.root(5), twoToFive))
                .isTrue();
    }

    @Test
    void acceptsEveryLeafAtItsIndexAndAtNoOther() {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = MerkleTree.root(leaves);
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = ReferenceProofs.inclusion(index, leaves);
                for (int claimed = -1; claimed <= size; claimed++) {
                    assertThat(MerkleProofs.inclusion(leaves.get(index), claimed, size, proof, root))
                            .as("leaf %d of %d claimed at %d", index, size, claimed)
                            .isEqualTo(claimed == index);
                }
            }
        }
    }

    @Test
    void refusesAnInclusionProofThatIsShortenedLengthenedOrChanged() {
        for (int size = 1; size <= LARGEST; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = MerkleTree.root(leaves);
            for (int index = 0; index < size; index++) {
                for (List<byte[]> wrong : spoiled(ReferenceProofs.inclusion(index, leaves))) {
                    assertThat(MerkleProofs.inclusion(leaves.get(index), index, size, wrong, root))
                            .as("leaf %d of %d", index, size)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void acceptsEveryBeginningOfATreeAndRefusesSpoiledProofs() {
        for (int size = 0; size <= LARGEST; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = MerkleTree.root(leaves);
            for (int first = 0; first <= size; first++) {
                byte[] firstRoot = MerkleTree.root(leaves.subList(0, first));
                List<byte[]> proof = ReferenceProofs.consistency(first, leaves);
                assertThat(MerkleProofs.consistency(first, firstRoot, size, root, proof))
                        .as("%d to %d", first, size)
                        .isTrue();
                assertThat(MerkleProofs.consistency(first, flipped(firstRoot), size, root, proof))
                        .as("%d to %d with another first root", first, size)
                        .isFalse();
                for (List<byte[]> wrong : spoiled(proof)) {
                    assertThat(MerkleProofs.consistency(first, firstRoot, size, root, wrong))
                            .as("%d to %d spoiled", first, size)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void refusesATreeThatGotSmaller() {
        List<byte[]> leaves = leaves(5);

        assertThat(MerkleProofs.consistency(
                        5, MerkleTree.root(leaves), 4, MerkleTree.root(leaves.subList(0, 4)), List.of()))
                .isFalse();
    }

    private static List<List<byte[]>> spoiled(List<byte[]> proof) {
        List<List<byte[]>> wrong = new ArrayList<>();
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        wrong.add(longer);
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            wrong.add(shorter);
            List<byte[]> changed = new ArrayList<>(proof);
            changed.set(i, flipped(proof.get(i)));
            wrong.add(changed);
            List<byte[]> cut = new ArrayList<>(proof);
            cut.set(i, new byte[31]);
            wrong.add(cut);
        }
        return wrong;
    }

    private static byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[7] ^= 1;
        return other;
    }

    private static List<byte[]> hex(String... hashes) {
        return Arrays.stream(hashes).map(HexFormat.of()::parseHex).toList();
    }
}
