package dev.sluice.ingest.extract;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows snapshots as attributes of a bean for as long as it is open. Without it, everything else goes on. */
final class ExtractionBean implements ExtractionMXBean, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ExtractionBean.class);
    private static final AtomicLong IDS = new AtomicLong();

    private final Supplier<ExtractionHealth> health;
    private final ObjectName name;

    private ExtractionBean(Supplier<ExtractionHealth> health, ObjectName name) {
        this.health = health;
        this.name = name;
    }

    static ExtractionBean register(Supplier<ExtractionHealth> health) {
        try {
            ExtractionBean bean = new ExtractionBean(
                    health, new ObjectName("dev.sluice:type=Extraction,id=" + IDS.incrementAndGet()));
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, bean.name);
            return bean;
        } catch (JMException e) {
            throw new IllegalStateException("the extractor's bean has a name and a form that JMX takes", e);
        }
    }

    ObjectName name() {
        return name;
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            log.debug("extraction.bean closed=already");
        } catch (JMException e) {
            log.warn("extraction.bean closed=false kind={}", e.getClass().getSimpleName());
        }
    }

    @Override
    public long getChildrenRunning() {
        return health.get().childrenRunning();
    }

    @Override
    public long getChildrenStarted() {
        return health.get().childrenStarted();
    }

    @Override
    public long getChildrenNotStarted() {
        return health.get().childrenNotStarted();
    }

    @Override
    public long getChildrenRecycled() {
        return health.get().childrenRecycled();
    }

    @Override
    public Map<String, Long> getChildrenLost() {
        return byName(health.get().childrenLost());
    }

    @Override
    public long getDocumentsComplete() {
        return health.get().complete();
    }

    @Override
    public Map<String, Long> getDocumentsIncomplete() {
        return byName(health.get().incomplete());
    }

    @Override
    public long getDocumentsPlain() {
        return health.get().plain();
    }

    @Override
    public long getDocumentsRetried() {
        return health.get().retried();
    }

    @Override
    public long getLongestMillis() {
        return health.get().longestMillis();
    }

    @Override
    public long getTotalMillis() {
        return health.get().totalMillis();
    }

    @Override
    public long getResidentBytes() {
        return health.get().residentBytes();
    }

    private static Map<String, Long> byName(SortedMap<UnreadReason, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((reason, count) -> named.put(reason.name(), count));
        return named;
    }
}
