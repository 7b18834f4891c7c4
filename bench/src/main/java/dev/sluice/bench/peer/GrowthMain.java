package dev.sluice.bench.peer;

import dev.sluice.bench.Subject;
import dev.sluice.bench.text.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * One document of a given length, classified in a heap of a given size: how long a byte takes and how much memory. A
 * process of its own for each length; it prints one line of JSON.
 */
final class GrowthMain {
    private static final int WARM_UP_BYTES = 200_000;

    private GrowthMain() {}

    /** Arguments: the subject's title, the length in bytes, the seed, seconds to measure and seconds to warm up. */
    public static void main(String[] arguments) throws InterruptedException {
        Subject subject = Subject.of(arguments[0]);
        int bytes = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        long measure = (long) (Double.parseDouble(arguments[3]) * 1e9);
        long warm = (long) (Double.parseDouble(arguments[4]) * 1e9);
        Function<String, Subject.Answer> scan = subject.open();
        String first = Documents.growing(seed + 1, Math.min(bytes, WARM_UP_BYTES));
        for (long begin = System.nanoTime(); System.nanoTime() - begin < warm; ) {
            var unused = scan.apply(first);
        }
        String text = Documents.growing(seed, bytes);
        LiveHeap heap = new LiveHeap();
        // What making the text left behind is not what classifying it needs.
        System.gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        Thread.sleep(100);
        heap.reset();
        int passes = 0;
        Subject.Answer answer;
        OwnProcess.CpuTime cpu = OwnProcess.cpuTime();
        long begin = System.nanoTime();
        do {
            answer = scan.apply(text);
            passes++;
        } while (System.nanoTime() - begin < measure);
        long wall = System.nanoTime() - begin;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bytes", bytes);
        line.put("passes", passes);
        line.put("wallNanos", wall);
        line.put("cpuNanos", cpu.nanosSince());
        line.put("findings", answer.findings());
        line.put("reasons", answer.reasons());
        Thread.sleep(100);
        line.put("liveHeapBefore", before);
        line.put("liveHeapPeak", Math.max(heap.peakBytes(), before));
        line.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        OwnProcess.peakResidentBytes().ifPresent(peak -> line.put("peakResidentBytes", peak));
        System.out.println(JsonMapper.shared().writeValueAsString(line));
    }
}
