import java.io.BufferedReader;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the pattern tier on one thread, source by source, and compares two builds of it in one run: their speed, and
 * whether they answer the same for every document. {@code bench/patterns/README.md} has the commands.
 */
final class PatternSpeed {
    private static final int ROUNDS = 3;
    private static final int LEAST_UNITS = 200_000;
    private static final int MEBI = 1 << 20;

    /** One build of the classifier: {@code PatternTier.standard().scan(text)}, from its own classes. */
    private record Build(Path classes, MethodHandle scan) {
        static Build of(Path classes, boolean growth) throws ReflectiveOperationException, MalformedURLException {
            URL[] urls = {classes.toUri().toURL()};
            ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
            Class<?> tier = loader.loadClass("dev.sluice.classifier.pattern.PatternTier");
            Class<?> outcome = loader.loadClass("dev.sluice.classifier.pattern.PatternTier$Outcome");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Object standard = tier.getMethod("standard").invoke(null);
            if (growth) {
                standard = unlimited(loader, tier, standard);
            }
            MethodHandle scan = lookup.findVirtual(tier, "scan", MethodType.methodType(outcome, String.class))
                    .bindTo(standard)
                    .asType(MethodType.methodType(Object.class, String.class));
            return new Build(classes, scan);
        }

        /** The same recognizers with an hour and any number of findings, so that a text is always read to its end. */
        private static Object unlimited(ClassLoader loader, Class<?> tier, Object standard)
                throws ReflectiveOperationException {
            Class<?> limits = loader.loadClass("dev.sluice.classifier.pattern.Limits");
            Object most = limits.getConstructor(Duration.class, int.class, int.class)
                    .newInstance(Duration.ofHours(1), 1 << 28, Integer.MAX_VALUE);
            Object recognizers = tier.getMethod("recognizers").invoke(standard);
            return tier.getConstructor(List.class, limits).newInstance(recognizers, most);
        }

        Object scan(String text) {
            try {
                return scan.invokeExact(text);
            } catch (Throwable e) {
                throw new IllegalStateException("Scanning with " + classes, e);
            }
        }

        /** What was found and the reasons against it; how much work it was may differ. */
        String answer(String text) {
            String outcome = scan(text).toString();
            return outcome.substring(0, outcome.lastIndexOf(", steps="));
        }
    }

    private PatternSpeed() {}

    /** Arguments: {@code --growth} for texts of 1 KiB to 100 MiB; the folder of corpora; one or two folders of classes. */
    public static void main(String[] arguments) throws Exception {
        boolean growth = arguments[0].equals("--growth");
        Map<String, List<String>> sources = sources(Path.of(arguments[growth ? 1 : 0]));
        List<Build> builds = new ArrayList<>();
        for (int i = growth ? 2 : 1; i < arguments.length; i++) {
            builds.add(Build.of(Path.of(arguments[i]), growth));
        }
        warm(sources, builds);
        if (growth) {
            growth(sources, builds);
            return;
        }
        System.out.printf("%-58s %6s %8s%s%n", "source", "docs", "units", heads(builds));
        int different = 0;
        long units = 0;
        double[] nanos = new double[builds.size()];
        for (Map.Entry<String, List<String>> source : sources.entrySet()) {
            long size = source.getValue().stream().mapToLong(String::length).sum();
            double[] each = measure(source.getValue(), builds, size);
            System.out.printf("%-58.58s %6d %8d%s%n", source.getKey(), source.getValue().size(), size, rates(size, each));
            units += size;
            for (int i = 0; i < each.length; i++) {
                nanos[i] += each[i];
            }
            for (String text : source.getValue()) {
                String first = builds.getFirst().answer(text);
                different += first.equals(builds.getLast().answer(text)) ? 0 : 1;
            }
        }
        System.out.printf("%-58s %6s %8d%s%n", "all", "", units, rates(units, nanos));
        System.out.println("documents with another answer: " + different);
    }

    private static String heads(List<Build> builds) {
        return builds.size() == 1 ? "     MB/s" : "     MB/s     MB/s    ratio";
    }

    private static String rates(long units, double[] nanos) {
        StringBuilder rates = new StringBuilder();
        for (double each : nanos) {
            rates.append(String.format(" %8.2f", units * 1e3 / each));
        }
        return nanos.length == 1 ? rates.toString() : rates + String.format(" %8.2f", nanos[0] / nanos[1]);
    }

    private static void warm(Map<String, List<String>> sources, List<Build> builds) {
        for (Build build : builds) {
            for (int round = 0; round < 2; round++) {
                sources.values().forEach(texts -> texts.forEach(build::scan));
            }
        }
    }

    /** Nanoseconds of processor time for all texts once, by build: the least of some rounds, which take turns. */
    private static double[] measure(List<String> texts, List<Build> builds, long size) {
        int times = (int) Math.max(1, LEAST_UNITS / Math.max(1, size));
        double[] least = new double[builds.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < least.length; i++) {
                long begin = processorNanos();
                for (int time = 0; time < times; time++) {
                    texts.forEach(builds.get(i)::scan);
                }
                double nanos = (double) (processorNanos() - begin) / times;
                least[i] = round == 0 ? nanos : Math.min(least[i], nanos);
            }
        }
        return least;
    }

    /** The documents of all sources in turn, again from the first when they are used up. */
    private static void growth(Map<String, List<String>> sources, List<Build> builds) {
        List<String> mixed = new ArrayList<>();
        int longest = sources.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<String> texts : sources.values()) {
                if (i < texts.size()) {
                    mixed.add(texts.get(i));
                }
            }
        }
        for (int size : new int[] {1 << 10, 10 << 10, 100 << 10, MEBI, 10 * MEBI, 100 * MEBI}) {
            StringBuilder text = new StringBuilder(size);
            for (int i = 0; text.length() < size; i = (i + 1) % mixed.size()) {
                text.append(mixed.get(i)).append("\n\n");
            }
            text.setLength(Character.isHighSurrogate(text.charAt(size - 1)) ? size - 1 : size);
            double[] nanos = measure(List.of(text.toString()), builds, text.length());
            System.out.printf("%10d units%s%n", size, rates(size, nanos));
        }
    }

    private static Map<String, List<String>> sources(Path folder) throws IOException {
        Map<String, List<String>> sources = new TreeMap<>();
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
        for (Path file : files) {
            String corpus = file.getFileName().toString().replace(".jsonl", "");
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String source = corpus + " " + member(line, "source");
                    sources.computeIfAbsent(source, key -> new ArrayList<>()).add(member(line, "text"));
                }
            }
        }
        return sources;
    }

    /** The string that a member of the outer object of a line of JSON has. */
    private static String member(String line, String name) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (c != '"') {
                continue;
            }
            int end = stringEnd(line, i);
            int next = end;
            while (next < line.length() && line.charAt(next) == ' ') {
                next++;
            }
            boolean key = depth == 1 && next < line.length() && line.charAt(next) == ':';
            if (key && line.substring(i + 1, end - 1).equals(name)) {
                int begin = line.indexOf('"', next);
                return plain(line, begin + 1, stringEnd(line, begin) - 1);
            }
            i = end - 1;
        }
        throw new IllegalArgumentException("A line of the corpora: expected a member " + name);
    }

    private static int stringEnd(String line, int quote) {
        int i = quote + 1;
        while (line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static String plain(String line, int from, int to) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char kind = line.charAt(++i);
            switch (kind) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(line, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> plain.append(kind);
            }
        }
        return plain.toString();
    }

    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
