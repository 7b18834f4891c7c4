package dev.sluice.classifier.pattern;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.Finding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Runs every recognizer over a text in windows that overlap further than any recognizer looks. Thread-safe.
 *
 * <p>Inside the module only; other modules ask {@link dev.sluice.classifier.Classifier}.
 */
public final class PatternTier {
    private static final int WINDOW = 1 << 18;
    static final int OVERLAP = 1 << 13;

    /**
     * What a scan found and what kept it from finding all.
     *
     * @param findings ordered by start and end
     * @param reasons empty if every recognizer ran to its end over all of the text
     * @param steps how much work it was, for bounds that don't depend on a clock
     */
    public record Outcome(List<Finding> findings, Set<DegradedReason> reasons, long steps) {}

    private final Lexicon lexicon;
    private final List<Recognizer> recognizers;
    private final WakeUps wakeUps;
    private final long triggers;
    private final Limits limits;
    private final int window;

    /** A tier of the built-in lexicon and these recognizers, whose names differ. */
    public PatternTier(List<Recognizer> recognizers, Limits limits) {
        this(recognizers, limits, WINDOW);
    }

    /** The same with windows of another length in UTF-16 units, which is more than they overlap. */
    PatternTier(List<Recognizer> recognizers, Limits limits, int window) {
        this.window = window;
        this.lexicon = BuiltIn.LEXICON;
        this.recognizers = List.copyOf(recognizers);
        this.limits = limits;
        this.wakeUps = new WakeUps(this.recognizers);
        this.triggers =
                this.recognizers.stream().mapToLong(Recognizer::triggers).reduce(0, (a, b) -> a | b);
    }

    /** The built-in recognizers under the standard limits. */
    public static PatternTier standard() {
        return Standard.TIER;
    }

    /**
     * Finds what tells more of a person whom a text speaks of: every date with a day, every long number or code. For texts
     * that are made anew; it says nothing about whether a document is sensitive.
     */
    public static PatternTier traces() {
        return Standard.TRACES;
    }

    private static final class Standard {
        static final PatternTier TIER = new PatternTier(BuiltIn.RECOGNIZERS, Limits.STANDARD);
        static final PatternTier TRACES = new PatternTier(List.of(new TraceRecognizer()), Limits.STANDARD);
    }

    /** The recognizers in their order. */
    public List<Recognizer> recognizers() {
        return recognizers;
    }

    /** SHA-256 in lower-case hex over the lexicon. */
    public String lexiconDigest() {
        return lexicon.digest();
    }

    /** Scans a text of well-formed UTF-16. Never throws for a text; what fails is a reason of the outcome. */
    public Outcome scan(String source) {
        Budget budget = new Budget(limits);
        Set<DegradedReason> reasons = EnumSet.noneOf(DegradedReason.class);
        List<Finding> findings = new ArrayList<>();
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
        LanguageCheck language = new LanguageCheck();
        ClinicalFormats formats = new ClinicalFormats();
        int earlier = 0;
        int previous = 0;
        Doubts open = new Doubts();
        for (int from = 0; ; ) {
            int before = findings.size();
            int to = border(source, Math.min(source.length(), from + window));
            boolean last = to == source.length();
            int coreFrom = from == 0 ? 0 : from + OVERLAP / 2;
            int coreTo = last ? to : to - OVERLAP / 2;
            NormalText text = NormalText.of(source, from, to);
            Scan scan = new Scan(text, new Tokenizer(lexicon).tokenize(text), budget);
            budget.spend(text.length() / 8 + scan.count());
            language = look(scan, language, new Core(coreFrom, coreTo));
            formats.goOn(scan);
            try {
                run(scan, reasons);
            } finally {
                for (Finding finding : scan.findings()) {
                    if (finding.start() >= coreFrom && finding.start() < coreTo) {
                        findings.add(finding);
                    }
                }
            }
            formats = scan.formats;
            Doubts doubts = new Doubts();
            scanReadings(scan, doubts, budget, reasons, new Core(coreFrom, coreTo), findings);
            // A window overlaps with no others than the one before it and the one behind it, which may find what is in
            // doubt.
            if (open.remain(findings.subList(earlier, findings.size()))
                    || last && doubts.remain(findings.subList(previous, findings.size()))) {
                reasons.add(DegradedReason.ENCODING_NOT_COVERED);
            }
            if (findings.size() > limits.findings()) {
                throw new Budget.Exceeded(DegradedReason.OVER_LIMIT);
            }
            if (last) {
                break;
            }
            from = border(source, to - OVERLAP);
            open = doubts;
            earlier = previous;
            previous = before;
        }
        if (!language.isCovered()) {
            reasons.add(DegradedReason.LANGUAGE_NOT_COVERED);
        }
    }

    /**
     * Counts the words of the window's core, so that none counts twice; where English is doubtful anywhere in the window,
     * what is in another covered language is marked first.
     */
    private static LanguageCheck look(Scan scan, LanguageCheck before, Core core) {
        LanguageCheck all = before.copy();
        all.look(scan, 0, scan.count());
        if (!all.copy().isCovered()) {
            BuiltIn.LANGUAGES.mark(scan);
        }
        int from = firstToken(scan, core.from());
        int to = firstToken(scan, core.to());
        if (scan.tokens.languages.length == 0 && from == 0 && to == scan.count()) {
            return all;
        }
        LanguageCheck language = before.copy();
        language.look(scan, from, to);
        return language;
    }

    /** The first token at or behind a place of the source. */
    private static int firstToken(Scan scan, int place) {
        int low = 0;
        int high = scan.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scan.text.sourceStart(scan.tokens.start[middle]) < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where findings and words of a window count: from one place of the source to another. */
    private record Core(int from, int to) {
        boolean has(Finding finding) {
            return finding.start() >= from && finding.start() < to;
        }
    }

    /** Looks through what disguises the window's text; only what touches a disguise or follows it closely counts. */
    private void scanReadings(
            Scan plain, Doubts doubts, Budget budget, Set<DegradedReason> reasons, Core core, List<Finding> findings) {
        NormalText text = plain.text;
        for (Reading reading : Disguises.readings(text, doubts)) {
            Scan scan = new Scan(reading.text(), new Tokenizer(lexicon).tokenize(reading.text()), budget);
            budget.spend(reading.text().length() / 2 + scan.count());
            Places places = Places.of(reading);
            if (plain.tokens.languages.length > 0) {
                BuiltIn.LANGUAGES.mark(scan);
            }
            try {
                run(scan, reasons);
            } finally {
                for (Finding finding : scan.findings()) {
                    if (core.has(finding) && places.touch(finding)) {
                        findings.add(finding);
                    }
                }
            }
        }
        budget.spend(text.length() / 4);
    }

    private void run(Scan scan, Set<DegradedReason> reasons) {
        Set<Recognizer> failed = Set.of();
        for (int token = 0; token < scan.count(); token++) {
            long woken = scan.tokens.cues[token] & triggers;
            if (woken == 0) {
                continue;
            }
            for (Recognizer recognizer : wakeUps.of(woken)) {
                if (!failed.isEmpty() && failed.contains(recognizer)) {
                    continue;
                }
                if (!ran(recognizer, scan, token)) {
                    failed = new java.util.HashSet<>(failed);
                    failed.add(recognizer);
                    reasons.add(DegradedReason.DETECTOR_FAILED);
                }
            }
        }
    }

    private static boolean ran(Recognizer recognizer, Scan scan, int token) {
        scan.enter(recognizer);
        try {
            recognizer.look(scan, token);
            return true;
        } catch (Budget.Exceeded e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
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
