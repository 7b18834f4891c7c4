package dev.sluice.bench.peer;

import dev.sluice.bench.Subject;
import dev.sluice.bench.text.TextSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One subject in a process of its own that measures when it is told to, so that several programs can take turns. It reads
 * lines {@code pass SET SECONDS} and {@code end} and answers each with a line of JSON; the first line says that it is
 * ready. {@code presidio/peer.py} speaks the same.
 */
public final class PeerMain {
    private final JsonMapper json = JsonMapper.shared();
    private final Measured measured;
    private final Path folder;
    private final PrintStream out;
    private final Map<String, TextSet> sets = new HashMap<>();

    PeerMain(Subject subject, Path folder, PrintStream out) {
        this.measured = new Measured(subject.open());
        this.folder = folder;
        this.out = out;
    }

    /** Arguments: the subject's title and the folder of the sets. */
    public static void main(String[] arguments) throws IOException {
        new PeerMain(Subject.of(arguments[0]), Path.of(arguments[1]), System.out)
                .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    /** Answers until {@code end} or the end of the lines. */
    void serve(BufferedReader commands) throws IOException {
        say(Map.of("ready", true));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("end")) {
                break;
            }
            if (!words[0].equals("pass") || words.length != 3) {
                throw new IllegalArgumentException("expected pass SET SECONDS or end, found " + line);
            }
            say(measured.passes(set(words[1]), Double.parseDouble(words[2])));
        }
        Map<String, Object> last = new LinkedHashMap<>();
        OwnProcess.peakResidentBytes().ifPresent(bytes -> last.put("peakResidentBytes", bytes));
        say(last);
    }

    private TextSet set(String name) throws IOException {
        TextSet known = sets.get(name);
        if (known == null) {
            known = TextSet.read(folder, name);
            sets.put(name, known);
        }
        return known;
    }

    private void say(Map<String, Object> line) {
        out.println(json.writeValueAsString(line));
        out.flush();
    }
}
