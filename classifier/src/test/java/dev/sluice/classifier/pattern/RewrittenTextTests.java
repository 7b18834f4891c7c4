package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A value is found in whatever case, however its blanks are made, and whatever sign stands beside it. */
final class RewrittenTextTests {
    private static final long SEED = 20_261_125;

    /** Known by their capitals and by the words around them, whose order another sign breaks; the second tier reads both. */
    private static final Set<FindingType> KNOWN_BY_WORDS =
            EnumSet.of(FindingType.PERSON, FindingType.ADDRESS, FindingType.POSTAL_CODE, FindingType.LOCATION);

    /** Signs of a form themselves: another case or a sign within is another text. */
    private static final Set<FindingType> MARKS = EnumSet.of(
            FindingType.CONFIDENTIALITY,
            FindingType.LEGAL_PRIVILEGE,
            FindingType.EXPORT_CONTROL,
            FindingType.CLINICAL_RECORD,
            FindingType.FINANCIAL);

    /** Known by their label alone: in square brackets and the like stands what a reader is to fill in. */
    private static final Set<FindingType> FREE_FORM = EnumSet.of(FindingType.SECRET, FindingType.USERNAME);

    /** Codes with fewer than six digits, or with a prefix of three letters, count in capitals: compare utf-16 and med12. */
    private static final Set<String> CAPITALS_ONLY = Set.of("MED70873331", "7ABC449", "EMP-29994");

    /** A sign that opens and one that closes, parted by a middle dot. */
    private static final List<String> AROUND = List.of(
            "(·)",
            "\"·\"",
            "'·'",
            "“·”",
            "„·“",
            "«·»",
            "‘·’",
            "*·*",
            "**·**",
            "_·_",
            "__·__",
            "`·`",
            "<b>·</b>",
            "<td>·</td>",
            "·,",
            "·;",
            "·.",
            "·!",
            "·?",
            "·)",
            "·]",
            "·…",
            "·—",
            "· –",
            "·|",
            "·\t",
            "·\n",
            "·\r\n",
            "·\n\n",
            "\n·\n",
            "(·),",
            "\"·\".");

    /** The same; an IP address goes on behind a colon, and behind a dash or slash it is a version or a prefix. */
    private static final List<String> AROUND_FORMS = List.of(
            "[·]",
            "{·}",
            "<·>",
            "‹·›",
            "「·」",
            "~~·~~",
            "·:",
            "·/",
            "—·",
            "—·—",
            ",·",
            ";·",
            "=·",
            "•·",
            "|·|",
            ">·",
            "\t·\t",
            "\r\n·\r\n");

    /** Those of the rewritten texts in which the value is found no more, one of each type and value. */
    private static List<String> lost(List<MarkedText> all, UnaryOperator<MarkedText> rewriting) {
        List<String> lost = new ArrayList<>();
        for (MarkedText one : all) {
            MarkedText rewritten = rewriting.apply(one);
            if (isFound(one) && !isFound(rewritten)) {
                lost.add(rewritten.toString());
            }
        }
        return lost;
    }

    private static boolean isFound(MarkedText one) {
        return Found.in(one.text()).stream().anyMatch(finding -> isOver(finding, one));
    }

    private static boolean isOver(Finding finding, MarkedText one) {
        return finding.type() == one.type() && finding.start() < one.end() && finding.end() > one.start();
    }

