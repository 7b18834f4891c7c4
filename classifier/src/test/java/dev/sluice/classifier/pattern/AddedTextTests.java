package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Text that is added before or behind another, an empty line apart, takes away none of its findings. */
final class AddedTextTests {
    private static final long SEED = 20_261_124;
    private static final int MIXED = 3_000;

    /** What of the findings of a text is missing once it stands between others; empty if nothing. */
    private static List<String> lost(String text, String before, String after) {
        List<Finding> then = Found.in(before + text + after);
        return Found.in(text).stream()
                .filter(one -> then.stream()
                        .noneMatch(other -> other.type() == one.type()
                                && other.start() <= one.start() + before.length()
                                && other.end() >= one.end() + before.length()))
                .map(one -> one.type() + " " + text.substring(one.start(), one.end()) + " in " + before + text + after)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> ordinaryTextAroundTakesNoFindingAway() {
        List<MarkedText> all = MarkedText.all(SEED);
        return Stream.concat(
                        OrdinaryTexts.ALL.entrySet().stream(),
                        OrdinaryTexts.edges().stream().map(text -> Map.entry(text, text)))
                .map(ordinary -> DynamicTest.dynamicTest(ordinary.getKey(), () -> {
                    String added = ordinary.getValue();
                    List<String> lost = new ArrayList<>();
                    for (MarkedText one : all) {
                        lost.addAll(lost(one.text(), added + "\n\n", ""));
                        lost.addAll(lost(one.text(), "", "\n\n" + added));
                        lost.addAll(lost(one.text(), added + "\n\n", "\n\n" + added));
                    }
                    assertThat(lost).as("seed %d", SEED).isEmpty();
                }));
    }

    @Test
    void sensitiveTextAroundTakesNoFindingAway() {
        List<MarkedText> all = MarkedText.all(SEED);
        Random random = new Random(SEED);
        List<String> lost = new ArrayList<>();
        for (int round = 0; round < MIXED; round++) {
            String text = PlainDocument.pick(all, random).text();
            String before = PlainDocument.pick(all, random).text() + "\n\n";
            String after = "\n\n" + PlainDocument.pick(all, random).text();
            lost.addAll(lost(text, before, after));
            assertThat(Category.of(Found.in(before + text + after)))
                    .as("seed %d, round %d", SEED, round)
                    .containsAll(Category.of(Found.in(text)));
        }
        assertThat(lost).as("seed %d", SEED).isEmpty();
    }

    /**
     * A script that the detectors don't read stays a reason for doubt. A language in Latin letters doesn't: how much of a
     * document is in it decides.
     */
    @Test
    void textAroundNeverTakesTheDoubtAboutAScriptAway() {
        for (String script : List.of("greek", "japanese", "arabic")) {
            String doubtful = OrdinaryTexts.ALL.get(script);
            assertThat(Found.outcome(doubtful).reasons()).as(script).isNotEmpty();
            for (String added : OrdinaryTexts.ALL.values()) {
                assertThat(Found.outcome(added + "\n\n" + doubtful + "\n\n" + added)
                                .reasons())
                        .as("%s between %s", script, added)
                        .containsAll(Found.outcome(doubtful).reasons());
            }
        }
    }
}
