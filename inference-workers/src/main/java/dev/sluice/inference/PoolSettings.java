package dev.sluice.inference;

import dev.sluice.db.Topics;
import dev.sluice.policy.Pool;
import java.time.Duration;

/**
 * Settings of one pool, {@code sluice.inference.<pool>}.
 *
 * @param topic where its work items are
 * @param group its consumer group, shared by all nodes that run this pool
 * @param inFlight work items under way at the same time, 1 to 1000
 * @param tries calls of one endpoint for one work item while it says that it is busy, 1 to 20
 * @param longestWait a longer wait that a provider asks for is not waited for
 * @param mostUnknown calls inside whose outcome stayed unknown before an attempt fails, 1 to 20
 * @param longestLag how far the signed log may be behind before nothing goes outside
 * @param drain how long calls under way may go on when the pool stops
 * @param limits bounds of a call
 */
public record PoolSettings(
        String topic,
        String group,
        int inFlight,
        int tries,
        Duration longestWait,
        int mostUnknown,
        Duration longestLag,
        Duration drain,
        ClientLimits limits) {
    public PoolSettings {
        between("inFlight", inFlight, 1, 1000);
        between("tries", tries, 1, 20);
        between("mostUnknown", mostUnknown, 1, 20);
        if (topic.isBlank() || group.isBlank()) {
            throw new IllegalArgumentException("a pool has a topic and a group");
        }
        if (longestWait.isNegative() || longestLag.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("expected waits of zero or more");
        }
    }

    /** The defaults of a pool: 8 in flight inside, 16 outside; 3 tries; waits of 20 s; a lag of 5 s; 20 s to drain. */
    public static PoolSettings standard(Pool pool) {
        boolean inside = pool == Pool.SOVEREIGN;
        return new PoolSettings(
                inside ? Topics.WORK_SOVEREIGN : Topics.WORK_EXTERNAL,
                inside ? "sluice-worker-sovereign" : "sluice-worker-external",
                inside ? 8 : 16,
                3,
                Duration.ofSeconds(20),
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                ClientLimits.standard());
    }

    /** The same from another topic in another group. */
    public PoolSettings reading(String otherTopic, String otherGroup) {
        return new PoolSettings(
                otherTopic, otherGroup, inFlight, tries, longestWait, mostUnknown, longestLag, drain, limits);
    }

    /** The same with other bounds of a call. */
    public PoolSettings within(ClientLimits otherLimits) {
        return new PoolSettings(
                topic, group, inFlight, tries, longestWait, mostUnknown, longestLag, drain, otherLimits);
    }

    private static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + most + ", found " + value);
        }
    }
}
