package dev.sluice.classifier.model;

import dev.sluice.classifier.pattern.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Tiers over the networks that {@code src/test/models/make_toy_models.py} writes. */
public final class ToyTier {
    static final int WINDOW = 128;
    static final int OVERLAP = 32;

    private ToyTier() {}

    /** A tier over one of the networks, with the standard limits. */
    public static TokenTier of(String network) {
        return of(network, WINDOW, TokenTier.LIMITS);
    }

    static TokenTier of(String network, int window, Limits limits) {
        byte[] vocabulary = file("toy-vocab.txt");
        byte[] bytes = file(network + ".onnx");
        return ModelFiles.tier(
                new ModelDescription(
                        "token-classifier",
                        "toy",
                        ModelFiles.sha256(bytes),
                        ModelFiles.sha256(vocabulary),
                        window,
                        OVERLAP,
                        Labels.of(List.of("O", "B-PERSON", "I-PERSON", "B-LOCATION", "I-LOCATION")),
                        Map.of(EntityType.PERSON, OptionalDouble.of(0.5), EntityType.LOCATION, OptionalDouble.of(0.5))),
                vocabulary,
                bytes,
                limits);
    }

    static byte[] file(String name) {
        try (InputStream stream = ToyTier.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
