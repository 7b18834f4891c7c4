package dev.sluice.ingest.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Topics that refused lately: each is left alone for a time that doubles, up to a minute, until it takes something again.
 * Confined to one thread.
 */
final class RestingTopics {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Rest> rests = new HashMap<>();

    RestingTopics(Clock clock) {
        this.clock = clock;
    }

    private record Rest(int times, Instant until) {}

    /** Those that rest now. */
    Set<String> now() {
        Instant now = clock.instant();
        return rests.entrySet().stream()
                .filter(rest -> now.isBefore(rest.getValue().until()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A topic refused; while it rests, more refusals change nothing. */
    void refused(String topic) {
        Instant now = clock.instant();
        Rest last = rests.getOrDefault(topic, new Rest(0, Instant.MIN));
        if (now.isBefore(last.until())) {
            return;
        }
        Duration rest = FIRST.multipliedBy(1L << Math.min(last.times(), MOST_DOUBLINGS));
        rests.put(topic, new Rest(last.times() + 1, now.plus(rest.compareTo(LONGEST) < 0 ? rest : LONGEST)));
    }

    /** A topic took a message. */
    void took(String topic) {
        rests.remove(topic);
    }
}
