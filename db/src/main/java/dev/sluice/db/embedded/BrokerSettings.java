package dev.sluice.db.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the embedded broker. Clients speak SCRAM, so that another program that takes the port while the broker
 * is down learns nothing from a client that tries it.
 */
record BrokerSettings(Path logs, int clientPort, int controllerPort, String password) {
    static final int NODE_ID = 1;
    static final String USER = "sluice";
    static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENT = "CLIENT";
    private static final String SCRAM = "SCRAM-SHA-256";

    Map<String, Object> clientProperties() {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + clientPort,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                SCRAM,
                "sasl.jaas.config",
                scram());
    }

    Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>(identity());
        all.putAll(security());
        all.putAll(small());
        all.replaceAll((name, value) -> value.toString());
        return all;
    }

    private Map<String, Object> identity() {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE_ID,
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "log.dirs",
                logs.toString(),
                "listeners",
                "%s://127.0.0.1:%d,%s://127.0.0.1:%d".formatted(CLIENT, clientPort, CONTROLLER, controllerPort),
                "advertised.listeners",
                "%s://127.0.0.1:%d".formatted(CLIENT, clientPort),
                "controller.listener.names",
                CONTROLLER,
                "inter.broker.listener.name",
                CLIENT);
    }

    private Map<String, Object> security() {
        String plain =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
                        .formatted(USER, password, USER, password);
        return Map.of(
                "listener.security.protocol.map",
                "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                SCRAM,
                "sasl.mechanism.inter.broker.protocol",
                SCRAM,
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                "listener.name.client.scram-sha-256.sasl.jaas.config",
                scram(),
                "listener.name.controller.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.controller.plain.sasl.jaas.config",
                plain);
    }

    /** For one machine: few threads, small buffers, one replica of everything. */
    private static Map<String, Object> small() {
        Map<String, Object> small = new HashMap<>();
        small.put("auto.create.topics.enable", false);
        small.put("default.replication.factor", 1);
        small.put("min.insync.replicas", 1);
        small.put("offsets.topic.replication.factor", 1);
        small.put("offsets.topic.num.partitions", 4);
        small.put("transaction.state.log.replication.factor", 1);
        small.put("transaction.state.log.min.isr", 1);
        small.put("transaction.state.log.num.partitions", 4);
        small.put("share.coordinator.state.topic.replication.factor", 1);
        small.put("share.coordinator.state.topic.min.isr", 1);
        small.put("group.initial.rebalance.delay.ms", 0);
        // After a kill -9 the broker cannot register until its former session ends, by default after 9 s. Much shorter,
        // and a loaded machine takes the live broker for dead.
        small.put("broker.session.timeout.ms", 4000);
        small.put("broker.heartbeat.interval.ms", 500);
        small.put("num.network.threads", 2);
        small.put("num.io.threads", 4);
        small.put("background.threads", 2);
        small.put("num.recovery.threads.per.data.dir", 2);
        small.put("log.cleaner.dedupe.buffer.size", 4L << 20);
        small.put("log.segment.bytes", 64 << 20);
        small.put("log.index.size.max.bytes", 1 << 20);
        // The page cache keeps what was acknowledged through a kill -9; this bounds what a power cut can take.
        small.put("log.flush.interval.ms", 1000L);
        return small;
    }

    private String scram() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(USER, password);
    }

    @Override
    public String toString() {
        return "BrokerSettings[" + logs + ", " + clientPort + ", " + controllerPort + "]";
    }
}
