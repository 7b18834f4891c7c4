package dev.sluice.app.node;

import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.db.Topics;
import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.ingest.intake.SourceSettings;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What an operator allows and assumes of what comes in, and who takes a last look at it: the file of {@code --config}.
 *
 * @param topics the documents topics
 * @param sources settings by CloudEvents source
 * @param others settings of every other source
 * @param lastLook the model that looks at doubtful documents, if one does
 */
public record IntakeConfig(
        List<String> topics,
        Map<String, SourceSettings> sources,
        SourceSettings others,
        Optional<LastLookConfig> lastLook) {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,100}");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9._:/@+=,-]{1,200}");
    private static final Set<String> SENSITIVITIES = Set.of("none", "internal", "confidential", "restricted");
    private static final Map<String, String> DEFAULTS = Map.of(
            "tenant", Attributes.TENANT,
            "task", Attributes.TASK,
            "purpose", Attributes.PURPOSE,
            "jurisdiction", Attributes.JURISDICTION,
            "residency", Attributes.RESIDENCY);

    /** Copies what it is given. */
    public IntakeConfig {
        topics = List.copyOf(topics);
        sources = Map.copyOf(sources);
    }

    /**
     * Reads the file, and secrets that it names from the environment of this process.
     *
     * @throws IllegalArgumentException that names the key, if the file cannot be read, holds an unknown key or a value that
     *     no setting can have
     */
    public static IntakeConfig load(Path file) {
        return load(file, System.getenv());
    }

    static IntakeConfig load(Path file, Map<String, String> environment) {
        try {
            Object root = new Load(LoadSettings.builder()
                            .setAllowDuplicateKeys(false)
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(Files.readString(file));
            if (root instanceof Map<?, ?> map) {
                return of(new ConfigNode("", map).allow("topics", "sources", "others", "classifier"), environment);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file");
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("the file is no YAML, or has a key twice");
        }
        throw new IllegalArgumentException("expected keys and values: topics, sources, others, classifier");
    }

    private static IntakeConfig of(ConfigNode root, Map<String, String> environment) {
        List<String> topics = root.words("topics");
        topics.forEach(IntakeConfig::checkTopic);
        Map<String, SourceSettings> sources = new HashMap<>();
        root.child("sources")
                .ifPresent(all -> all.map().keySet().forEach(name -> {
                    if (!(name instanceof String source) || source.isBlank()) {
                        throw new IllegalArgumentException("sources: a source is a URI reference");
                    }
                    sources.put(source, source(all.child(source).orElseThrow(), environment));
                }));
        return new IntakeConfig(
                topics.isEmpty() ? List.of(Topics.DOCUMENTS) : topics,
                sources,
                root.child("others").map(others -> source(others, environment)).orElse(SourceSettings.claimingFrom()),
                root.child("classifier")
                        .flatMap(classifier -> classifier.allow("lastLook").child("lastLook"))
                        .map(LastLookConfig::of));
    }

    private static void checkTopic(String topic) {
        boolean ours = Topics.defaults().stream()
                .map(Topics.Definition::name)
                .filter(name -> !name.equals(Topics.DOCUMENTS))
                .anyMatch(topic::equals);
        if (ours || !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("topics: " + topic + " is no topic that documents can come from");
        }
    }

    private static SourceSettings source(ConfigNode node, Map<String, String> environment) {
        node.allow("tenants", "claims", "buckets", "minSensitivity", "defaults");
        List<String> tenants = node.words("tenants");
        tenants.forEach(tenant -> check(node.at("tenants"), tenant, WORD));
        List<Path> claims = node.words("claims").stream().map(Path::of).toList();
        if (!claims.stream().allMatch(Path::isAbsolute)) {
            throw new IllegalArgumentException(node.at("claims") + ": expected absolute paths of directories");
        }
        Optional<String> least = node.text("minSensitivity");
        if (least.isPresent() && !SENSITIVITIES.contains(least.get())) {
            throw new IllegalArgumentException(
                    node.at("minSensitivity") + ": expected none, internal, confidential or restricted");
        }
        Map<String, String> defaults = new HashMap<>();
        node.child("defaults").ifPresent(given -> {
            given.allow(DEFAULTS.keySet().toArray(String[]::new));
            DEFAULTS.forEach((key, attribute) -> given.text(key).ifPresent(value -> {
                check(given.at(key), value, key.equals("tenant") || key.equals("task") ? WORD : WORDS);
                defaults.put(attribute, value);
            }));
        });
        List<ClaimBucket> buckets = node.child("buckets")
                .map(given -> BucketConfig.of(given, environment))
                .orElse(List.of());
        return new SourceSettings(Set.copyOf(tenants), claims, buckets, least, defaults);
    }

    private static void check(String at, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(at + ": expected letters, digits and . _ : / @ + = -");
        }
    }

    /**
     * The last look under a bundle; it connects to nothing yet.
     *
     * @throws IllegalArgumentException that names the key, if the bundle has no slot for it that is the organisation's own
     */
    public Optional<LastLookTier> lastLook(PolicyBundle bundle) {
        return lastLook.map(look -> look.under(bundle));
    }

    /**
     * As settings of a node.
     *
     * @param own the source of this machine's own command line, and where that one puts what is too large for a message; nobody
     *     else may claim from there
     */
    IngestSettings settings(OwnClaims own) {
        Map<String, SourceSettings> all = new HashMap<>(sources);
        all.put(own.source(), SourceSettings.claimingFrom(own.directory()));
        return IngestSettings.of(own.directory(), topics.toArray(String[]::new))
                .withSources(all, others)
                .withOwnClaims(own);
    }

    /** The topics that are made where they are missing, like the default documents topic. */
    List<Topics.Definition> ownTopics() {
        Topics.Definition like = Topics.defaults().stream()
                .filter(topic -> topic.name().equals(Topics.DOCUMENTS))
                .findFirst()
                .orElseThrow();
        return topics.stream()
                .filter(topic -> !topic.equals(Topics.DOCUMENTS))
                .map(topic -> new Topics.Definition(topic, like.partitions(), like.retention()))
                .toList();
    }
}
