package dev.sluice.app.node;

import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.db.Topics;
import dev.sluice.ingest.IngestSettings;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.DocumentTopics;
import dev.sluice.ingest.intake.IntakeLimits;
import dev.sluice.ingest.intake.OwnClaims;
import dev.sluice.ingest.intake.SourceSettings;
import dev.sluice.policy.PolicyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What an operator allows and assumes of what comes in, and who takes a last look at it: the file of {@code --config}.
 *
 * @param topics the documents topics
 * @param sources settings by CloudEvents source
 * @param others settings of every other source
 * @param topicSources settings of every source of a topic, by the topic's name
 * @param limits how much is taken in
 * @param lastLook the model that looks at doubtful documents, if one does
 */
public record IntakeConfig(
        DocumentTopics topics,
        Map<String, SourceSettings> sources,
        SourceSettings others,
        Map<String, SourceSettings> topicSources,
        IntakeLimits limits,
        Optional<LastLookConfig> lastLook) {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,100}");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9._:/@+=,-]{1,200}");
    private static final Set<String> SENSITIVITIES = Set.of("none", "internal", "confidential", "restricted");
    private static final long MIB = 1L << 20;
    private static final int MOST_MIB = 512;
    /** A document's bytes, its text and what is made of that, in two batches that run at the same time, and room for the rest. */
    private static final int HEAP_PER_DOCUMENT = 12;

    private static final int HEAP_PER_CHUNK = 4;
    private static final int MOST_TRIES = 100;
    private static final int MOST_MINUTES = 525_600;
    private static final String[] KEYS = {"topics", "sources", "others", "topicSources", "limits", "classifier"};
    private static final Map<String, String> DEFAULTS = Map.of(
            "tenant", Attributes.TENANT,
            "task", Attributes.TASK,
            "purpose", Attributes.PURPOSE,
            "jurisdiction", Attributes.JURISDICTION,
            "residency", Attributes.RESIDENCY);

    /** Copies what it is given. */
    public IntakeConfig {
        sources = Map.copyOf(sources);
        topicSources = Map.copyOf(topicSources);
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
                return of(new ConfigNode("", map).allow(KEYS), environment);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file");
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("the file is no YAML, or has a key twice");
        }
        throw new IllegalArgumentException("expected keys and values: " + String.join(", ", KEYS));
    }

    private static IntakeConfig of(ConfigNode root, Map<String, String> environment) {
        DocumentTopics topics = topics(root);
        Map<String, SourceSettings> sources = new HashMap<>();
        root.child("sources")
                .ifPresent(all -> all.map().keySet().forEach(name -> {
                    if (!(name instanceof String source) || source.isBlank()) {
                        throw new IllegalArgumentException("sources: a source is a URI reference");
                    }
                    sources.put(source, source(all.child(source).orElseThrow(), environment));
                }));
        SourceSettings others =
                root.child("others").map(any -> source(any, environment)).orElse(SourceSettings.claimingFrom());
        return new IntakeConfig(
                topics,
                sources,
                others,
                root.child("topicSources")
                        .map(all -> topicSources(all, topics, buckets(sources, others)))
                        .orElse(Map.of()),
                root.child("limits").map(IntakeConfig::limits).orElse(IntakeLimits.DEFAULTS),
                root.child("classifier")
                        .flatMap(classifier -> classifier.allow("lastLook").child("lastLook"))
                        .map(LastLookConfig::of));
    }

    private static IntakeLimits limits(ConfigNode node) {
        node.allow("documentMiB", "chunkMiB", "timeAheadMinutes", "tries");
        IntakeLimits defaults = IntakeLimits.DEFAULTS;
        IntakeLimits limits = new IntakeLimits(
                node.number("documentMiB", 1, MOST_MIB)
                        .map(mebibytes -> mebibytes * MIB)
                        .orElse(defaults.documentBytes()),
                node.number("chunkMiB", 1, MOST_MIB)
                        .map(mebibytes -> mebibytes * MIB)
                        .orElse(defaults.chunkBytes()),
                node.number("timeAheadMinutes", 0, MOST_MINUTES)
                        .map(Duration::ofMinutes)
                        .orElse(defaults.timeAhead()),
                node.number("tries", 1, MOST_TRIES).orElse(defaults.tries()));
        long heap = (HEAP_PER_DOCUMENT * limits.documentBytes() + HEAP_PER_CHUNK * limits.chunkBytes()) / MIB;
        if (heap > Runtime.getRuntime().maxMemory() / MIB) {
            throw new IllegalArgumentException(node.at("documentMiB") + " and chunkMiB: need " + heap
                    + " MiB of heap; start with SLUICE_HEAP=" + heap + "m or lower them");
        }
        return limits;
    }

    private static DocumentTopics topics(ConfigNode root) {
        if (root.map().get("topics") instanceof Map<?, ?>) {
            ConfigNode node = root.child("topics").orElseThrow().allow("pattern");
            String expression = node.text("pattern").orElseThrow(() -> node.wrong("pattern", "expected an expression"));
            return node.read("pattern", () -> new DocumentTopics.Matching(expression));
        }
        List<String> names = root.words("topics");
        names.forEach(IntakeConfig::checkTopic);
        return new DocumentTopics.Named(names.isEmpty() ? List.of(Topics.DOCUMENTS) : names);
    }

    private static Map<String, SourceSettings> topicSources(
            ConfigNode all, DocumentTopics read, List<ClaimBucket> known) {
        Map<String, SourceSettings> topics = new HashMap<>();
        for (Object name : all.map().keySet()) {
            // A name that is misspelt would hold nobody.
            if (!(name instanceof String topic) || !read.reads(topic)) {
                throw new IllegalArgumentException(all.path() + ": " + name + " is no topic that is read");
            }
            ConfigNode node = all.child(topic).orElseThrow();
            List<String> buckets = node.words("buckets");
            if (!known.stream().map(ClaimBucket::name).toList().containsAll(buckets)) {
                throw node.wrong("buckets", "expected names of buckets that a source has");
            }
            topics.put(
                    topic,
                    settings(node)
                            .withBuckets(known.stream()
                                    .filter(bucket -> buckets.contains(bucket.name()))
                                    .toList()));
        }
        return topics;
    }

    private static List<ClaimBucket> buckets(Map<String, SourceSettings> sources, SourceSettings others) {
        return Stream.concat(sources.values().stream(), Stream.of(others))
                .flatMap(source -> source.buckets().stream())
                .distinct()
                .toList();
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
        return settings(node)
                .withBuckets(node.child("buckets")
                        .map(given -> BucketConfig.of(given, environment))
                        .orElse(List.of()));
    }

    /** Everything but buckets. */
    private static SourceSettings settings(ConfigNode node) {
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
        return new SourceSettings(Set.copyOf(tenants), claims, least, defaults);
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
        Map<String, SourceSettings> held = new HashMap<>(topicSources);
        // What the command line publishes may be large, and nobody else's source may claim from its folder.
        held.computeIfPresent(Topics.DOCUMENTS, (topic, settings) -> settings.alsoClaimingFrom(own.directory()));
        return IngestSettings.of(own.directory(), Topics.DOCUMENTS)
                .withTopics(topics)
                .withSources(all, others)
                .withTopicSources(held)
                .withLimits(limits)
                .withOwnClaims(own);
    }

    /** The topics that are made where they are missing, like the default documents topic. */
    List<Topics.Definition> ownTopics() {
        Topics.Definition like = Topics.defaults().stream()
                .filter(topic -> topic.name().equals(Topics.DOCUMENTS))
                .findFirst()
                .orElseThrow();
        return topics instanceof DocumentTopics.Named named ? made(named.names(), like) : List.of();
    }

    private static List<Topics.Definition> made(List<String> names, Topics.Definition like) {
        return names.stream()
                .filter(topic -> !topic.equals(Topics.DOCUMENTS))
                .map(topic -> new Topics.Definition(topic, like.partitions(), like.retention()))
                .toList();
    }
}
