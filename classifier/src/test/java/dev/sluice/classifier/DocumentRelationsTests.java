package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.pattern.MarkedText;
import dev.sluice.classifier.pattern.OrdinaryTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What all tiers say of a document against what they say of the same document with more text or other signs in it. What only
 * the second tier finds is left out: its network weighs the words around, so other words may tip it either way.
 */
final class DocumentRelationsTests {
    private static final long SEED = 20_261_126;
    private static final int ADDED = 60;
    private static final int REWRITTEN = 20;

    private static final Classifier CLASSIFIER = Classifier.standard();

    private record Rewriting(String name, UnaryOperator<String> way) {}

    private static final List<Rewriting> REWRITINGS = List.of(
            new Rewriting("no-break blanks", text -> text.replace(' ', '\u00a0')),
            new Rewriting("doubled blanks", text -> text.replace(" ", "  ")),
            new Rewriting("lines of Windows", text -> text.replace("\n", "\r\n")),
            new Rewriting("quoted lines", text -> "> " + text.replace("\n", "\n> ")),
            new Rewriting("brackets around", text -> "(" + text + ")"),
            new Rewriting("emphasis around", text -> "**" + text + "**"),
            new Rewriting("a paragraph of HTML", text -> "<p>" + text + "</p>"),
            new Rewriting("blank lines around", text -> "\n\n" + text + "\n\n"));

    private static Set<Category> categories(String text) {
        return CLASSIFIER.classify(DocumentText.of(text)).categories();
    }

    private static Set<Category> firstTier(String text) {
        return Category.of(CLASSIFIER.classify(DocumentText.of(text)).findings().stream()
                .filter(finding -> finding.tier() == 1)
                .toList());
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    @Test
    void addedTextNeverMakesADocumentLessSensitive() {
        Random random = new Random(SEED);
        List<MarkedText> all = MarkedText.all(SEED);
        List<String> ordinary = List.copyOf(OrdinaryTexts.ALL.values());
        List<String> lost = new ArrayList<>();
        for (int round = 0; round < ADDED; round++) {
            String text = pick(all, random).text();
            String before = random.nextInt(3) == 0 ? "" : pick(ordinary, random) + "\n\n";
            String after = random.nextInt(3) == 0 ? "" : "\n\n" + pick(ordinary, random);
            Set<Category> alone = firstTier(text);
            if (!categories(before + text + after).containsAll(alone)) {
                lost.add(alone + " of " + text + " in " + before + text + after);
            }
        }
        assertThat(lost).as("seed %d", SEED).isEmpty();
    }

    @TestFactory
    List<DynamicTest> anotherWritingNeverMakesADocumentLessSensitive() {
        List<MarkedText> all = MarkedText.all(SEED);
        List<DynamicTest> tests = new ArrayList<>();
        for (Rewriting rewriting : REWRITINGS) {
            tests.add(DynamicTest.dynamicTest(rewriting.name(), () -> {
                Random random = new Random(SEED + rewriting.name().hashCode());
                List<String> lost = new ArrayList<>();
                for (int round = 0; round < REWRITTEN; round++) {
                    String text = pick(all, random).text();
                    String rewritten = rewriting.way().apply(text);
                    if (!categories(rewritten).containsAll(firstTier(text))) {
                        lost.add(rewritten);
                    }
                }
                assertThat(lost).as("seed %d", SEED).isEmpty();
            }));
        }
        return tests;
    }
}
