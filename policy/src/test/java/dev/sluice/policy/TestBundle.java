package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of a bundle, where none is named of the default one, that a test may spoil. */
public final class TestBundle {
    public static final Path DEFAULT = Path.of("bundles/default");
    static final SlotFill OPEN_AI =
            new SlotFill(URI.create("https://api.example/v1"), "some-model", Optional.empty(), Protocol.OPENAI);

    private final Path dir;

    private TestBundle(Path dir) {
        this.dir = dir;
    }

    public static TestBundle in(Path dir) {
        return in(dir, DEFAULT);
    }

    /** A copy of another one. */
    static TestBundle in(Path dir, Path bundle) {
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = dir.resolve(bundle.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestBundle(dir);
    }

    /** The default bundle with one endpoint of every kind, each with every attestation from 2026-01-01 to 2026-12-31. */
    public static TestBundle withEveryKind(Path dir) {
        StringBuilder endpoints = new StringBuilder("endpoints:\n");
        StringBuilder attestations = new StringBuilder("attestations:\n");
        for (EndpointKind kind : EndpointKind.values()) {
            String id = id(kind);
            endpoints.append("""
                      - id: %s
                        kind: %s
                        location: %s
                        legalEntity: somebody
                        model: all-minilm-l6-v2-q
                        tasks: [summarise, classify]
                        usableContext: 1000
                        processingRegions: [EU]
                        storageRegions: [EU]
                        typicalSeconds: 5
                        prices: [{from: 2025-01-01, input: "%d", output: "0"}]
                    """.formatted(id, kind, kind.inside() ? "ON_PREMISES" : "THIRD_PARTY", kind.ordinal()));
            if (kind != EndpointKind.IN_PROCESS) {
                endpoints.append("    url: https://").append(id).append(".example/v1\n");
            }
            for (AttestationKind attestation : AttestationKind.values()) {
                attestations.append("""
                          - endpoint: %s
                            kind: %s
                            operations: [chat]
                            document: %s
                            validFrom: 2026-01-01
                            validUntil: 2026-12-31
                        """.formatted(id, attestation, "0".repeat(64)));
            }
        }
        String inside = ids(true);
        return in(dir).replace("models.yaml", "reviewedOn: 2026-11-22", "reviewedOn: 2025-11-22")
                .write("endpoints.yaml", endpoints.toString())
                .write("attestations.yaml", attestations.toString())
                .write("routing.yaml", """
                        tasks:
                          - task: summarise
                            tier: simple
                          - task: classify
                            tier: simple
                        tiers:
                          - tier: simple
                            cleared: [[%s], [%s]]
                            restricted: [[%s]]
                        """.formatted(ids(false), inside, inside));
    }

    static String id(EndpointKind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String ids(boolean inside) {
        return Stream.of(EndpointKind.values())
                .filter(kind -> kind.inside() == inside)
                .map(TestBundle::id)
                .collect(Collectors.joining(", "));
    }

    public TestBundle write(String file, String text) {
        try {
            Files.writeString(dir.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public TestBundle delete(String file) {
        try {
            Files.delete(dir.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public TestBundle replace(String file, String from, String to) {
        try {
            String text = Files.readString(dir.resolve(file));
            assertThat(text).contains(from);
            return write(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without one policy. */
    public TestBundle remove(String file, String id) {
        try {
            String text = Files.readString(dir.resolve(file));
            int from = text.indexOf("@id(\"" + id + "\")");
            assertThat(from).isNotNegative();
            return write(file, text.substring(0, from) + text.substring(text.indexOf("};", from) + 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PolicyBundle load() {
        return PolicyBundle.load(dir);
    }

    List<BundleProblem> check() {
        return PolicyBundle.check(dir);
    }

    static PolicyBundle defaultFilled() {
        return PolicyBundle.load(DEFAULT).fill(Map.of("sovereign-1", OPEN_AI, "external-1", OPEN_AI));
    }
}
