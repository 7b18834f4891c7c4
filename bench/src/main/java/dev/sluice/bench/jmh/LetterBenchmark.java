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

/** How long one letter of 10,000 bytes takes, letter by letter. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"})
@State(Scope.Thread)
public class LetterBenchmark {
    /** What reads the letters. */
    @Param({"all", "early", "patterns"})
    @SuppressWarnings("NullAway.Init") // set by JMH
    public String subject;

    /** Letters about a patient, or circulars that name nobody. */
    @Param({"letters", "circulars"})
    @SuppressWarnings("NullAway.Init") // set by JMH
    public String texts;

    @SuppressWarnings("NullAway.Init") // set in open
    private Function<String, Subject.Answer> scan;

    @SuppressWarnings("NullAway.Init") // set in open
    private TextSet set;

    private int next;

    /** Reads letters and dictionaries. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        scan = Subject.of(subject).open();
        set = Texts.set(texts);
    }

    /** The next letter. */
    @Benchmark
    public Subject.Answer letter() {
        next = (next + 1) % set.texts().size();
        return scan.apply(set.texts().get(next));
    }
}
