package dev.sluice.classifier.model;

import dev.sluice.classifier.pattern.NormalText;
import dev.sluice.classifier.pattern.PatternTier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints what the token classifier costs on the documents of a corpus, in processor time of one thread: tokens and
 * kilobytes a second, and which share of a document's time each step takes. Run by hand.
 */
final class TokenMeasurement {
    private static final int MOST_UNITS = 600_000;

    private TokenMeasurement() {}

    /** Arguments: the folder of the corpora, then names of corpora. */
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        TokenTier tier = TokenTier.standard();
        long read = System.nanoTime();
        tier.scan("A first call.");
        System.out.printf(
                "files read and verified %d ms, session and first call %d ms%n",
                (read - begin) / 1_000_000, (System.nanoTime() - read) / 1_000_000);
        PatternTier patterns = PatternTier.standard();
        for (int i = 1; i < arguments.length; i++) {
            List<String> texts = texts(Path.of(arguments[0], "text", arguments[i] + ".jsonl"));
            measure(tier, patterns, texts.subList(0, Math.min(20, texts.size())), "");
            measure(tier, patterns, texts, arguments[i]);
        }
    }

    private static void measure(TokenTier tier, PatternTier patterns, List<String> texts, String name) {
        Vocabulary vocabulary = tier.vocabulary();
        long units = 0;
        long tokens = 0;
        long windows = 0;
        long normal = 0;
        long cutting = 0;
        long model = 0;
        long pattern = 0;
        List<Long> each = new ArrayList<>();
        for (String text : texts) {
            long t0 = cpu();
            NormalText form = NormalText.of(text, 0, text.length());
            long t1 = cpu();
            WordPieces pieces = new WordPieces();
            new WordPieceTokenizer(vocabulary).tokenize(form.units(), 0, form.length(), pieces);
            long t2 = cpu();
            TokenTier.Outcome outcome = tier.scan(text);
            long t3 = cpu();
            patterns.scan(text);
            long t4 = cpu();
            units += text.length();
            tokens += pieces.count;
            windows += outcome.windows();
            normal += t1 - t0;
            cutting += t2 - t1;
            model += t3 - t2;
            pattern += t4 - t3;
            each.add((t3 - t2) / 1000);
        }
        if (name.isEmpty()) {
            return;
        }
        each.sort(Comparator.naturalOrder());
        System.out.printf(
                "== %s: %d documents, %.1f units a token, %.1f k tokens/s, %.1f KB/s; normalise %.2f %%, word pieces %.2f %%"
                        + " of the tier; patterns %.2f %% of both; %.2f ms a window; median document %.1f ms%n",
                name,
                texts.size(),
                (double) units / tokens,
                tokens * 1e6 / model,
                units * 1e6 / model,
                100.0 * normal / model,
                100.0 * cutting / model,
                100.0 * pattern / (pattern + model),
                model / 1e6 / windows,
                each.get(each.size() / 2) / 1e3);
    }

    private static List<String> texts(Path file) throws IOException {
        JsonMapper json = JsonMapper.shared();
        List<String> texts = new ArrayList<>();
        int units = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null && units < MOST_UNITS; line = lines.readLine()) {
                texts.add(json.readTree(line).get("text").asString());
                units += texts.getLast().length();
            }
        }
        return texts;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
