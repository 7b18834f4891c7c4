package dev.sluice.policy.proof;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a property does not hold.
 *
 * @param policies ids of the policies that it is about; empty where it is about endpoints or routing alone
 * @param sentence in words
 * @param asked the requests that show it, which were asked of the whole bundle
 */
public record CounterExample(Property property, List<String> policies, String sentence, List<Asked> asked) {
    public CounterExample {
        policies = List.copyOf(policies);
        asked = List.copyOf(asked);
    }

    /**
     * One request and its answer.
     *
     * @param request attribute to word
     */
    public record Asked(SortedMap<String, String> request, boolean permitted) {
        public Asked {
            request = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(request));
        }
    }
}
