package dev.sluice.ingest.intake;

import java.util.Map;
import java.util.Optional;

/**
 * What is allowed and assumed of whom.
 *
 * @param sources settings by CloudEvents source
 * @param others settings of every source not in {@code sources}
 * @param topics settings of every source of a topic, by the topic's name. A message says itself what its source is, and only
 *     Kafka's access control says who may write to which topic: these are what holds a publisher
 * @param own the claim checks of this machine's command line, if it has one
 */
public record SourceRules(
        Map<String, SourceSettings> sources,
        SourceSettings others,
        Map<String, SourceSettings> topics,
        Optional<OwnClaims> own) {

    /** Copies what it is given. */
    public SourceRules {
        sources = Map.copyOf(sources);
        topics = Map.copyOf(topics);
    }

    /**
     * The settings of a message: of its topic and of the source that it names, the stricter of each. Where sources are
     * configured, another one is restricted and claims nothing, so that no publisher gains by another name.
     *
     * @param topic where it arrived
     * @param source a CloudEvents source
     * @return what holds for it
     */
    public SourceSettings of(String topic, String source) {
        SourceSettings named = sources.getOrDefault(source, others);
        if (!sources.isEmpty() && !sources.containsKey(source)) {
            named = named.unlisted();
        }
        SourceSettings ofTopic = topics.get(topic);
        return ofTopic == null ? named : ofTopic.and(named);
    }
}
