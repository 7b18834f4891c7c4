package dev.sluice.policy;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.custom.AllowEntry;
import dev.sluice.classifier.custom.Approval;
import dev.sluice.classifier.custom.ContextWords;
import dev.sluice.classifier.custom.CustomRecognizer;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.custom.RefusedRuleException;
import dev.sluice.classifier.custom.WordList;
import dev.sluice.classifier.pattern.Checksum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads {@code recognizers/}: recognizers, word lists and allow entries; a recognizer's examples are run at once. */
final class CustomRulesFiles {
    private static final String FOLDER = "recognizers/";
    private static final String LIST = ".txt";
    private static final double USUAL_CONFIDENCE = 0.9;
    private static final int USUAL_REACH = 8;
    private static final String[] RECOGNIZER = {
        "name", "type", "pattern", "case", "context", "within", "checksum", "confidence", "matches", "ignores"
    };
    private static final String[] DICTIONARY = {"name", "type", "file", "confidence"};
    private static final String[] ALLOW = {
        "id", "type", "value", "tenant", "source", "reason", "author", "approver", "approved", "expires"
    };

    /** Whether upper and lower case make a difference. */
    private enum Case {
        ANY,
        EXACT
    }

    private final BundleFiles files;
    private final Problems problems;
    private final List<CustomRecognizer> recognizers = new ArrayList<>();
    private final List<WordList> lists = new ArrayList<>();
    private final List<AllowEntry> allowed = new ArrayList<>();
    private final Set<String> usedLists = new HashSet<>();

    private CustomRulesFiles(BundleFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** Whether a file of a bundle is a word list. */
    static boolean isList(String file) {
        return file.startsWith(FOLDER) && file.endsWith(LIST);
    }

    static CustomRules read(BundleFiles files, Problems problems) {
        SortedMap<String, String> all = files.in(FOLDER, "");
        if (all.isEmpty()) {
            return CustomRules.NONE;
        }
        CustomRulesFiles reader = new CustomRulesFiles(files, problems);
        files.in(FOLDER, ".yaml").forEach((file, text) -> problems.collect(() -> reader.file(file, text)));
        for (String file : files.in(FOLDER, LIST).keySet()) {
            if (!reader.usedLists.contains(file)) {
                problems.add(file, 0, "no dictionary reads this file", "Name it under \"dictionaries\", or remove it");
            }
        }
        try {
            return CustomRules.of(reader.recognizers, reader.lists, reader.allowed, BundleFiles.digest(all));
        } catch (RefusedRuleException e) {
            throw new Problems.Malformed(FOLDER, 0, String.valueOf(e.getMessage()), e.instead());
        }
    }

    private boolean file(String file, String text) {
        YamlMap root = YamlMap.parse(file, text, "recognizers", "dictionaries", "allow");
        for (YamlMap entry : root.maps("recognizers", problems, RECOGNIZER)) {
            problems.collect(() -> recognizer(entry)).ifPresent(recognizers::add);
        }
        for (YamlMap entry : root.maps("dictionaries", problems, DICTIONARY)) {
            problems.collect(() -> dictionary(entry)).ifPresent(lists::add);
        }
        for (YamlMap entry : root.maps("allow", problems, ALLOW)) {
            problems.collect(() -> allowed(entry)).ifPresent(allowed::add);
        }
        return true;
    }

    private static CustomRecognizer recognizer(YamlMap entry) {
        String name = entry.string("name");
        List<String> context = entry.strings("context");
        int within = entry.has("within") ? (int) Math.min(entry.number("within", 1), 1000) : USUAL_REACH;
        Optional<ContextWords> words = context.isEmpty()
                ? Optional.empty()
                : Optional.of(taken(entry, "context", () -> ContextWords.of(context, within)));
        if (context.isEmpty() && entry.has("within")) {
            throw entry.malformed("within", "there is no context", "Name the words under \"context\", or remove it");
        }
        boolean anyCase = !entry.has("case") || entry.word("case", Case.class) == Case.ANY;
        Optional<Checksum> checksum =
                entry.has("checksum") ? Optional.of(entry.word("checksum", Checksum.class)) : Optional.empty();
        FindingType type = entry.word("type", FindingType.class);
        String pattern = entry.string("pattern");
        double confidence = entry.fraction("confidence", USUAL_CONFIDENCE);
        CustomRecognizer recognizer = taken(
                entry, "pattern", () -> CustomRecognizer.of(name, type, pattern, anyCase, words, checksum, confidence));
        List<String> matches = entry.strings("matches");
        List<String> ignores = entry.strings("ignores");
        return taken(entry, entry.has("matches") ? "matches" : "name", () -> {
            recognizer.prove(matches, ignores);
            return recognizer;
        });
    }

    private WordList dictionary(YamlMap entry) {
        String name = entry.string("name");
        String file = FOLDER + entry.string("file");
        FindingType type = entry.word("type", FindingType.class);
        double confidence = entry.fraction("confidence", USUAL_CONFIDENCE);
        String text = isList(file) ? files.texts().get(file) : null;
        if (text == null) {
            throw entry.malformed("file", "no such list in recognizers/", "Name a .txt file beside this one");
        }
        usedLists.add(file);
        Map<Integer, String> entries = new TreeMap<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.put(i + 1, line);
            }
        }
        try {
            return taken(entry, "name", () -> WordList.of(name, type, confidence, entries));
        } catch (WordList.RefusedListException e) {
            new TreeMap<>(e.lines())
                    .forEach((line, refused) ->
                            problems.add(file, line, String.valueOf(refused.getMessage()), refused.instead()));
            throw entry.malformed("file", String.valueOf(e.getMessage()), "Correct the lines of " + file);
        }
    }

    private static AllowEntry allowed(YamlMap entry) {
        String id = entry.string("id");
        FindingType type = entry.word("type", FindingType.class);
        String value = entry.string("value");
        String reason = entry.string("reason");
        String author = entry.string("author");
        if (entry.has("approver") != entry.has("approved")) {
            throw entry.malformed(
                    "approver", "who approved it or when is missing", "Write approver and approved, or none");
        }
        Optional<Approval> approval = entry.has("approver")
                ? Optional.of(new Approval(entry.string("approver"), entry.date("approved")))
                : Optional.empty();
        return taken(
                entry,
                "id",
                () -> AllowEntry.of(
                        id,
                        type,
                        value,
                        entry.optional("tenant"),
                        entry.optional("source"),
                        reason,
                        author,
                        approval,
                        entry.date("expires")));
    }

    private static <T> T taken(YamlMap entry, String key, Supplier<T> rule) {
        try {
            return rule.get();
        } catch (RefusedRuleException e) {
            throw entry.malformed(key, String.valueOf(e.getMessage()), e.instead());
        }
    }
}
