package dev.sluice.bench.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.text.GeneratedTexts;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.pattern.PatternTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The peer finds what it says it covers, so that its speed may stand beside that of the pattern tier. */
class RegexRulesTests {
    private static final Pattern SCHEME = Pattern.compile("\\| `([a-z-]+)` \\|.*\\| `([^`]*)` \\|");
    private static final PatternTier TIER = PatternTier.standard();
    private static final PassScanner PASSES = new PassScanner();
    private static final GatedScanner GATED = new GatedScanner();

    record Example(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every example of the page of recognizers whose recognizer or scheme the rules stand for. */
    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        String section = "";
        for (String line : Files.readAllLines(Path.of(System.getProperty("sluice.root"), "docs", "recognizers.md"))) {
            Matcher scheme = SCHEME.matcher(line);
            if (line.startsWith("## `")) {
                section = line.substring(4, line.length() - 1);
            } else if (line.startsWith("- Example: `")) {
                examples.add(new Example(
                        section, line.substring(12, line.length() - 1).replace("\\n", "\n")));
            } else if (scheme.matches()) {
                examples.add(new Example(scheme.group(1), scheme.group(2)));
            }
        }
        return examples.stream()
                .filter(example -> RegexRules.covered().contains(example.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsWhatThePatternTierFindsInTheExampleOfItsRecognizer(Example example) {
        List<Finding> expected = TIER.scan(example.text()).findings();
        assertThat(Stream.of(PASSES.scan(example.text()), GATED.scan(example.text())))
                .allSatisfy(found -> assertThat(found)
                        .anyMatch(match -> match.rule().equals(example.name())
                                && expected.stream().anyMatch(finding -> overlap(finding, match))));
    }

    @Test
    void everyRuleStandsForSomethingOnThePageOfRecognizers() throws IOException {
        Set<String> named = new HashSet<>();
        examples().forEach(example -> named.add(example.name()));
        assertThat(named).containsExactlyInAnyOrderElementsOf(RegexRules.covered());
    }

    /** The checks are those of the authorities: one wrong digit is noticed by each of them. */
    @ParameterizedTest
    @MethodSource("checked")
    void aWrongDigitIsNoNumber(Example example) {
        for (int i = example.text().length() - 1; i >= 0; i--) {
            char c = example.text().charAt(i);
            if (Character.isDigit(c)) {
                char other = c == '9' ? '1' : (char) (c + 1);
                String wrong =
                        example.text().substring(0, i) + other + example.text().substring(i + 1);
                assertThat(PASSES.scan(wrong))
                        .as(wrong)
                        .noneMatch(match -> match.rule().equals(example.name()));
                return;
            }
        }
        throw new AssertionError("no digit in the example of " + example.name());
    }

    static List<Example> checked() throws IOException {
        Set<String> checked = Set.of(
                "uk-nhs",
                "us-npi",
                "ca-sin",
                "ca-health-ontario",
                "br-cpf",
                "br-pis",
                "mx-curp",
                "mx-nss",
                "de-steuer-id",
                "de-rentenversicherung",
                "de-krankenversicherung",
                "de-ausweis",
                "ch-ahv",
                "fr-nir",
                "fr-spi",
                "nl-bsn",
                "be-rijksregister",
                "es-dni",
                "es-nie",
                "es-nuss",
                "se-personnummer",
                "pl-pesel",
                "pl-nip",
                "in-aadhaar",
                "sg-nric",
                "au-tfn",
                "za-id",
                "vin",
                "imei",
                "mx-clabe",
                "card",
                "iban");
        List<Example> found = examples().stream()
                .filter(example -> checked.contains(example.name()))
                .toList();
        assertThat(found).hasSameSizeAs(checked);
        return found;
    }

    /** Trying only where words begin loses nothing that the passes find on texts of every kind. */
    @Test
    void theGateLosesNothing() {
        List<String> texts = new ArrayList<>();
        for (GeneratedTexts kind : GeneratedTexts.values()) {
            texts.addAll(kind.make(11, 30_000));
        }
        for (String text : texts) {
            assertThat(new HashSet<>(GATED.scan(text))).containsAll(PASSES.scan(text));
        }
    }

    private static boolean overlap(Finding finding, RegexMatch match) {
        return finding.type() == match.type() && finding.start() < match.end() && match.start() < finding.end();
    }
}
