package dev.sluice.audit.verify;

import java.security.MessageDigest;
import java.util.List;

/**
 * Checks of proofs against roots. A proof comes from the other side: nothing in it is trusted, and every wrong form
 * is an answer of false, never an exception. @see "RFC 9162 §2.1.3.2 and §2.1.4.2"
 */
public final class MerkleProofs {
    private MerkleProofs() {}

    /** Whether the proof shows that the leaf stands at this index of the tree of this size and root. */
    public static boolean inclusion(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !hashes(proof) || leafHash.length != MerkleTree.HASH_BYTES) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.nodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /**
     * Whether the proof shows that the first tree is the beginning of the second. The empty tree begins every tree
     * and needs no proof.
     */
    public static boolean consistency(
            long firstSize, byte[] firstRoot, long secondSize, byte[] secondRoot, List<byte[]> proof) {
        if (firstSize < 0 || firstSize > secondSize || !hashes(proof)) {
            return false;
        }
        if (firstSize == secondSize) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        if (firstSize == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, MerkleTree.emptyRoot());
        }
        boolean firstIsWholeSubtree = Long.bitCount(firstSize) == 1;
        if (!firstIsWholeSubtree && proof.isEmpty()) {
            return false;
        }
        long first = firstSize - 1;
        long second = secondSize - 1;
        while ((first & 1) == 1) {
            first >>>= 1;
            second >>>= 1;
        }
        byte[] start = firstIsWholeSubtree ? firstRoot : proof.getFirst();
        byte[] firstHash = start;
        byte[] secondHash = start;
        for (byte[] sibling : firstIsWholeSubtree ? proof : proof.subList(1, proof.size())) {
            if (second == 0) {
                return false;
            }
            if ((first & 1) == 1 || first == second) {
                firstHash = MerkleTree.nodeHash(sibling, firstHash);
                secondHash = MerkleTree.nodeHash(sibling, secondHash);
                while ((first & 1) == 0 && first != 0) {
                    first >>>= 1;
                    second >>>= 1;
                }
            } else {
                secondHash = MerkleTree.nodeHash(secondHash, sibling);
            }
            first >>>= 1;
            second >>>= 1;
        }
        return second == 0
                && MessageDigest.isEqual(firstHash, firstRoot)
                && MessageDigest.isEqual(secondHash, secondRoot);
    }

    private static boolean hashes(List<byte[]> proof) {
        return proof.size() <= Long.SIZE && proof.stream().allMatch(hash -> hash.length == MerkleTree.HASH_BYTES);
    }
}
