package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.RecognizerExamples.Example;
import dev.sluice.classifier.pattern.RecognizerExamples.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recognizer, alone and among the others, finds its examples, leaves alone what it must and heeds its check digits. */
final class RecognizerExamplesTests {
    static Stream<String> names() {
        return BuiltIn.RECOGNIZERS.stream().map(Recognizer::name);
    }

    static Stream<Example> found() {
        return RecognizerExamples.ALL.stream().filter(example -> example.outcome() != Outcome.PASSED);
    }

    static Stream<Example> passed() {
        return RecognizerExamples.ALL.stream().filter(example -> example.outcome() == Outcome.PASSED);
    }

    static Stream<Example> checked() {
        return RecognizerExamples.ALL.stream().filter(example -> example.outcome() == Outcome.CHECKED);
    }

    /** What the recognizer reports by itself; one that goes by the findings of others is asked among them. */
    private static List<Finding> reported(String name, String text) {
        List<Finding> reported = new ArrayList<>(Found.in(text));
        BuiltIn.RECOGNIZERS.stream()
                .filter(recognizer -> recognizer.name().equals(name))
                .forEach(recognizer -> reported.addAll(new PatternTier(List.of(recognizer), Limits.STANDARD)
                        .scan(text)
                        .findings()));
        reported.removeIf(finding -> !finding.recognizer().equals(name));
        return reported;
    }

    private static List<Finding> over(MarkedText marked, List<Finding> findings) {
        return findings.stream()
                .filter(one -> one.type() == marked.type() && one.start() < marked.end() && one.end() > marked.start())
                .toList();
    }

    @Test
    void everyExampleIsOfARecognizer() {
        assertThat(names())
                .containsAll(RecognizerExamples.ALL.stream()
                        .map(Example::recognizer)
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRecognizerHasWhatItFindsWhatItLeavesAloneAndAWrongDigitForItsCheck(String name) throws IOException {
        List<Outcome> outcomes = RecognizerExamples.ALL.stream()
                .filter(example -> example.recognizer().equals(name))
                .map(Example::outcome)
                .toList();
        assertThat(outcomes).contains(Outcome.PASSED).containsAnyOf(Outcome.FOUND, Outcome.CHECKED);
        assertThat(outcomes.contains(Outcome.CHECKED)).isEqualTo(hasCheckDigits(name));
    }

    /** What docs/recognizers.md says of it, which another test holds to the program. */
    private static boolean hasCheckDigits(String name) throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "recognizers.md"));
        return page.subList(page.indexOf("## `" + name + "`"), page.size()).stream()
                .filter(line -> line.startsWith("- Check: "))
                .findFirst()
                .orElseThrow()
                .matches(".*(Luhn|modulo|weights|the table below).*");
    }

    @ParameterizedTest
    @MethodSource("found")
    void findsTheMarkedSpan(Example example) {
        List<Finding> reported = reported(example.recognizer(), example.marked().text());
        assertThat(over(example.marked(), reported)).as("%s", reported).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("passed")
    void leavesAloneWhatOnlyLooksAlike(Example example) {
        assertThat(reported(example.recognizer(), example.text())).noneMatch(one -> one.type() == example.type());
    }

    /** Every other digit at every place; a routing number stays one by its label and is only less sure. */
    @ParameterizedTest
    @MethodSource("checked")
    void everyWrongDigitIsNoticed(Example example) {
        MarkedText marked = example.marked();
        String value = marked.value();
        double sure = over(marked, reported(example.recognizer(), marked.text())).stream()
                .mapToDouble(Finding::confidence)
                .max()
                .orElseThrow();
        boolean labelled = example.recognizer().equals("routing-number");
        for (int i = 0; i < value.length(); i++) {
            for (char digit = '0'; digit <= '9' && Tokenizer.isDigit(value.charAt(i)); digit++) {
                if (digit != value.charAt(i)) {
                    MarkedText wrong = marked.withValue(value.substring(0, i) + digit + value.substring(i + 1));
                    List<Finding> reported = over(wrong, reported(example.recognizer(), wrong.text()));
                    assertThat(reported).as("%s", wrong).allMatch(one -> labelled && one.confidence() < sure);
                }
            }
        }
    }
}
