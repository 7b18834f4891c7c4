package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which topic a name means now: a topic made anew under an old name is another topic. */
final class SourceTopics implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final JdbcClient jdbc;

    SourceTopics(Map<String, Object> clientProperties, DataSource dataSource) {
        this.admin = Admin.create(clientProperties);
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Identity of a topic on its cluster. */
    record Identity(String clusterId, String topicId) {}

    /**
     * Asks the cluster.
     *
     * @throws IngestException if it does not answer or has no such topic
     */
    Identity identity(String topic) {
        try {
            String cluster = admin.describeCluster().clusterId().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            TopicDescription described = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic));
            return new Identity(cluster, described.topicId().toString());
        } catch (ExecutionException | TimeoutException failure) {
            throw new IngestException(
                    "Kafka did not describe topic " + topic + "; is the broker up and the topic made?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IngestException("interrupted while asking Kafka about topic " + topic);
        }
    }

    /** The key of a topic in our tables; made where it is missing. */
    long key(String topic) {
        Identity identity = identity(topic);
        jdbc.sql("""
                        insert into sluice.source_topic (cluster_id, topic_id, name) values (:cluster, :id, :name)
                        on conflict (cluster_id, topic_id) do nothing
                        """)
                .param("cluster", identity.clusterId())
                .param("id", identity.topicId())
                .param("name", topic)
                .update();
        return jdbc.sql("select topic_key from sluice.source_topic where cluster_id = :cluster and topic_id = :id")
                .param("cluster", identity.clusterId())
                .param("id", identity.topicId())
                .query(Long.class)
                .single();
    }

    /** The key of what a partition is read as: its topic's, or since its log was cut that of the newest cut. */
    long key(String topic, int partition) {
        long whole = key(topic);
        return jdbc.sql("""
                        select coalesce(max(n.topic_key), :whole)
                          from sluice.source_topic w
                          join sluice.source_topic n
                            on n.cluster_id = w.cluster_id
                           and starts_with(n.topic_id, w.topic_id || '/' || :partition || '.')
                         where w.topic_key = :whole
                        """)
                .param("whole", whole)
                .param("partition", partition)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(5));
    }
}
