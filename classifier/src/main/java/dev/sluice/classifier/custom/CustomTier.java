package dev.sluice.classifier.custom;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.Budget;
import dev.sluice.classifier.pattern.FindingOrder;
import dev.sluice.classifier.pattern.Limits;
import dev.sluice.classifier.pattern.NormalText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Runs custom recognizers and word lists over a text, in windows that overlap further than any of them looks. From each
 * place of the text an automaton goes at most as far as its longest match, so the work grows with the text and the
 * number of rules and with nothing else. Thread-safe. Inside the module only.
 */
public final class CustomTier {
    private static final int WINDOW = 1 << 18;
    static final int OVERLAP = 1 << 13;
    private static final int TABLE = 0x250;

    /**
     * What a scan found and what kept it from finding all.
     *
     * @param findings ordered by start and end
     * @param reasons empty if every rule ran to its end over all of the text
     * @param steps how much work it was, for bounds that don't depend on a clock
     */
    public record Outcome(List<Finding> findings, Set<DegradedReason> reasons, long steps) {}

    private final List<CustomRecognizer> recognizers;
    private final List<WordList> lists;
    private final Limits limits;
    private final int window;
    private final int[][] byFirst = new int[TABLE][];

    /** A tier of these rules under the standard limits. */
    public CustomTier(List<CustomRecognizer> recognizers, List<WordList> lists) {
        this(recognizers, lists, Limits.STANDARD);
    }

    CustomTier(List<CustomRecognizer> recognizers, List<WordList> lists, Limits limits) {
        this(recognizers, lists, limits, WINDOW);
    }

    /** A tier with windows of another length in UTF-16 units, which is more than they overlap. */
    CustomTier(List<CustomRecognizer> recognizers, List<WordList> lists, Limits limits, int window) {
        this.window = window;
        this.recognizers = List.copyOf(recognizers);
        this.lists = List.copyOf(lists);
        this.limits = limits;
        for (char first = 0; first < TABLE; first++) {
            byFirst[first] = beginning(first);
        }
    }

    private int[] beginning(char unit) {
        char fold = NormalText.fold(unit);
        return java.util.stream.IntStream.range(0, recognizers.size())
                .filter(i ->
                        recognizers.get(i).pattern().canBegin(recognizers.get(i).anyCase() ? fold : unit))
                .toArray();
    }

    /** Scans a text of well-formed UTF-16. Never throws for a text; what fails is a reason of the outcome. */
    public Outcome scan(String source) {
        Budget budget = new Budget(limits);
        Set<DegradedReason> reasons = EnumSet.noneOf(DegradedReason.class);
        List<Finding> findings = new ArrayList<>();
        if (recognizers.isEmpty() && lists.isEmpty()) {
            return new Outcome(List.of(), reasons, 0);
        }
        if (source.length() > limits.length()) {
            reasons.add(DegradedReason.OVER_LIMIT);
        }
        try {
            scanWindows(
                    source.substring(0, border(source, Math.min(source.length(), limits.length()))),
                    budget,
                    reasons,
                    findings);
        } catch (Budget.Exceeded e) {
            reasons.add(e.reason());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            reasons.add(DegradedReason.DETECTOR_FAILED);
        }
        return new Outcome(FindingOrder.ordered(findings), reasons, budget.steps());
    }

    private void scanWindows(String source, Budget budget, Set<DegradedReason> reasons, List<Finding> findings) {
        TableHeads.Carried carried = TableHeads.Carried.NOTHING;
        for (int from = 0; ; ) {
            int to = border(source, Math.min(source.length(), from + window));
            boolean last = to == source.length();
            int coreFrom = from == 0 ? 0 : from + OVERLAP / 2;
            int coreTo = last ? to : to - OVERLAP / 2;
            NormalText text = NormalText.of(source, from, to);
            budget.spend(text.length());
            Window window = new Window(text, new TableHeads(text, carried), coreFrom, coreTo, budget, findings);
            window.scan(reasons);
            if (last) {
                return;
            }
            from = border(source, to - OVERLAP);
            carried = window.heads.carriedTo(from);
        }
    }

