package dev.sluice.audit.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes: a name and an Ed25519 key. @see "C2SP signed-note, verifier keys"
 */
public final class NoteKey {
    static final byte ED25519 = 1;
    static final int ID_BYTES = 4;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private final String name;
    private final PublicKey key;
    private final byte[] raw;

    /**
     * @param name without spaces and plus signs; for a log its origin
     * @throws IllegalArgumentException when the key is not Ed25519 or the name is not one
     */
    public NoteKey(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_PREFIX.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new IllegalArgumentException("a note's key is Ed25519, found " + key.getAlgorithm());
        }
        this.name = checkedName(name);
        this.key = key;
        this.raw = Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    /** Reads {@code name+hash+base64}. @throws NoteException when it isn't that */
    public static NoteKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new NoteException("a verifier key has three parts joined by plus signs");
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
                throw new NoteException("a verifier key is one byte 01 and 32 bytes of Ed25519");
            }
            byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
            System.arraycopy(typed, 1, encoded, X509_PREFIX.length, KEY_BYTES);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            NoteKey parsed = new NoteKey(parts[0], key);
            if (!HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
                throw new NoteException("the verifier key's hash does not fit its name and key");
            }
            return parsed;
        } catch (IllegalArgumentException | GeneralSecurityException refused) {
            throw new NoteException("the verifier key cannot be read");
        }
    }

    /** The name that stands before the signature. */
    public String name() {
        return name;
    }

    /** The first four bytes of SHA-256 over name, newline, 01, key. */
    public byte[] id() {
        MessageDigest sha256 = MerkleTree.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(ED25519);
        return Arrays.copyOf(sha256.digest(raw), ID_BYTES);
    }

    /** Whether this key made the signature over the text. */
    boolean verifies(String text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    /** {@code name+hash+base64}: what others are given to check notes with. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    static String checkedName(String name) {
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a key's name is not empty and has no space and no plus sign");
        }
        return name;
    }
}
