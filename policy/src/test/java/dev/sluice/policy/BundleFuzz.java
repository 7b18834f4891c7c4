package dev.sluice.policy;

import dev.sluice.classifier.Category;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Damages bundles and loads them, in a process of its own: a native parser that is overrun takes its process with it.
 * Says each run before it begins.
 */
final class BundleFuzz {
    private static final String WORDS_YAML = """
        recognizers:
          - name: ward
            type: MRN
            pattern: WARD-\\d{5}
            matches: [Admitted to WARD-12345 today]
            ignores: [Admitted to WARD-1 today]
        dictionaries:
          - name: projects
            type: MRN
            file: projects.txt
        """;

    private final Path dir;
    private final SortedMap<String, byte[]> whole;
    private final List<DocumentContext> questions;
    private final List<Decision> answers;

    private BundleFuzz(Path dir) throws IOException {
        this.dir = dir;
        this.whole = defaultFiles();
        this.questions = questions();
        write(whole);
        List<BundleProblem> problems = PolicyBundle.check(dir);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the undamaged bundle is refused: " + problems);
        }
        this.answers = answers(PolicyBundle.load(dir));
    }

    public static void main(String[] args) throws IOException {
        long seed = Long.parseLong(args[1]);
        int runs = Integer.parseInt(args[2]);
        BundleFuzz fuzz = new BundleFuzz(Path.of(args[0]));
        Map<BundleMutation.Kind, Integer> accepted = new EnumMap<>(BundleMutation.Kind.class);
        int wrong = 0;
        for (int run = 0; run < runs && wrong < 20; run++) {
            System.out.println("-Dsluice.fuzz.seed=" + (seed + run) + " -Dsluice.fuzz.runs=1");
            System.out.flush();
            BundleMutation mutation = BundleMutation.of(fuzz.whole, new Random(seed + run));
            try {
                List<String> complaints = fuzz.complaints(mutation, accepted);
                complaints.forEach(complaint ->
                        System.out.println("WRONG " + mutation.kind() + " " + mutation.file() + ": " + complaint));
                wrong += complaints.size();
            } catch (RuntimeException | Error thrown) {
                System.out.println("WRONG " + mutation.kind() + " " + mutation.file() + ": " + thrown);
                thrown.printStackTrace(System.out);
                wrong++;
            }
        }
        System.out.println("ended, accepted " + accepted);
    }

    private static SortedMap<String, byte[]> defaultFiles() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(TestBundle.DEFAULT)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(TestBundle.DEFAULT.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        files.put("recognizers/words.yaml", WORDS_YAML.getBytes(StandardCharsets.UTF_8));
        files.put("recognizers/projects.txt", "Bluebird Seven\nHeron Eight\n".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private void write(SortedMap<String, byte[]> files) throws IOException {
        try (Stream<Path> walk = Files.walk(dir)) {
            for (Path file : walk.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(dir))
                    .toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = dir.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private List<String> complaints(BundleMutation mutation, Map<BundleMutation.Kind, Integer> accepted)
            throws IOException {
        write(mutation.files());
        List<BundleProblem> problems = PolicyBundle.check(dir);
        if (problems.isEmpty()) {
            accepted.merge(mutation.kind(), 1, Integer::sum);
            return mutation.kind().refused ? List.of("was accepted") : wider(mutation);
        }
        List<String> complaints = new ArrayList<>();
        problems.stream()
                .filter(problem -> !namesAPlace(problem, mutation))
                .forEach(problem -> complaints.add("names no place, or not what to write: " + problem));
        if (mutation.kind().refused
                && problems.stream().noneMatch(problem -> problem.file().equals(mutation.file()))) {
            complaints.add("does not name the file: " + problems);
        }
        return complaints;
    }

    private boolean namesAPlace(BundleProblem problem, BundleMutation mutation) {
        byte[] text = mutation.files().get(problem.file());
        boolean ofTheFile = problem.line() == 0
                && problem.message()
                        .matches("(?s).*(file is missing|does not belong|has no template|has no policy|cannot be"
                                + " read|no dictionary reads this file).*");
        long lines = text == null
                ? 0
                : 1
                        + new String(text, StandardCharsets.UTF_8)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
        return (ofTheFile || text != null && problem.line() >= 1 && problem.line() <= lines)
                && !problem.message().isBlank()
                && !problem.instead().isBlank()
                && problem.toString().codePoints().noneMatch(TextLimits::isHidden);
    }

    /** Nobody outside reads what nobody outside could read before; a file of the same bytes has the same digest. */
    private List<String> wider(BundleMutation mutation) {
        PolicyBundle bundle = PolicyBundle.load(dir);
        List<Decision> now = answers(bundle);
        for (int i = 0; i < now.size() && mutation.kind().accident; i++) {
            if (now.get(i).cleared() && !answers.get(i).cleared() || outside(now.get(i)) && !outside(answers.get(i))) {
                return List.of("lets out what stayed inside: " + questions.get(i));
            }
        }
        return List.of();
    }

    private List<Decision> answers(PolicyBundle bundle) {
        Map<String, SlotFill> fills = new TreeMap<>();
        bundle.catalog().endpoints().stream()
                .filter(Endpoint::slot)
                .forEach(slot -> fills.put(slot.id(), TestBundle.OPEN_AI));
        PolicyEngine engine = new PolicyEngine(bundle.fill(fills), Contexts.CLOCK);
        return questions.stream().map(engine::decide).toList();
    }

    private static boolean outside(Decision decision) {
        return decision.candidates().stream()
                .anyMatch(
                        candidate -> candidate.permitted() && !candidate.kind().inside());
    }

    private static List<DocumentContext> questions() {
        List<DocumentContext> questions = new ArrayList<>();
        for (Category category : Category.values()) {
            questions.add(Contexts.found(Set.of(category)));
        }
        questions.add(Contexts.clean());
        questions.add(Contexts.of(false, Exhaustiveness.EXHAUSTIVE, Set.of()));
        for (Exhaustiveness level : Exhaustiveness.values()) {
            questions.add(Contexts.of(true, level, Set.of()));
        }
        for (String word : List.of("internal", "confidential", "restricted", "whatever")) {
            questions.add(Contexts.declared("", "", "", word));
        }
        questions.add(Contexts.declared("curiosity", "", "", ""));
        questions.add(Contexts.declared("", "atlantis", "", ""));
        questions.add(Contexts.declared("", "", "atlantis", ""));
        questions.add(Contexts.declared("", "", "eu", ""));
        return questions;
    }
}
