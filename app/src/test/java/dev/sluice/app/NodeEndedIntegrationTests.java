package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.db.Topics;
import dev.sluice.ingest.Sha256;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message over which the real program is killed, by {@code kill -9}, each time it comes to it. */
class NodeEndedIntegrationTests {
    private static final byte[] MEMO = "The museum opens at nine.".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void isQuarantinedAndTheOthersAreRead() throws Exception {
        AtomicReference<ChildSluice> node = new AtomicReference<>();
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            try {
                node.get().kill();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        store.start();
        try (CrashedMachine machine = new CrashedMachine(folder)) {
            Path config = Files.writeString(folder.resolve("sluice.yaml"), """
                    limits: {tries: 1}
                    sources:
                      urn:test:museum:
                        buckets:
                          letters:
                            region: us-east-1
                            endpoint: http://localhost:%d
                            addresses: [127.0.0.0/8, "::1/128"]
                            credentialsFile: %s
                    """.formatted(
                            store.getAddress().getPort(), credentials()));
            Topics.createMissing(machine.machine().kafkaClient(), Topics.defaults());
            publish(machine);
            int kills = 0;
            while (open(machine)) {
                assertThat(kills).isLessThan(10);
                machine.letTimePass();
                try (ChildSluice up = machine.up("--config", config)) {
                    node.set(up);
                    CrashedMachine.await(
                            "the program to be killed, or its work to end",
                            Duration.ofMinutes(3),
                            () -> !up.running() || !open(machine));
                    kills += up.running() ? 0 : 1;
                }
            }
            assertThat(kills).as("once in company, once alone").isEqualTo(2);
            assertThat(machine.count("select count(*) from sluice.offset_outcome where outcome = 'DOCUMENT'"))
                    .isEqualTo(2);
            Cli listed =
                    machine.machine().run(List.of("quarantine", "list"), "--cause", "NODE_ENDED", "--output", "json");
            assertThat(listed.lines())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("offset").longValue()).isEqualTo(1));
        } finally {
            store.stop(0);
        }
    }

    private static boolean open(CrashedMachine machine) {
        return machine.count("select count(*) from sluice.offset_outcome") < 3
                || machine.count("select count(*) from sluice.batch where state <> 'ENDED'") > 0;
    }

    private Path credentials() throws Exception {
        return Files.writeString(
                folder.resolve("credentials"),
                "[default]\naws_access_key_id=AKIDEXAMPLE\naws_secret_access_key=a-secret\n");
    }

    private static void publish(CrashedMachine machine) throws Exception {
        String claim = "{\"location\":\"s3://letters/killer\",\"bytes\":%d,\"sha256\":\"%s\"}"
                .formatted(MEMO.length, Sha256.hex(MEMO));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                machine.machine().kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : List.of(
                    message("before", "text/plain", MEMO),
                    message("killer", "application/vnd.sluice.claim+json", claim.getBytes(StandardCharsets.UTF_8)),
                    message("after", "text/plain", "Entrance is free.".getBytes(StandardCharsets.UTF_8)))) {
                producer.send(record).get();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> message(String id, String contentType, byte[] value) {
        Headers headers = new RecordHeaders();
        List.of(
                        "content-type=" + contentType,
                        "ce_specversion=1.0",
                        "ce_id=" + id,
                        "ce_source=urn:test:museum",
                        "ce_type=dev.sluice.document.v1",
                        "ce_sluicetenant=acme",
                        "ce_sluicetask=summarise")
                .forEach(header ->
                        headers.add(header.split("=", 2)[0], header.split("=", 2)[1].getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(Topics.DOCUMENTS, 0, new byte[] {1}, value, headers);
    }
}
