package dev.sluice.bench.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * One way of reading in a process of its own that reads when it is told to, so that several can take turns. It takes lines
 * {@code pass SET SECONDS} and {@code end} and answers each with a line of JSON; the first line says that it is ready.
 */
final class ReadingPeerMain {
    /** What reads a set and says what it took. */
    interface Measured {
        Passes.Result run(DocumentSet set, double seconds) throws InterruptedException;
    }

    private final JsonMapper json = JsonMapper.shared();
    private final Measured measured;
    private final ProcessTree tree;
    private final Supplier<Set<Long>> children;
    private final Path sets;
    private final PrintStream out;
    private final Map<String, DocumentSet> known = new HashMap<>();

    ReadingPeerMain(Measured measured, ProcessTree tree, Supplier<Set<Long>> children, Path sets, PrintStream out) {
        this.measured = measured;
        this.tree = tree;
        this.children = children;
        this.sets = sets;
        this.out = out;
    }

    /** Arguments: tika, extraction or pipeline; the folder of the sets; threads; for the pipeline a folder for its services. */
    public static void main(String[] arguments) throws Exception {
        // What libraries print is no answer.
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path sets = Path.of(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "tika" -> {
                try (BareTika tika = new BareTika()) {
                    ProcessTree tree = new ProcessTree(Set::of);
                    new ReadingPeerMain(new Passes(tika, threads)::run, tree, Set::of, sets, answers).serve(commands);
                }
            }
            case "extraction" -> {
                try (SluiceExtraction sluice = new SluiceExtraction()) {
                    ProcessTree tree = new ProcessTree(Set::of);
                    new ReadingPeerMain(new Passes(sluice, threads)::run, tree, sluice::children, sets, answers)
                            .serve(commands);
                }
            }
            case "pipeline" -> {
                try (Pipeline pipeline = new Pipeline(Path.of(arguments[3]))) {
                    ProcessTree tree = new ProcessTree(pipeline::servers);
                    new ReadingPeerMain(pipeline::run, tree, pipeline::children, sets, answers).serve(commands);
                }
            }
            default -> throw new IllegalArgumentException("expected tika, extraction or pipeline");
        }
        System.exit(0);
    }

    /** Answers until {@code end} or the end of the lines. */
    void serve(BufferedReader commands) throws IOException, InterruptedException {
        say(Map.of("ready", true));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("end")) {
                break;
            }
            if (!words[0].equals("pass") || words.length != 3) {
                throw new IllegalArgumentException("expected pass SET SECONDS or end, found " + line);
            }
            say(pass(set(words[1]), Double.parseDouble(words[2])));
        }
        say(Map.of("ended", true));
    }

    private Map<String, Object> pass(DocumentSet set, double seconds) throws InterruptedException {
        long cpu = tree.cpuNanos();
        Map<String, Object> line = new LinkedHashMap<>();
        try (ResidentSamples resident = new ResidentSamples(tree, children)) {
            Passes.Result result = measured.run(set, seconds);
            long documents = (long) set.documents().size() * result.passes();
            line.put("digest", set.digest());
            line.put("passes", result.passes());
            line.put("documents", documents);
            line.put("bytes", set.bytes() * result.passes());
            line.put("wallNanos", result.wallNanos());
            line.put("cpuNanos", tree.cpuNanos() - cpu);
            line.put("characters", result.characters());
            line.put("failures", result.failures());
            line.put("failed", result.failed().stream().boxed().toList());
            line.put("parentBytes", resident.parentBytes());
            line.put("childrenBytes", resident.childrenBytes());
            line.put("peakBytes", resident.peakBytes());
        }
        Set<Long> alive = children.get();
        line.put("children", alive.size());
        line.put(
                "childOptions",
                alive.stream().findFirst().map(ProcessTree::jvmOptions).orElse(List.of()));
        return line;
    }

    private DocumentSet set(String name) throws IOException {
        DocumentSet found = known.get(name);
        if (found == null) {
            found = DocumentSet.read(sets, name);
            known.put(name, found);
        }
        return found;
    }

    private void say(Map<String, Object> line) {
        out.println(json.writeValueAsString(line));
        out.flush();
    }
}
