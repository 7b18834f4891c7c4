package dev.sluice.classifier.rendition;

import static dev.sluice.classifier.rendition.Rendering.SCOPE;
import static dev.sluice.classifier.rendition.Rendering.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No date, whatever a detector calls it, tells that somebody is older than 89. */
final class HighAgeTests {
    private static final FindingType[] COARSE = {
        FindingType.DATE, FindingType.DATE_OF_BIRTH, FindingType.POSTAL_CODE, FindingType.AGE_OVER_89
    };

    @ParameterizedTest
    @EnumSource(
            value = FindingType.class,
            names = {"DATE", "DATE_OF_BIRTH"})
    void aYearThatTellsAHighAgeIsMasked(FindingType type) {
        for (Action action : List.of(Action.GENERALISE, Action.SHIFT_DATE)) {
            for (String value : List.of("March 5, 1931", "03/05/1931", "1931-03-05", "03/05/31")) {
                assertThat(Rendering.words(value, type, action))
                        .as("%s %s", value, action)
                        .isEqualTo(Placeholders.MASK);
            }
            assertThat(Rendering.words("March 5, 1931", type, Action.PSEUDONYM)).doesNotContain("19");
        }
        assertThat(Rendering.words("1931", type, Action.GENERALISE)).isEqualTo(Placeholders.MASK);
        assertThat(Rendering.words("March 5, 1961", type, Action.GENERALISE)).isEqualTo("1961");
        assertThat(Rendering.words("March 5, 1961", type, Action.SHIFT_DATE)).contains("196");
    }

    @Test
    void aDateThatMovesIntoAHighAgeIsMasked() {
        RenditionScope scope = new RenditionScope("tenant", "subject", Locale.US, 2026);
        for (FindingType type : List.of(FindingType.DATE, FindingType.DATE_OF_BIRTH)) {
            assertThat(Rendering.words("January 1, 1937", type, Action.SHIFT_DATE, scope))
                    .isEqualTo(Placeholders.MASK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"03/04/1931", "DOB 03/04/1931", "03/04/1931 and", "on 03/04"})
    void aBirthIsOneWhateverElseIsFoundThere(String date) {
        String text = "Admitted patient on 03/04/1931 and seen, DOB 03/04/1931 and well";
        Finding birth = finding(FindingType.DATE_OF_BIRTH, text.lastIndexOf("03/04"), text.lastIndexOf("1931") + 4);
        for (Action action : List.of(Action.GENERALISE, Action.SHIFT_DATE)) {
            RenditionPlan plan = Rendering.all(action)
                    .with(FindingType.DATE_OF_BIRTH, action)
                    .with(FindingType.DATE, action);
            Rewriting.Draft draft = Rendering.draft(text, plan, SCOPE, birth, finding(text, date, FindingType.DATE));
            assertThat(draft.text().canonical()).as(date).doesNotContain("1931");
            assertThat(draft.replacements()).extracting(Replacement::type).contains(FindingType.DATE_OF_BIRTH);
        }
    }

    @Test
    void aBirthThatIsAlsoADateIsMaskedInAClearRendition() {
        String text = "Admitted patient, DOB 03/04/1931, seen today for asthma by the team of the ward.";
        ClearRendition rendition = Rendering.clear(
                text,
                RenditionPlan.standard(),
                finding(text, "03/04/1931", FindingType.DATE),
                finding(text, "03/04/1931", FindingType.DATE_OF_BIRTH));
        assertThat(rendition.text().canonical()).doesNotContain("1931");
    }

    @Test
    void whatIsTwoKindsOfValueHasNoCoarserForm() {
        String text = "Springfield 62704 is where it was.";
        Rewriting.Draft draft = Rendering.draft(
                text,
                RenditionPlan.standard(),
                SCOPE,
                finding(text, "62704", FindingType.POSTAL_CODE),
                finding(text, "62704", FindingType.AGE_OVER_89));
        assertThat(draft.text().canonical()).isEqualTo("Springfield [MASKED] is where it was.");
    }

    /** A line of values and where each of them stands. */
    private record Line(String text, List<Integer> starts, List<Integer> ends) {}

    /**
     * Every run of figures that another finding lets stand must have stood without it. Findings end where values do: what
     * nothing can read by itself is masked until another finding completes it.
     */
    @Test
    void anotherFindingNeverShowsWhatOneHides() {
        long seed = 20261124;
        System.out.println("HighAgeTests seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            Line line = line(random);
            List<Finding> few = findings(random, line);
            List<Finding> more = new ArrayList<>(few);
            more.addAll(findings(random, line));
            List<String> without = figures(draft(line.text(), few));
            assertThat(figures(draft(line.text(), more)))
                    .as("seed %s, text %s", seed, i)
                    .allMatch(figure -> without.stream().anyMatch(longer -> longer.contains(figure)));
        }
    }

    /** Kinds of value that share no run of three figures, so that what is left of one is told from another. */
    private static Line line(Random random) {
        List<String> values = List.of(
                String.format(Locale.ROOT, "10/%02d/%d", 11 + random.nextInt(15), 1925 + random.nextInt(15)),
                "March 5, " + (1940 + random.nextInt(60)),
                String.format(Locale.ROOT, "%d-12-31", 2000 + random.nextInt(26)),
                "62704-8351",
                "" + (90 + random.nextInt(10)));
        StringBuilder text = new StringBuilder("We know that ");
        List<Integer> starts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(text.length());
            text.append(values.get(random.nextInt(values.size())));
            ends.add(text.length());
            text.append(random.nextBoolean() ? " " : ", ");
        }
        return new Line(text.append("was so").toString(), starts, ends);
    }

    private static List<Finding> findings(Random random, Line line) {
        List<Finding> findings = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int first = random.nextInt(4);
            int last = Math.min(3, first + random.nextInt(2));
            FindingType type = COARSE[random.nextInt(COARSE.length)];
            findings.add(finding(type, line.starts().get(first), line.ends().get(last)));
        }
        return findings;
    }

    private static String draft(String text, List<Finding> findings) {
        return Rendering.draft(text, RenditionPlan.standard(), SCOPE, findings.toArray(Finding[]::new))
                .text()
                .canonical();
    }

    private static List<String> figures(String text) {
        return Pattern.compile("[0-9]{2,}")
                .matcher(text.replace("90+", ""))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