    /** One window under scan; of what begins in its core each rule reports the longest from each place. */
    private final class Window {
        private final NormalText text;
        private final TableHeads heads;
        private final int coreFrom;
        private final int coreTo;
        private final Budget budget;
        private final List<Finding> findings;
        private final int[] covered = new int[recognizers.size()];
        private final boolean[] failed = new boolean[recognizers.size()];
        private final int[] ends = new int[BoundedPattern.LONGEST_MATCH];

        Window(NormalText text, TableHeads heads, int coreFrom, int coreTo, Budget budget, List<Finding> findings) {
            this.text = text;
            this.heads = heads;
            this.coreFrom = coreFrom;
            this.coreTo = coreTo;
            this.budget = budget;
            this.findings = findings;
        }

        void scan(Set<DegradedReason> reasons) {
            char[] units = text.units();
            int length = text.length();
            int first = 0;
            while (first < length && text.sourceStart(first) < coreFrom) {
                first++;
            }
            for (int i = first; i < length && text.sourceStart(i) < coreTo; i++) {
                boolean begins = !Words.isPart(units[i]) || i == 0 || !Words.isPart(units[i - 1]);
                if (!begins) {
                    continue;
                }
                for (int each : units[i] < TABLE ? byFirst[units[i]] : beginning(units[i])) {
                    look(each, i, reasons);
                }
                if (Words.isPart(units[i])) {
                    for (WordList list : lists) {
                        int end = list.end(text, i, budget);
                        if (end > i) {
                            add(list.detector(), list.type(), i, end, list.confidence());
                        }
                    }
                }
            }
        }

        private void look(int index, int from, Set<DegradedReason> reasons) {
            if (failed[index]) {
                return;
            }
            try {
                int end = end(recognizers.get(index), from, covered[index]);
                if (end > 0) {
                    CustomRecognizer recognizer = recognizers.get(index);
                    covered[index] = end;
                    add(recognizer.detector(), recognizer.type(), from, end, recognizer.confidence());
                }
            } catch (Budget.Exceeded e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                failed[index] = true;
                reasons.add(DegradedReason.DETECTOR_FAILED);
            }
        }

        /** End of the longest match that begins at a unit, ends behind {@code covered} and has what it needs; else 0. */
        private int end(CustomRecognizer recognizer, int from, int covered) {
            char[] units = recognizer.anyCase() ? text.folded() : text.units();
            long ran = recognizer.pattern().run(units, from, text.length(), ends);
            budget.spend((int) ran);
            for (int i = (int) (ran >>> 32) - 1; i >= 0 && ends[i] > covered; i--) {
                int end = ends[i];
                boolean inWord = end < text.length() && Words.isPart(units[end - 1]) && Words.isPart(units[end]);
                if (!inWord && recognizer.passes(new String(text.units(), from, end - from))) {
                    return hasContext(recognizer, from, end) ? end : 0;
                }
            }
            return 0;
        }

        private boolean hasContext(CustomRecognizer recognizer, int from, int end) {
            if (recognizer.context().isEmpty()) {
                return true;
            }
            ContextWords context = recognizer.context().get();
            Surroundings around = new Surroundings(text, context.within());
            budget.spend(Surroundings.REACH);
            if (context.isIn(around.before(from)) || context.isIn(around.after(end))) {
                return true;
            }
            heads.moveTo(from);
            return context.isIn(heads.column()) || context.isIn(heads.segment());
        }

        private void add(
                String detector, dev.sluice.classifier.FindingType type, int from, int end, double confidence) {
            findings.add(new Finding(
                    type,
                    type.letter().orElse(null),
                    text.sourceStart(from),
                    text.sourceEnd(end),
                    confidence,
                    detector,
                    1));
            if (findings.size() > limits.findings()) {
                throw new Budget.Exceeded(DegradedReason.OVER_LIMIT);
            }
        }
    }

    private static int border(String source, int at) {
        boolean cuts = at > 0
                && at < source.length()
                && Character.isLowSurrogate(source.charAt(at))
                && Character.isHighSurrogate(source.charAt(at - 1));
        return cuts ? at - 1 : at;
    }
}
