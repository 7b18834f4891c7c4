package dev.sluice.bench.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Every rule over the whole text, one after the other: how patterns are usually run. Thread-safe. */
public final class PassScanner {
    private final List<RegexRule> rules = RegexRules.ALL;

    /** What the rules find, rule by rule. */
    public List<RegexMatch> scan(String text) {
        List<RegexMatch> found = new ArrayList<>();
        for (RegexRule rule : rules) {
            Matcher matcher = rule.pattern().matcher(text);
            while (matcher.find()) {
                RegexMatch match = rule.accepted(text, matcher);
                if (match != null) {
                    found.add(match);
                }
            }
        }
        return found;
    }
}
