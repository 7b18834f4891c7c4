package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.List;

/** Scans texts of tests; in a marked text the span that is to be found stands between « and ». */
final class Found {
    private static final PatternTier TIER = PatternTier.standard();

    private Found() {}

    static PatternTier.Outcome outcome(String text) {
        return TIER.scan(text);
    }

    static List<Finding> in(String text) {
        return TIER.scan(text).findings();
    }

    static boolean has(String text, FindingType type) {
        return in(text).stream().anyMatch(finding -> finding.type() == type);
    }

    /** Whether a finding of the type covers at least the marked span and begins and ends within two words of it. */
    static boolean marked(String marked, FindingType type) {
        int start = marked.indexOf('«');
        int end = marked.indexOf('»') - 1;
        String text = marked.replace("«", "").replace("»", "");
        return in(text).stream()
                .anyMatch(finding -> finding.type() == type
                        && finding.start() < end
                        && finding.end() > start
                        && Math.abs(finding.start() - start) <= 12
                        && Math.abs(finding.end() - end) <= 12);
    }
}
