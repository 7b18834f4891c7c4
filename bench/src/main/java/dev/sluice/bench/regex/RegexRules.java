package dev.sluice.bench.regex;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every rule. */
public final class RegexRules {
    static final List<RegexRule> ALL = Stream.of(PlainRules.ALL, LabelledRules.ALL, NumberRules.ALL)
            .flatMap(List::stream)
            .toList();

    private RegexRules() {}

    /** How many patterns there are. */
    public static int count() {
        return ALL.size();
    }

    /** The recognizers and schemes of {@code docs/recognizers.md} that they stand for, in alphabetical order. */
    public static Set<String> covered() {
        Set<String> names = new TreeSet<>();
        ALL.forEach(rule -> names.add(rule.name()));
        return names;
    }
}
