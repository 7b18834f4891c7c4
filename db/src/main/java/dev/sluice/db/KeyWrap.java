package dev.sluice.db;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps keys with AES-256-GCM under a key derived anew for each wrapping (HKDF-SHA-256, RFC 5869), so that the number of
 * documents under one wrapping key is not bounded by GCM's random nonces (NIST SP 800-38D §8.3).
 * Layout: version, key id (8), salt (32), ciphertext and tag.
 */
final class KeyWrap {
    private static final byte VERSION = 1;
    private static final int ID_BYTES = 8;
    private static final int SALT_BYTES = 32;
    private static final int HEADER_BYTES = 1 + ID_BYTES + SALT_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyWrap() {}

    static byte[] wrap(SecretKeySpec under, KeyName name, byte[] keyId, byte[] key, byte[] context) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, under, name, salt, key, context);
        byte[] wrapped = Arrays.copyOf(new byte[] {VERSION}, HEADER_BYTES + sealed.length);
        System.arraycopy(keyId, 0, wrapped, 1, ID_BYTES);
        System.arraycopy(salt, 0, wrapped, 1 + ID_BYTES, SALT_BYTES);
        System.arraycopy(sealed, 0, wrapped, HEADER_BYTES, sealed.length);
        return wrapped;
    }

    static byte[] unwrap(SecretKeySpec under, KeyName name, byte[] keyId, byte[] wrapped, byte[] context) {
        if (wrapped.length <= HEADER_BYTES || wrapped[0] != VERSION) {
            throw new KeyRingException("not a key wrapped under " + name + " by this version");
        }
        if (!Arrays.equals(wrapped, 1, 1 + ID_BYTES, keyId, 0, ID_BYTES)) {
            throw new KeyRingException("wrapped under another key than the " + name + " that this ring holds");
        }
        byte[] salt = Arrays.copyOfRange(wrapped, 1 + ID_BYTES, HEADER_BYTES);
        byte[] sealed = Arrays.copyOfRange(wrapped, HEADER_BYTES, wrapped.length);
        return crypt(Cipher.DECRYPT_MODE, under, name, salt, sealed, context);
    }

    private static byte[] crypt(
            int mode, SecretKeySpec under, KeyName name, byte[] salt, byte[] input, byte[] context) {
        byte[] domain = new Bytes().text("sluice.wrap.v1").text(name.name()).toArray();
        try {
            KDF kdf = KDF.getInstance("HKDF-SHA256");
            SecretKey derived = kdf.deriveKey("AES", expand(under, salt, domain, "key", under.getEncoded().length));
            byte[] nonce = kdf.deriveData(expand(under, salt, domain, "nonce", NONCE_BYTES));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, derived, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(domain);
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("what was wrapped under " + name + " does not open in this context", e);
        }
    }

    private static HKDFParameterSpec expand(SecretKey under, byte[] salt, byte[] domain, String use, int length) {
        byte[] info = new Bytes().part(domain).text(use).toArray();
        return HKDFParameterSpec.ofExtract().addIKM(under).addSalt(salt).thenExpand(info, length);
    }
}
