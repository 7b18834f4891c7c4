package dev.sluice.ingest.intake;

import java.util.Map;
import java.util.Optional;

/**
 * What is allowed and assumed of whom.
 *
 * @param sources settings by CloudEvents source
 * @param others settings of every other source; beside listed ones it is restricted and claims nothing, whatever stands here
 * @param topics settings of every source of a topic, by the topic's name. A message says itself what its source is, and only
 *     Kafka's access control says who may write to which topic: these are what holds a publisher
 * @param own the source of this machine's command line and its claim checks, if it has one
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
     * configured beside this machine's own, another one is restricted and claims nothing, so that no publisher gains by another name.
     *
     * @param topic where it arrived
     * @param source a CloudEvents source
     * @return what holds for it
     */
    public SourceSettings of(String topic, String source) {
        SourceSettings named = named(source);
        SourceSettings ofTopic = topics.get(topic);
        return ofTopic == null ? named : ofTopic.and(named);
    }

    private SourceSettings named(String source) {
        SourceSettings listed = sources.get(source);
        if (listed != null) {
            return listed;
        }
        return sources.keySet().stream().allMatch(this::isOwn) ? others : others.unlisted();
    }

    private boolean isOwn(String source) {
        return own.filter(claims -> claims.source().equals(source)).isPresent();
    }
}
