package dev.sluice.bench.jmh;

import dev.sluice.bench.Subject;
import dev.sluice.bench.text.TextSet;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Bytes a second of each tier, of all of them, and of the same patterns in java.util.regex. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"})
@State(Scope.Thread)
public class TierBenchmark {
    /** What reads the texts. */
    @Param({"patterns", "tokens", "all", "regex", "regex-gated"})
    @SuppressWarnings("NullAway.Init") // set by JMH
    public String subject;

    /** Which texts; a set's name with {@code -large} is the same kind in megabytes. */
    @Param({"prose", "digits", "clean", "letters"})
    @SuppressWarnings("NullAway.Init") // set by JMH
    public String texts;

    @SuppressWarnings("NullAway.Init") // set in open
    private Function<String, Subject.Answer> scan;

    @SuppressWarnings("NullAway.Init") // set in open
    private TextSet set;

    private long bytes;

    /** Reads texts and dictionaries. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        scan = Subject.of(subject).open();
        set = Texts.set(texts);
        bytes = set.bytes();
    }

    /** One pass over all texts. */
    @Benchmark
    public void pass(Throughput read, Blackhole findings) {
        for (String text : set.texts()) {
            findings.consume(scan.apply(text));
        }
        read.bytes += bytes;
    }
}
