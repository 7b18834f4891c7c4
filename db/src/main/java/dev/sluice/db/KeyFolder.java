package dev.sluice.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of a key ring, mode 0700: {@code NAME.key} (32 bytes), {@code NAME.private} (PKCS #8) and
 * {@code NAME.public} (X.509), each mode 0600 but for the public ones, whose mode does not matter.
 */
final class KeyFolder {
    private static final int SECRET_BYTES = 32;

    private final Path dir;
    private final Map<KeyName, PublicKey> publicKeys = new ConcurrentHashMap<>();

    KeyFolder(Path dir) {
        this.dir = dir;
    }

    void createMissing() {
        try {
            PrivateFiles.makeFolder(dir);
            for (KeyName name : KeyName.values()) {
                if (name.kind() == KeyName.Kind.SIGNING) {
                    createPair(name);
                } else if (!Files.exists(file(name, "key"))) {
                    byte[] secret = new byte[SECRET_BYTES];
                    new SecureRandom().nextBytes(secret);
                    PrivateFiles.createOnce(file(name, "key"), secret);
                }
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new KeyRingException("cannot make the key ring: " + e.getMessage(), e);
        }
    }

    byte[] secret(KeyName name) {
        byte[] secret = readPrivate(name, "key");
        if (secret.length != SECRET_BYTES) {
            throw new KeyRingException("the file of " + name + " has " + secret.length + " bytes, expected "
                    + SECRET_BYTES + ": restore it from its backup");
        }
        return secret;
    }

    PrivateKey privateKey(KeyName name) {
        byte[] encoded = readPrivate(name, "private");
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("the private file of " + name + " is damaged: restore it from its backup");
        }
    }

    PublicKey publicKey(KeyName name) {
        return publicKeys.computeIfAbsent(name, this::readPublic);
    }

    private PublicKey readPublic(KeyName name) {
        Path file = file(name, "public");
        try {
            byte[] encoded = Files.readAllBytes(file);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IOException e) {
            throw new KeyRingException("cannot read the public half of " + name + " at " + file, e);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("the public file of " + name + " is damaged: restore it from its backup");
        }
    }

    private byte[] readPrivate(KeyName name, String suffix) {
        try {
            PrivateFiles.refuseLooseMode(dir);
            return PrivateFiles.read(file(name, suffix));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new KeyRingException("cannot open " + name + ": " + e.getMessage(), e);
        }
    }

    /** The public half goes first: a crash between the two leaves a public file that the next start replaces. */
    private void createPair(KeyName name) {
        if (Files.exists(file(name, "private"))) {
            requirePair(name);
            return;
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            PrivateFiles.replace(file(name, "public"), pair.getPublic().getEncoded());
            PrivateFiles.createOnce(file(name, "private"), pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("this JDK has no Ed25519", e);
        }
        requirePair(name);
    }

    private void requirePair(KeyName name) {
        byte[] probe = new Bytes().text("sluice.pair").toArray();
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey(name));
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(readPublic(name));
            signature.update(probe);
            if (!signature.verify(signed)) {
                throw new KeyRingException("the public and the private file of " + name
                        + " are not of one pair: restore both from one backup");
            }
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("cannot check the pair of " + name, e);
        }
    }

    private Path file(KeyName name, String suffix) {
        return dir.resolve(name.fileStem() + "." + suffix);
    }
}
