package dev.sluice.inference.minilm;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file at the root of the class path that must have exactly the pinned SHA-256. */
record PinnedResource(String name, String sha256) {

    /**
     * Reads the file and checks it.
     *
     * @throws ModelUnavailableException when it is missing or has another digest
     */
    byte[] read() {
        try (InputStream stream = PinnedResource.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                throw new ModelUnavailableException("model file " + name + " is not on the class path");
            }
            return checked(stream.readAllBytes());
        } catch (IOException e) {
            throw new ModelUnavailableException("model file " + name + " cannot be read");
        }
    }

    byte[] checked(byte[] content) {
        String found = digest(content);
        if (!found.equals(sha256)) {
            throw new ModelUnavailableException(
                    "model file " + name + ": expected SHA-256 " + sha256 + ", found " + found);
        }
        return content;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
