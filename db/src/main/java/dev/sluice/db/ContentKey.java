package dev.sluice.db;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key and the salt of one owner, unwrapped: seals chunks with AES-256-GCM bound to their place. */
final class ContentKey {
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final byte[] salt;

    private ContentKey(byte[] key, byte[] salt) {
        this.key = key;
        this.salt = salt;
    }

    static ContentKey random() {
        byte[] both = new byte[KEY_BYTES + SALT_BYTES];
        RANDOM.nextBytes(both);
        return of(both);
    }

    static ContentKey of(byte[] both) {
        if (both.length != KEY_BYTES + SALT_BYTES) {
            throw new ContentException(
                    "a content key has " + both.length + " bytes, expected " + (KEY_BYTES + SALT_BYTES));
        }
        return new ContentKey(Arrays.copyOf(both, KEY_BYTES), Arrays.copyOfRange(both, KEY_BYTES, both.length));
    }

    ContentKey withSaltOf(ContentKey other) {
        return new ContentKey(key, other.salt);
    }

    byte[] toArray() {
        byte[] both = Arrays.copyOf(key, KEY_BYTES + SALT_BYTES);
        System.arraycopy(salt, 0, both, KEY_BYTES, SALT_BYTES);
        return both;
    }

    static byte[] context(Compartment compartment, UUID owner) {
        return new Bytes()
                .text("sluice.content-key.v1")
                .text(compartment.name())
                .id(owner)
                .toArray();
    }

    /** Where a chunk belongs; whether it is the last tells a shortened content from a whole one. */
    static byte[] place(Compartment compartment, UUID owner, ContentKind kind, int attempt, int chunk, boolean last) {
        return new Bytes()
                .text("sluice.content.v1")
                .text(compartment.name())
                .id(owner)
                .text(kind.name())
                .number(attempt)
                .number(chunk)
                .number(last ? 1 : 0)
                .toArray();
    }

    byte[] seal(byte[] plain, int from, int length, byte[] place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, place);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(length));
            cipher.doFinal(plain, from, length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new ContentException("this JDK cannot seal with AES-256-GCM", e);
        }
    }

    byte[] open(byte[] sealed, byte[] place, Supplier<String> name) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new ContentException(name.get() + " is cut short");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed, 0, place);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new ContentException(name.get() + " was altered, moved or cut short, or is not the last", e);
        }
    }

    byte[] digest(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new ContentException("this JDK has no HmacSHA256", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int offset, byte[] place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(place);
        return cipher;
    }

    @Override
    public String toString() {
        return "ContentKey";
    }
}
