package dev.sluice.policy;

import dev.sluice.policy.models.Licence;
import dev.sluice.policy.models.Model;
import dev.sluice.policy.models.ModelSize;
import dev.sluice.policy.models.Pin;
import dev.sluice.policy.models.StructuredOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code models.yaml}: which models there are, under which licence, and what pins them. */
final class ModelsFile {
    private static final String FILE = "models.yaml";

    private ModelsFile() {}

    /** The models by their names. */
    static Map<String, Model> read(BundleFiles files, Problems problems) {
        YamlMap root = YamlMap.parse(FILE, files.require(FILE), "models");
        Map<String, Model> models = new HashMap<>();
        for (YamlMap entry : root.maps(
                "models",
                problems,
                "model",
                "licensor",
                "licensorCountry",
                "licence",
                "weights",
                "snapshot",
                "shutdown",
                "size",
                "languages",
                "structuredOutput")) {
            problems.collect(() -> {
                Model model = model(entry);
                if (models.put(model.name(), model) != null) {
                    throw entry.malformed("model", "the same model is here twice", "Keep one of them");
                }
                return model;
            });
        }
        return Map.copyOf(models);
    }

    private static Model model(YamlMap entry) {
        List<String> languages = entry.strings("languages");
        languages.stream()
                .filter(language -> !language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"))
                .findFirst()
                .ifPresent(language -> {
                    throw entry.malformed(
                            "languages", "found \"" + language + "\"", "Write languages: [en, de], by their codes");
                });
        return new Model(
                entry.string("model"),
                entry.string("licensor"),
                entry.string("licensorCountry"),
                licence(entry.map(
                        "licence",
                        "name",
                        "textDigest",
                        "monthlyUsers",
                        "attribution",
                        "notIn",
                        "reviewedBy",
                        "reviewedOn",
                        "reviewedUntil")),
                pin(entry),
                entry.has("shutdown") ? Optional.of(entry.date("shutdown")) : Optional.empty(),
                entry.has("size") ? Optional.of(size(entry)) : Optional.empty(),
                Set.copyOf(languages),
                entry.has("structuredOutput")
                        ? entry.word("structuredOutput", StructuredOutput.class)
                        : StructuredOutput.UNKNOWN);
    }

    private static Licence licence(YamlMap entry) {
        try {
            return new Licence(
                    entry.string("name"),
                    entry.digest("textDigest", "sha256sum prints of the text that was reviewed"),
                    entry.has("monthlyUsers") ? OptionalLong.of(entry.number("monthlyUsers", 1)) : OptionalLong.empty(),
                    entry.optional("attribution"),
                    Set.copyOf(countries(entry)),
                    entry.string("reviewedBy"),
                    entry.date("reviewedOn"),
                    entry.date("reviewedUntil"));
        } catch (IllegalArgumentException e) {
            throw entry.malformed(
                    "reviewedUntil",
                    String.valueOf(e.getMessage()),
                    "Write when somebody read the licence, and until when that counts");
        }
    }

    private static List<String> countries(YamlMap entry) {
        List<String> countries = entry.strings("notIn");
        countries.stream()
                .filter(country -> !country.matches("[A-Z]{2}"))
                .findFirst()
                .ifPresent(country -> {
                    throw entry.malformed(
                            "notIn", "found \"" + country + "\"", "Write countries by their codes, as notIn: [DE, FR]");
                });
        return countries;
    }

    private static Pin pin(YamlMap entry) {
        if (entry.has("weights") == entry.has("snapshot")) {
            throw entry.malformed(
                    entry.has("weights") ? "snapshot" : "model",
                    "a model is pinned by its weights or by the date of its snapshot",
                    "Write weights: with revision, quantisation and digest, or for a closed model snapshot: 2026-08-01");
        }
        if (entry.has("snapshot")) {
            return new Pin.Snapshot(entry.date("snapshot"));
        }
        YamlMap weights = entry.map("weights", "revision", "quantisation", "digest");
        return new Pin.Weights(
                weights.string("revision"),
                weights.string("quantisation"),
                weights.digest("digest", "sha256sum prints of the weights"));
    }

    private static ModelSize size(YamlMap entry) {
        YamlMap size = entry.map("size", "parametersBillion", "bitsPerParameter", "cacheBytesPerToken");
        try {
            return new ModelSize(
                    size.decimal("parametersBillion", "a number of billions, of all parameters, as \"70.6\""),
                    (int) size.number("bitsPerParameter", 1, 32),
                    size.number("cacheBytesPerToken", 0));
        } catch (IllegalArgumentException e) {
            throw size.malformed(
                    "parametersBillion", "found no parameters", "Write all of them in billions, as \"70.6\"");
        }
    }
}
