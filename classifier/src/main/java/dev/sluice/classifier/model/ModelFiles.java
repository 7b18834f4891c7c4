package dev.sluice.classifier.model;

import dev.sluice.classifier.pattern.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** The resources of the built-in model, which must be exactly what its description says. */
final class ModelFiles {
    /** Small enough that the platform's own code for SHA-256 is in use after the first few. */
    private static final int DIGESTED_AT_ONCE = 1 << 14;

    private ModelFiles() {}

    /**
     * Reads and verifies the files.
     *
     * @throws ModelUnavailableException if one is missing, altered or not of its form
     */
    static TokenTier read() {
        ModelDescription description = ModelDescription.parse(bytes("model.json"));
        return tier(description, bytes("vocab.txt"), bytes("model.onnx"), TokenTier.LIMITS);
    }

    /**
     * A tier of files that were read.
     *
     * @throws ModelUnavailableException if one is altered or not of its form
     */
    static TokenTier tier(ModelDescription description, byte[] vocabulary, byte[] network, Limits limits) {
        verify("vocab.txt", vocabulary, description.vocabularySha256());
        verify("model.onnx", network, description.modelSha256());
        return new TokenTier(
                description,
                Vocabulary.parse(vocabulary),
                new TokenModel(network, description.labels().count()),
                limits);
    }

    /**
     * The sources of labelled documents that the built-in model learned from, a name a line.
     *
     * @throws ModelUnavailableException if the file is missing or holds no name
     */
    static Set<String> trainedOn() {
        Set<String> names = new String(bytes("trained-on.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(name -> !name.isBlank())
                .collect(Collectors.toUnmodifiableSet());
        if (names.isEmpty()) {
            throw new ModelUnavailableException(
                    "trained-on.txt: expected the name of a source on each line, found none");
        }
        return names;
    }

    private static byte[] bytes(String name) {
        try (InputStream stream = ModelFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new ModelUnavailableException(
                        "expected the resource " + name + " beside the classifier, found none");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new ModelUnavailableException("the classifier's resource " + name + " cannot be read");
        }
    }

    private static void verify(String name, byte[] content, String expected) {
        String found = sha256(content);
        if (!found.equals(expected)) {
            throw new ModelUnavailableException(name + ": expected SHA-256 " + expected + ", found " + found);
        }
    }

    static String sha256(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int from = 0; from < content.length; from += DIGESTED_AT_ONCE) {
                digest.update(content, from, Math.min(DIGESTED_AT_ONCE, content.length - from));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }
}
