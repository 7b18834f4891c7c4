package dev.sluice.classifier.explanation;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Neighbourhood;
import dev.sluice.classifier.pattern.Neighbourhood.Part;
import dev.sluice.classifier.pattern.NormalText;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a text is never told: what lies within a finding, and words that lie within one elsewhere, whatever list they
 * are in. Only of a health term may be told what is a label besides, as in a record's "MRN".
 */
final class Values {
    private final BitSet values;
    private final BitSet healthTerms;
    private final Set<String> words;

    private Values(BitSet values, BitSet healthTerms, Set<String> words) {
        this.values = values;
        this.healthTerms = healthTerms;
        this.words = words;
    }

    static Values of(String text, List<Finding> findings) {
        BitSet values = new BitSet(text.length());
        BitSet healthTerms = new BitSet(text.length());
        findings.forEach(finding ->
                (finding.type() == FindingType.HEALTH ? healthTerms : values).set(finding.start(), finding.end()));
        Set<String> words = new HashSet<>();
        for (int from = values.nextSetBit(0); from >= 0; ) {
            int to = values.nextClearBit(from);
            String value = text.substring(from, to);
            Neighbourhood.of(value, Set.of()).stream()
                    .filter(part -> part.kind() == Neighbourhood.Kind.WORD)
                    .map(part -> folded(value.substring(part.start(), part.end())))
                    .forEach(words::add);
            from = values.nextSetBit(to);
        }
        return new Values(values, healthTerms, words);
    }

    private static String folded(String word) {
        NormalText normal = NormalText.of(word, 0, word.length());
        return new String(normal.folded(), 0, normal.length());
    }

    /** What may be told of a part that begins at a unit of the text; empty for nothing. */
    String told(Part part, int start) {
        int end = start + part.end() - part.start();
        boolean hidden = meets(values, start, end)
                || meets(healthTerms, start, end) && !part.isLabel()
                || words.contains(part.told());
        return hidden ? "" : part.told();
    }

    private static boolean meets(BitSet units, int start, int end) {
        int next = units.nextSetBit(start);
        return next >= 0 && next < end;
    }
}
