package dev.sluice.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that one process holds, read from a folder of private files. A ring opened with some keys never opens the
 * files of the others; public halves are files of their own and always readable. Immutable and thread-safe.
 */
public final class KeyRing {
    private static final int KEY_ID_BYTES = 8;

    private final KeyFolder folder;
    private final Map<KeyName, SecretKeySpec> secrets;
    private final Map<KeyName, PrivateKey> signers;

    private KeyRing(KeyFolder folder, Map<KeyName, SecretKeySpec> secrets, Map<KeyName, PrivateKey> signers) {
        this.folder = folder;
        this.secrets = secrets;
        this.signers = signers;
    }

    /**
     * Opens the folder with every key, making those that are missing.
     *
     * @throws KeyRingException if the folder or a file is open to others or damaged
     */
    public static KeyRing createOrOpen(Path dir) {
        KeyFolder folder = new KeyFolder(dir);
        folder.createMissing();
        return open(dir, EnumSet.allOf(KeyName.class));
    }

    /**
     * Opens the folder with these keys only.
     *
     * @throws KeyRingException if the folder or one of these files is missing, open to others or damaged
     */
    public static KeyRing open(Path dir, Set<KeyName> held) {
        KeyFolder folder = new KeyFolder(dir);
        Map<KeyName, SecretKeySpec> secrets = new EnumMap<>(KeyName.class);
        Map<KeyName, PrivateKey> signers = new EnumMap<>(KeyName.class);
        for (KeyName name : held) {
            switch (name.kind()) {
                case WRAPPING -> secrets.put(name, new SecretKeySpec(folder.secret(name), "AES"));
                case MAC -> secrets.put(name, new SecretKeySpec(folder.secret(name), "HmacSHA256"));
                case SIGNING -> signers.put(name, folder.privateKey(name));
            }
        }
        return new KeyRing(folder, secrets, signers);
    }

    /** Whether this ring holds the secret of that name. */
    public boolean holds(KeyName name) {
        return secrets.containsKey(name) || signers.containsKey(name);
    }

    /**
     * Seals a key, or something else that must not be read and fits into memory, under a wrapping key, bound to the context.
     *
     * @throws KeyNotHeldException if the ring does not hold the name
     */
    public byte[] wrap(KeyName name, byte[] key, byte[] context) {
        return KeyWrap.wrap(secret(name, KeyName.Kind.WRAPPING), name, idBytes(name), key, context);
    }

    /**
     * Opens what {@link #wrap} made under the same name and context.
     *
     * @throws KeyNotHeldException if the ring does not hold the name
     * @throws KeyRingException if it was made under another key or context, or altered
     */
    public byte[] unwrap(KeyName name, byte[] wrapped, byte[] context) {
        return KeyWrap.unwrap(secret(name, KeyName.Kind.WRAPPING), name, idBytes(name), wrapped, context);
    }

    /**
     * Signs with Ed25519 (RFC 8032).
     *
     * @throws KeyNotHeldException if the ring does not hold the name
     */
    public byte[] sign(KeyName name, byte[] message) {
        PrivateKey key = signers.get(name);
        if (key == null) {
            requireKind(name, KeyName.Kind.SIGNING);
            throw new KeyNotHeldException(name);
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("cannot sign with " + name, e);
        }
    }

    /** Whether the signature over the message was made with the private half of that name; false for any malformed one. */
    public boolean verify(KeyName name, byte[] message, byte[] signature) {
        PublicKey key = publicKey(name);
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * The public half of a signing key, whether or not the private one is held.
     *
     * @throws KeyRingException if its file is missing or damaged
     */
    public PublicKey publicKey(KeyName name) {
        requireKind(name, KeyName.Kind.SIGNING);
        return folder.publicKey(name);
    }

    /**
     * Names the key without telling it: 16 hex digits, of the public half for a signing key.
     *
     * @throws KeyNotHeldException for a secret key that is not held
     */
    public String keyId(KeyName name) {
        return HexFormat.of().formatHex(idBytes(name));
    }

    /**
     * HMAC-SHA-256 over the parts, each preceded by its length in four bytes, so that no two lists of parts agree.
     * Put a label for the use first: {@code mac(LOOKUP, "payload", bytes)}.
     *
     * @throws KeyNotHeldException if the ring does not hold the name
     */
    public byte[] mac(KeyName name, byte[]... parts) {
        SecretKeySpec key = secret(name, KeyName.Kind.MAC);
        Mac mac = hmac(key);
        for (byte[] part : parts) {
            mac.update(Bytes.ofInt(part.length));
            mac.update(part);
        }
        return mac.doFinal();
    }

    private byte[] idBytes(KeyName name) {
        byte[] id;
        if (name.kind() == KeyName.Kind.SIGNING) {
            id = sha256(folder.publicKey(name).getEncoded());
        } else {
            Mac mac = hmac(secret(name, name.kind()));
            id = mac.doFinal(("sluice.key-id.v1 " + name).getBytes(StandardCharsets.US_ASCII));
        }
        return Arrays.copyOf(id, KEY_ID_BYTES);
    }

    private SecretKeySpec secret(KeyName name, KeyName.Kind kind) {
        requireKind(name, kind);
        SecretKeySpec key = secrets.get(name);
        if (key == null) {
            throw new KeyNotHeldException(name);
        }
        return key;
    }

    private static void requireKind(KeyName name, KeyName.Kind kind) {
        if (name.kind() != kind) {
            throw new IllegalArgumentException(name + " is a " + name.kind() + " key, expected " + kind);
        }
    }

    private static Mac hmac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("this JDK has no HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("this JDK has no SHA-256", e);
        }
    }

    /** The names of the keys held, nothing of the keys. */
    @Override
    public String toString() {
        EnumSet<KeyName> names = EnumSet.noneOf(KeyName.class);
        names.addAll(secrets.keySet());
        names.addAll(signers.keySet());
        return "KeyRing" + names;
    }
}
