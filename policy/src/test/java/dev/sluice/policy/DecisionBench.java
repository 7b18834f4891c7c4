package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Microseconds of CPU per decision, cached and not. Not a test: run it by hand, results are in {@code BENCH.md}.
 *
 * <pre>./mvnw -q -o -pl policy test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -cp policy/target/test-classes:policy/target/classes:$(cat policy/target/cp) dev.sluice.policy.DecisionBench</pre>
 */
final class DecisionBench {
    private static final int ROUNDS = 5;

    private DecisionBench() {}

    /** Prints one line for each case. */
    public static void main(String[] arguments) {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.INFO);
        PolicyBundle bundle = PolicyBundle.installedDefault();
        List<Set<Category>> sets = Contexts.everySet();
        for (int round = 0; round < ROUNDS; round++) {
            PolicyEngine engine = new PolicyEngine(bundle, Contexts.CLOCK);
            long start = cpuNanos();
            for (Set<Category> set : sets) {
                engine.decide(Contexts.found(set));
            }
            print("first decision of a context", start, sets.size());
            Random random = new Random(1);
            int many = 200_000;
            start = cpuNanos();
            for (int i = 0; i < many; i++) {
                engine.decide(Contexts.found(sets.get(random.nextInt(sets.size()))));
            }
            print("decision of a known context", start, many);
        }
    }

    /** Of this thread, so that a busy machine does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String what, long start, int count) {
        System.out.printf("%-28s %10.1f µs CPU%n", what, (cpuNanos() - start) / 1000.0 / count);
    }
}
