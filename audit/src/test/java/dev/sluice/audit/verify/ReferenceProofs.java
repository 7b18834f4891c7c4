package dev.sluice.audit.verify;

import java.util.ArrayList;
import java.util.List;

/** Proofs by the letter of RFC 6962 §2.1.1 and §2.1.2, over a list of leaf hashes. */
public final class ReferenceProofs {
    private ReferenceProofs() {}

    /** PATH(m, D[n]). */
    public static List<byte[]> inclusion(int index, List<byte[]> leaves) {
        if (leaves.size() <= 1) {
            return new ArrayList<>();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> path = index < split ? inclusion(index, left) : inclusion(index - split, right);
        path.add(MerkleTree.root(index < split ? right : left));
        return path;
    }

    /** PROOF(m, D[n]). */
    public static List<byte[]> consistency(int first, List<byte[]> leaves) {
        return first == 0 ? new ArrayList<>() : subproof(first, leaves, true);
    }

    private static List<byte[]> subproof(int first, List<byte[]> leaves, boolean whole) {
        if (first == leaves.size()) {
            return whole ? new ArrayList<>() : new ArrayList<>(List.of(MerkleTree.root(leaves)));
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        List<byte[]> proof = first <= split ? subproof(first, left, whole) : subproof(first - split, right, false);
        proof.add(MerkleTree.root(first <= split ? right : left));
        return proof;
    }
}