    private static MarkedText mapped(MarkedText one, UnaryOperator<String> each) {
        String before = each.apply(one.before());
        String value = each.apply(one.value());
        return new MarkedText(
                one.type(),
                before + value + each.apply(one.after()),
                before.length(),
                before.length() + value.length());
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean first = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
            out.append(first ? Character.toUpperCase(text.charAt(i)) : text.charAt(i));
        }
        return out.toString();
    }

    private static DynamicTest test(String name, List<MarkedText> all, UnaryOperator<MarkedText> rewriting) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(lost(all, rewriting)).as("seed %d", SEED).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> aValueIsFoundInWhateverCase() {
        List<MarkedText> numbers = MarkedText.all(SEED).stream()
                .filter(one -> !KNOWN_BY_WORDS.contains(one.type()) && !MARKS.contains(one.type()))
                .filter(one -> one.type() != FindingType.SECRET)
                .toList();
        List<MarkedText> longCodes = numbers.stream()
                .filter(one -> !CAPITALS_ONLY.contains(one.value()))
                .toList();
        return Stream.of(
                test("lower", longCodes, one -> mapped(one, text -> text.toLowerCase(Locale.ROOT))),
                test("upper", numbers, one -> mapped(one, text -> text.toUpperCase(Locale.ROOT))),
                test("title", numbers, one -> mapped(one, RewrittenTextTests::title)));
    }

    @TestFactory
    Stream<DynamicTest> aValueIsFoundHoweverItsBlanksAreMade() {
        List<MarkedText> all = MarkedText.all(SEED);
        return Stream.of("\u00a0", "  ", "\u2009", "\u202f", "\u3000", " \u00a0")
                .map(blank -> test(
                        blank.codePoints()
                                .mapToObj("U+%04X"::formatted)
                                .toList()
                                .toString(),
                        all,
                        one -> mapped(one, text -> text.replace(" ", blank))));
    }

    /** A line may end at each blank of a number; a new line of words may begin something else. */
    @TestFactory
    Stream<DynamicTest> aValueIsFoundOverTheEndOfALine() {
        List<MarkedText> all = new ArrayList<>();
        for (MarkedText one : MarkedText.all(SEED)) {
            String value = one.value();
            if (KNOWN_BY_WORDS.contains(one.type()) || value.chars().noneMatch(Character::isDigit)) {
                continue;
            }
            for (int i = value.indexOf(' '); i > 0; i = value.indexOf(' ', i + 1)) {
                all.add(one.withValue(value.substring(0, i) + '\u2028' + value.substring(i + 1)));
            }
        }
        return Stream.of("\n", "\r\n", "\n> ")
                .map(end -> DynamicTest.dynamicTest(printable(end), () -> {
                    List<String> lost = new ArrayList<>();
                    for (MarkedText one : all) {
                        boolean found = isFound(one.withValue(one.value().replace('\u2028', ' ')));
                        if (found && !isFound(one.withValue(one.value().replace("\u2028", end)))) {
                            lost.add(one.toString());
                        }
                    }
                    assertThat(lost).as("seed %d", SEED).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aValueIsFoundWhateverSignStandsBesideIt() {
        List<MarkedText> all = MarkedText.all(SEED).stream()
                .filter(one -> !KNOWN_BY_WORDS.contains(one.type()) && !MARKS.contains(one.type()))
                .filter(RewrittenTextTests::isWhole)
                .toList();
        List<MarkedText> forms = all.stream()
                .filter(one -> !FREE_FORM.contains(one.type()) && one.type() != FindingType.IP_ADDRESS)
                .toList();
        return Stream.concat(
                AROUND.stream().map(signs -> test(printable(signs), all, one -> within(one, signs))),
                AROUND_FORMS.stream().map(signs -> test(printable(signs), forms, one -> within(one, signs))));
    }

    /** Whether the span is a value by itself, and not a part of one or the cell of a table. */
    private static boolean isWhole(MarkedText one) {
        return one.before().matches("(?s)(.*[ \":=#])?")
                && one.after().matches("(?s)([ .,;:\"\n].*)?")
                && !one.before().contains("\t");
    }

    private static MarkedText within(MarkedText one, String signs) {
        String open = signs.substring(0, signs.indexOf('·'));
        String close = signs.substring(open.length() + 1);
        String text = one.before() + open + one.value() + close + one.after();
        return new MarkedText(one.type(), text, one.start() + open.length(), one.end() + open.length());
    }

    private static String printable(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
