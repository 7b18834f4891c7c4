package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.Actor;
import dev.sluice.ingest.intake.AddressRange;
import dev.sluice.ingest.intake.Attributes;
import dev.sluice.ingest.intake.ClaimBucket;
import dev.sluice.ingest.intake.S3Credentials;
import dev.sluice.ingest.intake.SourceSettings;
import dev.sluice.ingest.query.QuarantineSelection;
import dev.sluice.ingest.rerun.QuarantinePlan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Documents whose content lies in a bucket or a folder, on their whole way, and a store that is down when they arrive. */
class ClaimStoreIntegrationTests {
    private static final byte[] MEMO =
            "The garden party is on Saturday at noon. Everybody brings a cake.\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void waitsForAStoreThatIsDownAndLosesNothing() throws Exception {
        int port = ObjectServer.freePort();
        try (Station station = new Station(folder, true)) {
            station.publish(Station.document("before", "The museum opens at nine."));
            station.publishRaw(claimed("kept"), claim("s3://letters/kept", MEMO));
            station.publishRaw(claimed("missing"), claim("s3://letters/missing", MEMO));
            station.publishRaw(claimed("elsewhere"), claim("s3://others/kept", MEMO));
            Ingest node = station.node(station.settings()
                    .withSources(
                            Map.of("urn:test:archive", claimingAt(port), Station.SOURCE.toString(), anything()),
                            anything()));
            node.start();
            try {
                Station.await(
                        "the batch to say what it waits for",
                        () -> station.count("select count(*) from sluice.batch where state = 'FAILED'"
                                        + " and reason = 'CLAIM_STORE_UNREACHABLE'")
                                > 0);
                assertThat(station.count("select count(*) from sluice.quarantine"))
                        .as("nothing is set aside for a store that is down")
                        .isZero();
                // While bucket and object are being made nobody looks, else the object would be missing for good.
                Station.await("the batch to rest until it is told", () -> {
                    station.sql(
                            "update sluice.batch set lease_until = now() + interval '1 hour' where state = 'FAILED'");
                    return station.count("select count(*) from sluice.batch where state = 'FAILED'"
                                    + " and lease_until > now() + interval '30 minutes'")
                            == 1;
                });
                try (ObjectServer server = ObjectServer.start(folder, port);
                        S3Client upstream = server.client()) {
                    upstream.createBucket(bucket -> bucket.bucket("letters"));
                    upstream.putObject(object -> object.bucket("letters").key("kept"), RequestBody.fromBytes(MEMO));
                    Station.await("the batch to be read again", () -> {
                        // A slow start of the server has made the rest long; here it is over.
                        station.sql("update sluice.batch set lease_until = null where state = 'FAILED'");
                        return station.count("select count(*) from sluice.batch where state = 'ENDED'") == 1;
                    });
                    station.awaitOffsets(4);
                }
            } finally {
                node.stop();
            }
            assertThat(station.at(0).state()).contains("DECIDED");
            assertThat(station.at(1).state()).contains("DECIDED");
            assertThat(station.at(2).outcomeReason()).contains("CLAIM_NOT_FOUND");
            assertThat(station.at(3).outcomeReason()).contains("CLAIM_NOT_ALLOWED");
            assertThat(station.count("select count(*) from batch.batch_job_execution where exit_message like '%kept%'"))
                    .as("a key is the upstream system's word and stays out of the job's records")
                    .isZero();
        }
    }

    @Test
    void waitsForAFolderThatIsNotMountedAndTakesWhatWasSetAsideOnceItsFileIsThere() throws Exception {
        Path mount = folder.resolve("mount");
        Path there = Files.createDirectory(folder.resolve("there"));
        try (Station station = new Station(folder, true)) {
            station.publishRaw(
                    claimed("mounted"), claim(mount.resolve("letter").toUri().toString(), MEMO));
            station.publishRaw(
                    claimed("late"), claim(there.resolve("letter").toUri().toString(), MEMO));
            SourceSettings claiming = SourceSettings.claimingFrom(mount, there);
            Ingest node =
                    station.node(station.settings().withSources(Map.of("urn:test:archive", claiming), anything()));
            node.start();
            try {
                Station.await(
                        "the batch to say what it waits for",
                        () -> station.count("select count(*) from sluice.batch where state = 'FAILED'"
                                        + " and reason = 'CLAIM_STORE_FOLDER_MISSING'")
                                > 0);
                assertThat(station.count("select count(*) from sluice.offset_outcome"))
                        .isZero();
                Files.createDirectory(mount);
                Files.write(mount.resolve("letter"), MEMO);
                Station.await("the batch to be read again", () -> {
                    station.sql("update sluice.batch set lease_until = null where state = 'FAILED'");
                    return station.count("select count(*) from sluice.batch where state = 'ENDED'") == 1;
                });
                assertThat(station.at(0).state()).contains("DECIDED");
                assertThat(station.at(1).outcomeReason()).contains("CLAIM_NOT_FOUND");

                Files.write(there.resolve("letter"), MEMO);
                QuarantinePlan plan = node.quarantine()
                        .freeze(
                                new QuarantineSelection(
                                        Set.of(), Optional.of("CLAIM_NOT_FOUND"), Optional.empty(), Optional.empty()),
                                "FILE-BACK",
                                Actor.user("operator", "local"));
                node.quarantine().start(plan.planId(), Actor.user("operator", "local"));
                Station.await(
                        "the message to be taken",
                        () -> station.count("select count(*) from sluice.quarantined where state = 'TAKEN'") == 1);
            } finally {
                node.stop();
            }
            assertThat(station.count("select count(*) from sluice.document")).isEqualTo(2);
        }
    }

    private static SourceSettings anything() {
        return SourceSettings.claimingFrom();
    }

    private static SourceSettings claimingAt(int port) {
        return anything()
                .withBuckets(List.of(new ClaimBucket(
                        "letters",
                        "",
                        "us-east-1",
                        Optional.of(URI.create("http://localhost:" + port)),
                        List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128")),
                        new S3Credentials.Fixed("AKIDEXAMPLE", "a-secret", Optional.empty()),
                        Duration.ofSeconds(10))));
    }

    private static byte[] claim(String location, byte[] content) {
        return utf8("{\"location\":\"%s\",\"bytes\":%d,\"sha256\":\"%s\",\"contentType\":\"text/plain\"}"
                .formatted(location, content.length, Sha256.hex(content)));
    }

    private static Headers claimed(String id) {
        return new RecordHeaders()
                .add("content-type", utf8(Attributes.CLAIM_MEDIA_TYPE))
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id))
                .add("ce_source", utf8("urn:test:archive"))
                .add("ce_type", utf8(Attributes.DOCUMENT_TYPE))
                .add("ce_sluicetenant", utf8("acme"))
                .add("ce_sluicetask", utf8("summarise"))
                .add("ce_sluicepurpose", utf8("operations"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
