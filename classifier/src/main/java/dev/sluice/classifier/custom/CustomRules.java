package dev.sluice.classifier.custom;

import dev.sluice.classifier.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an organisation adds to the built-in detectors. Immutable and thread-safe.
 *
 * <p>Word lists outweigh allow entries: what a list finds always counts.
 */
public final class CustomRules {
    /** Most recognizers and lists together. */
    public static final int MOST_RULES = 200;

    /** Most allow entries. */
    public static final int MOST_ALLOWED = 10_000;

    /** No rules at all. */
    public static final CustomRules NONE = new CustomRules(List.of(), List.of(), List.of(), "0".repeat(64));

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final List<CustomRecognizer> recognizers;
    private final List<WordList> lists;
    private final AllowList allowed;
    private final String sourceDigest;
    private final Set<String> listDetectors = new HashSet<>();

    private CustomRules(
            List<CustomRecognizer> recognizers, List<WordList> lists, List<AllowEntry> allowed, String sourceDigest) {
        this.recognizers = List.copyOf(recognizers);
        this.lists = List.copyOf(lists);
        this.allowed = new AllowList(allowed);
        this.sourceDigest = sourceDigest;
        lists.forEach(list -> listDetectors.add(list.detector()));
    }

    /**
     * Rules whose names and ids are unique.
     *
     * @param sourceDigest SHA-256 in lower-case hex over every byte that they were read from
     * @throws RefusedRuleException if a name or id occurs twice, or there are too many
     * @throws IllegalArgumentException if the digest is not a SHA-256 in lower-case hex
     */
    public static CustomRules of(
            List<CustomRecognizer> recognizers, List<WordList> lists, List<AllowEntry> allowed, String sourceDigest) {
        if (!DIGEST.matcher(sourceDigest).matches()) {
            throw new IllegalArgumentException("CustomRules: expected 64 hex digits as digest");
        }
        if (recognizers.size() + lists.size() > MOST_RULES || allowed.size() > MOST_ALLOWED) {
            throw new RefusedRuleException(
                    "found " + (recognizers.size() + lists.size()) + " recognizers and lists and " + allowed.size()
                            + " allow entries",
                    "Write at most " + MOST_RULES + " and " + MOST_ALLOWED);
        }
        Set<String> names = new HashSet<>();
        recognizers.forEach(recognizer -> requireUnique(names, recognizer.detector()));
        lists.forEach(list -> requireUnique(names, list.detector()));
        allowed.forEach(entry -> requireUnique(names, "allow/" + entry.id()));
        return new CustomRules(recognizers, lists, allowed, sourceDigest);
    }

    private static void requireUnique(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new RefusedRuleException("the name " + name + " is here twice", "Rename one of them");
        }
    }

    /**
     * One line for each detector: its name, then what its digest is over, which is all that it says and every byte that
     * the rules were read from.
     *
     * @param name unique
     * @param content what it says
     */
    public record Described(String name, String content) {}

    /** The detectors in their order: recognizers, lists, and the allow list if there is one. */
    public List<Described> described() {
        List<Described> all = new java.util.ArrayList<>();
        recognizers.forEach(one -> all.add(described(one.detector(), one.form())));
        lists.forEach(one -> all.add(described(one.detector(), one.form())));
        if (!allowed.entries().isEmpty()) {
            all.add(described(
                    "allow-list",
                    String.join(
                            "\n\n",
                            allowed.entries().stream().map(AllowEntry::form).toList())));
        }
        return List.copyOf(all);
    }

    private Described described(String name, String form) {
        return new Described(name, sourceDigest + '\n' + form);
    }

    /** The tier that runs recognizers and lists. */
    public CustomTier tier() {
        return new CustomTier(recognizers, lists);
    }

    /** The allow entries. */
    public AllowList allowed() {
        return allowed;
    }

    /** Whether a word list found it, so that no allow entry outweighs it. */
    public boolean isListed(Finding finding) {
        return listDetectors.contains(finding.recognizer());
    }

    /** Its recognizers. */
    public List<CustomRecognizer> recognizers() {
        return recognizers;
    }

    /** Its word lists. */
    public List<WordList> lists() {
        return lists;
    }
}
