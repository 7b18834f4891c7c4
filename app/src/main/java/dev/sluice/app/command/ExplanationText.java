package dev.sluice.app.command;

import dev.sluice.app.output.Rows;
import dev.sluice.classifier.Category;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.explanation.Basis;
import dev.sluice.classifier.explanation.Explanation;
import dev.sluice.classifier.explanation.Influence;
import dev.sluice.classifier.pattern.AppliedChecks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A line of {@code classify} in sentences, for a reader. Says what the JSON line says and no more. */
final class ExplanationText {
    private final List<String> lines = new ArrayList<>();

    private ExplanationText() {}

    /** The sentences for a line that could be used, given the answer and the rows of {@link ExplanationRows}. */
    static List<String> of(
            SequencedMap<String, Object> answer,
            List<Explanation> explanations,
            List<? extends Map<String, Object>> places,
            List<? extends Map<String, Object>> rows) {
        ExplanationText text = new ExplanationText();
        text.head(answer);
        for (int i = 0; i < explanations.size(); i++) {
            text.finding(explanations.get(i), places.get(i), rows.get(i));
        }
        text.lines.add("");
        return List.copyOf(text.lines);
    }

    /** The sentence for a line that cannot be used. */
    static List<String> unusable(SequencedMap<String, Object> answer) {
        return List.of("line " + answer.get("line") + ": held, as it cannot be used: " + answer.get("error"), "");
    }

    private void head(SequencedMap<String, Object> answer) {
        Collection<?> categories = (Collection<?>) answer.getOrDefault("categories", List.of());
        Collection<?> policies = (Collection<?>) answer.getOrDefault("policies", List.of());
        lines.add(Rows.printable(String.valueOf(answer.get("id"))) + ": "
                + (Boolean.TRUE.equals(answer.get("cleared")) ? "cleared" : "held") + ", route " + answer.get("route")
                + "; " + (categories.isEmpty() ? "no category" : "categories " + list(categories))
                + (policies.isEmpty() ? "" : "; decided by " + list(policies)));
        for (Object each : (Collection<?>) answer.getOrDefault("unread", List.of())) {
            lines.add("  not all of it was read: " + each + " (which parts, and what to do: `extract`)");
        }
        for (Object each : (Collection<?>) answer.getOrDefault("degradedReasons", List.of())) {
            Map<?, ?> reason = (Map<?, ?>) each;
            lines.add("  not everything was looked at: " + reason.get("reason") + ": " + reason.get("meaning"));
            lines.add("    what to do: " + reason.get("advice"));
        }
    }

    private void finding(Explanation explanation, Map<String, Object> place, Map<String, Object> row) {
        Finding finding = explanation.finding();
        lines.add("  " + finding.type() + " at " + place.get("start") + " to " + place.get("end")
                + (finding.letter() == null
                        ? ""
                        : ", letter " + finding.letter() + " ("
                                + finding.letter().meaning() + ")")
                + ", " + percent(finding.confidence()) + " sure, by " + finding.recognizer()
                + (finding.tier() == 1 ? "" : " (tier " + finding.tier() + ")"));
        if (!explanation.allowEntry().isEmpty()) {
            lines.add("    does not count: allow entry " + explanation.allowEntry());
        }
        lines.add("    rests on " + explanation.basis().meaning()
                + (explanation.threshold() > 0 ? "; reported from " + percent(explanation.threshold()) + " on" : "")
                + (explanation.basis() == Basis.WORDS ? ":" : ""));
        List<?> words = (List<?>) row.getOrDefault("words", List.of());
        for (int i = 0; i < words.size(); i++) {
            word(explanation.influences().get(i), (Map<?, ?>) words.get(i));
        }
        for (AppliedChecks.Applied check : explanation.checks()) {
            lines.add("    " + (check.passed() ? "passes" : "does not pass") + " the check " + check.name());
        }
        lines.add("    " + explanation.identifies().meaning() + "; " + follows(explanation));
    }

    private void word(Influence influence, Map<?, ?> row) {
        String cues = influence.cues().stream()
                .sorted()
                .map(cue -> cue.toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        String name = influence.told().isEmpty() ? "a word (not told)" : '"' + influence.told() + '"';
        String where = switch (influence.place()) {
            case BEFORE -> "before it";
            case BEHIND -> "behind it";
            case HEAD -> "in the head of its column or segment";
        };
        String effect = switch (influence.effect()) {
            case NEEDED, ENOUGH -> influence.effect().meaning();
            case RAISES, LOWERS -> influence.effect().meaning() + ", " + percent(influence.without()) + " without it";
        };
        lines.add("      " + name + " " + where + " at " + row.get("start") + " to " + row.get("end")
                + (cues.isEmpty() ? "" : " (" + cues + ")") + ": " + effect);
    }

    private static String follows(Explanation explanation) {
        if (explanation.follows().isEmpty()) {
            return "no category follows from it here";
        }
        return list(names(explanation.follows())) + (explanation.follows().size() == 1 ? " follows" : " follow")
                + " from it"
                + (explanation.decisive().isEmpty()
                        ? ""
                        : ", and " + list(names(explanation.decisive())) + " from nothing else");
    }

    private static List<String> names(Collection<Category> categories) {
        return categories.stream().map(Enum::name).sorted().toList();
    }

    private static String list(Collection<?> parts) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
