package dev.sluice.audit.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Hashing of the log's tree: SHA-256 with a leading 0 for leaves and 1 for nodes. @see "RFC 6962 §2.1" */
public final class MerkleTree {
    /** Bytes of a hash. */
    public static final int HASH_BYTES = 32;

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    /** The hash of a leaf that holds these bytes. */
    public static byte[] leafHash(byte[] entry) {
        MessageDigest sha256 = sha256();
        sha256.update(LEAF);
        return sha256.digest(entry);
    }

    /** The hash of the node over these two. */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of the tree without a leaf: the hash of nothing. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /** The root of the tree over these leaf hashes, in order. */
    public static byte[] root(List<byte[]> leafHashes) {
        int size = leafHashes.size();
        return switch (size) {
            case 0 -> emptyRoot();
            case 1 -> leafHashes.getFirst().clone();
            default -> {
                int split = Integer.highestOneBit(size - 1);
                yield nodeHash(root(leafHashes.subList(0, split)), root(leafHashes.subList(split, size)));
            }
        };
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
