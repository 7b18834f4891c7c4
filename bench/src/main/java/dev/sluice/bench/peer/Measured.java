package dev.sluice.bench.peer;

import dev.sluice.bench.Subject;
import dev.sluice.bench.text.TextSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Passes of one subject over a set of texts, and what they took. One thread. */
final class Measured {
    private final Function<String, Subject.Answer> subject;

    Measured(Function<String, Subject.Answer> subject) {
        this.subject = subject;
    }

    /**
     * Reads the whole set as often as fits into the time, at least once.
     *
     * @param seconds of wall time after which no new pass begins
     * @return fields of the answer line: passes, documents and bytes in all passes; wall and processor time; the wall time
     *     of the median document and of that at 95 in a hundred; findings, documents decided early and documents not
     *     wholly read in one pass
     */
    Map<String, Object> passes(TextSet set, double seconds) {
        int documents = set.texts().size();
        long[] each = new long[Math.max(documents, 1024)];
        int timed = 0;
        long deadline = (long) (seconds * 1e9);
        long findings = 0;
        long early = 0;
        long degraded = 0;
        int passes = 0;
        OwnProcess.CpuTime cpu = OwnProcess.cpuTime();
        long begin = System.nanoTime();
        do {
            findings = 0;
            early = 0;
            degraded = 0;
            for (String text : set.texts()) {
                long started = System.nanoTime();
                Subject.Answer answer = subject.apply(text);
                if (timed == each.length) {
                    each = Arrays.copyOf(each, 2 * timed);
                }
                each[timed++] = System.nanoTime() - started;
                findings += answer.findings();
                early += answer.early() ? 1 : 0;
                degraded += answer.reasons().isEmpty() ? 0 : 1;
            }
            passes++;
        } while (System.nanoTime() - begin < deadline);
        long wall = System.nanoTime() - begin;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("passes", passes);
        line.put("documents", (long) documents * passes);
        line.put("bytes", set.bytes() * passes);
        line.put("wallNanos", wall);
        line.put("cpuNanos", cpu.nanosSince());
        Arrays.sort(each, 0, timed);
        line.put("p50Nanos", each[timed / 2]);
        line.put("p95Nanos", each[Math.min(timed - 1, (int) (timed * 0.95))]);
        line.put("findings", findings);
        line.put("early", early);
        line.put("degraded", degraded);
        return line;
    }
}
