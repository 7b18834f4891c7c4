package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.audit.Actor;
import dev.sluice.ingest.query.QuarantineSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One object of a bucket that is always slow holds its range for some tries, not for ever. */
class SlowObjectIntegrationTests {
    private static final String MEMO = "The museum opens at nine.";

    @TempDir
    private Path claims;

    @Test
    void isSetAsideWhileTheOthersAreReadAndTakenWhenItIsQuick() {
        try (Station station = new Station(claims, true);
                ScriptedStore store = new ScriptedStore()) {
            store.publishClaim(station, "quick", MEMO);
            store.publishClaim(station, "slow", MEMO + " Bring a coat.");
            store.publishClaim(station, "other", MEMO + " The garden too.");
            station.publish(Station.document("inline", MEMO + " Entrance is free."));
            store.answer("quick", ScriptedStore.text(MEMO));
            store.answer("other", ScriptedStore.text(MEMO + " The garden too."));
            store.answer("slow", exchange -> {
                try {
                    Thread.sleep(600_000);
                } catch (InterruptedException ended) {
                    exchange.close();
                }
            });
            Ingest node = station.node(store.known(station.settings(), Duration.ofSeconds(2)));
            node.start();
            try {
                station.awaitOffsets(4);
                assertThat(station.at(1).outcomeReason()).contains("CLAIM_TIMEOUT");
                for (long offset : new long[] {0, 2, 3}) {
                    assertThat(station.at(offset).state()).contains("DECIDED");
                }

                store.answer("slow", ScriptedStore.text(MEMO + " Bring a coat."));
                Actor operator = Actor.user("operator", "local");
                node.quarantine()
                        .start(
                                node.quarantine()
                                        .freeze(
                                                new QuarantineSelection(
                                                        Set.of(),
                                                        Optional.of("CLAIM_TIMEOUT"),
                                                        Optional.empty(),
                                                        Optional.empty()),
                                                "STORE-MENDED",
                                                operator)
                                        .planId(),
                                operator);
                Station.await(
                        "the message to be taken",
                        () -> station.count("select count(*) from sluice.quarantined where state = 'TAKEN'") == 1);
            } finally {
                node.stop();
            }
        }
    }
}
