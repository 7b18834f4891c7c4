package dev.sluice.classifier;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints, per corpus and source, how many documents are held and what holds or clears them. Run by hand. */
final class Measurement {
    static final Set<Category> HOLDING = EnumSet.complementOf(EnumSet.of(Category.HEALTH_INFO));

    private Measurement() {}

    static boolean isHeld(Classification classification) {
        return !(classification instanceof Exhaustive) || isHeld(classification.categories());
    }

    static boolean isHeld(Set<Category> categories) {
        return categories.stream().anyMatch(HOLDING::contains);
    }

    /**
     * Arguments: the folder, then names of corpora; {@code -held} or {@code -cleared} lists documents, {@code -by}
     * counts the recognizers that hold a document alone.
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0], "text");
        List<String> options =
                Arrays.stream(arguments).filter(a -> a.startsWith("-")).toList();
        Classifier classifier = Classifier.standard();
        for (String name :
                Arrays.stream(arguments).skip(1).filter(a -> !a.startsWith("-")).toList()) {
            measure(classifier, folder, name, options);
        }
    }

    private static void measure(Classifier classifier, Path folder, String name, List<String> options) {
        Map<String, int[]> held = new LinkedHashMap<>();
        Map<String, Integer> alone = new TreeMap<>();
        long units = 0;
        long nanos = 0;
        for (Corpus.Document document : Corpus.read(folder, name)) {
            DocumentText text = DocumentText.of(document.text());
            long begin = cpuNanos();
            Classification answer = classifier.classify(text);
            nanos += cpuNanos() - begin;
            units += document.text().length();
            int[] count = held.computeIfAbsent(source(document.source()), key -> new int[3]);
            count[0]++;
            if (isHeld(answer)) {
                count[1]++;
                count[2] += answer instanceof Degraded ? 1 : 0;
                String why = why(answer);
                if (!why.contains(" ")) {
                    alone.merge(why, 1, Integer::sum);
                }
                if (options.contains("-held")) {
                    print(document, answer, why);
                }
            } else if (options.contains("-cleared")) {
                System.out.println("  cleared " + document.id() + ": " + excerpt(document.text(), 0, 600));
            }
        }
        System.out.printf("== %s: %.1f million units per second of processor time%n", name, units * 1e3 / nanos);
        held.forEach((source, n) -> System.out.printf(
                "%-60s held %d (%d degraded) of %d, cleared %d%n", source, n[1], n[2], n[0], n[0] - n[1]));
        if (options.contains("-by")) {
            System.out.println("held by one alone: " + alone);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String why(Classification answer) {
        Set<String> names = answer.findings().stream()
                .filter(finding -> !Category.of(List.of(finding)).equals(Set.of(Category.HEALTH_INFO)))
                .map(Finding::recognizer)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (answer instanceof Degraded degraded) {
            degraded.reasons().forEach(reason -> names.add(reason.name()));
        }
        return String.join(" ", names);
    }

    private static void print(Corpus.Document document, Classification answer, String why) {
        System.out.println("  held " + document.id() + " by " + why);
        Map<String, Integer> shown = new TreeMap<>();
        for (Finding finding : answer.findings()) {
            if (finding.type() != FindingType.HEALTH && shown.merge(finding.recognizer(), 1, Integer::sum) <= 3) {
                System.out.println("      " + finding.recognizer() + " "
                        + excerpt(document.text(), finding.start() - 25, finding.start()) + "«"
                        + excerpt(document.text(), finding.start(), finding.end()) + "»"
                        + excerpt(document.text(), finding.end(), finding.end() + 25));
            }
        }
    }

    private static String excerpt(String text, int from, int to) {
        int start = Math.max(0, from);
        return text.substring(start, Math.max(start, Math.min(text.length(), to)))
                .replace("\n", "\\n");
    }

    private static String source(String source) {
        return source.length() > 58 ? source.substring(0, 58) : source;
    }
}
