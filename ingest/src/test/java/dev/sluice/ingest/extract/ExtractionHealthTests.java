package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Real child processes that die, age and live, and what is counted of them. */
class ExtractionHealthTests {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final byte[] PLAIN = "An ordinary sentence.".getBytes(StandardCharsets.US_ASCII);

    private static Extractor extractor() {
        return extractor(2);
    }

    private static Extractor extractor(int documentsPerChild) {
        return new Extractor(
                new ExtractionSettings(
                        4 << 20,
                        64 << 20,
                        200_000,
                        500,
                        5,
                        Duration.ofMinutes(2),
                        128 << 20,
                        420 << 20,
                        1,
                        documentsPerChild,
                        Optional.empty(),
                        Optional.empty()),
                HostileChild.class.getName());
    }

    private static void read(Extractor extractor, byte[] document) {
        extractor.extract(document, Optional.empty(), Optional.empty());
    }

    private static Set<ObjectName> beans() throws Exception {
        return SERVER.queryNames(new ObjectName("dev.sluice:type=Extraction,*"), null);
    }

    @Test
    void childrenAndDocumentsAreCountedByWhatBecameOfThem() {
        ExtractionHealth health;
        try (Extractor extractor = extractor()) {
            read(extractor, PLAIN);
            read(extractor, new byte[0]);
            for (int i = 0; i < 5; i++) {
                read(extractor, HostileChild.order("print"));
            }
            read(extractor, HostileChild.order("exit"));
            read(extractor, HostileChild.order("throw"));
            health = extractor.health();

            assertThat(health.childrenRunning()).isBetween(0L, 1L);
        }

        assertThat(health.documents()).isEqualTo(9);
        assertThat(health.complete()).isEqualTo(6);
        assertThat(health.incomplete())
                .isEqualTo(Map.of(UnreadReason.EMPTY, 1L, UnreadReason.CRASHED, 1L, UnreadReason.DAMAGED, 1L));
        assertThat(health.plain()).isEqualTo(1);
        assertThat(health.retried()).isEqualTo(1);
        assertThat(health.childrenLost()).isEqualTo(Map.of(UnreadReason.CRASHED, 2L));
        assertThat(health.lost()).isEqualTo(2);
        assertThat(health.childrenRecycled()).isEqualTo(2);
        assertThat(health.childrenNotStarted()).isZero();
        // Two that aged, one that was lost after its first document, the fresh one that was lost, one more.
        assertThat(health.childrenStarted()).isGreaterThanOrEqualTo(5);
        assertThat(health.residentBytes()).isGreaterThan(1 << 20);
        assertThat(health.longestMillis()).isPositive().isLessThanOrEqualTo(health.totalMillis());
    }

    @Test
    void aChildThatHasNearlyAgedIsReplacedAndNoDocumentIsLost() {
        ExtractionHealth health;
        try (Extractor extractor = extractor(20)) {
            for (int i = 0; i < 100; i++) {
                read(extractor, HostileChild.order("print"));
            }
            health = extractor.health();

            // One, and for a moment its successor.
            assertThat(health.childrenRunning()).isBetween(0L, 2L);
            assertThat(extractor.childProcesses()).hasSizeLessThanOrEqualTo(2);
        }

        assertThat(health.complete()).isEqualTo(100);
        assertThat(health.lost()).isZero();
        assertThat(health.retried()).isZero();
        assertThat(health.childrenRecycled()).isBetween(4L, 5L);
    }

    @Test
    void noChildRunsAfterTheEnd() {
        Extractor extractor = extractor();
        read(extractor, HostileChild.order("print"));
        extractor.close();

        assertThat(extractor.health().childrenRunning()).isZero();
        assertThat(extractor.childProcesses()).isEmpty();
    }

    @Test
    void supervisionReadsTheNumbersByJmx() throws Exception {
        Set<ObjectName> before = beans();
        try (Extractor extractor = extractor()) {
            read(extractor, PLAIN);
            read(extractor, HostileChild.order("exit"));
            Set<ObjectName> mine = new HashSet<>(beans());
            mine.removeAll(before);
            assertThat(mine).hasSize(1);

            ExtractionMXBean bean = JMX.newMXBeanProxy(SERVER, mine.iterator().next(), ExtractionMXBean.class);

            assertThat(bean.getDocumentsComplete()).isEqualTo(1);
            assertThat(bean.getDocumentsPlain()).isEqualTo(1);
            assertThat(bean.getDocumentsRetried()).isEqualTo(1);
            assertThat(bean.getDocumentsIncomplete()).isEqualTo(Map.of("CRASHED", 1L));
            assertThat(bean.getChildrenLost()).isEqualTo(Map.of("CRASHED", 2L));
            assertThat(bean.getChildrenStarted()).isEqualTo(extractor.health().childrenStarted());
            assertThat(bean.getChildrenNotStarted()).isZero();
            assertThat(bean.getChildrenRecycled()).isZero();
            assertThat(bean.getTotalMillis()).isGreaterThanOrEqualTo(bean.getLongestMillis());
            assertThat(bean.getResidentBytes()).isPositive();
        }
        assertThat(beans()).isEqualTo(before);
    }
}
