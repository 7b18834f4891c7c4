package dev.sluice.policy;

import com.cedarpolicy.model.DetailedError;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns what Cedar says about a policy into a place in the file and what to write instead. */
final class CedarComplaint {
    private static final String COMPARE = "Compare it with the policies of the default bundle";
    private static final Pattern UNEXPECTED = Pattern.compile("unexpected token `(.+)`|invalid token");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`|: @?(\\w+)$");
    private static final Pattern WORD = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
    private static final Set<String> BETWEEN =
            Set.of("when", "unless", "if", "then", "else", "in", "has", "like", "is");

    /** A message of Cedar, and what an officer may do about it. */
    private record Hint(Pattern message, Function<MatchResult, String> instead) {}

    private static final List<Hint> HINTS = List.of(
            hint(
                    "unexpected token `(when|unless)`",
                    "Write forbid (principal, action == Action::\"send\", resource)" + " before $1"),
            hint(
                    "unexpected token `[})\\]]`",
                    "Write what belongs before it (an if needs then and else), or remove the &&, || or . that waits for"
                            + " it"),
            hint("unexpected token `(&&|\\|\\||[=!<>]=?)`", "Write $1 once, with something before and behind it"),
            hint("unexpected token `,`", "Write && for \"and\" or || for \"or\""),
            hint("unexpected token `:`|invalid token", "Write what must hold, with &&, || and ! and without ?"),
            hint("unexpected token `\".*`", "Write a name before it, as Kind::\"CLOSED_API\" or @id(\"…\")"),
            hint(
                    "unexpected token",
                    "Write && or || before it, or braces { } around what stands behind when and unless"),
            hint("unexpected end of input", "End each policy with a semicolon"),
            hint("invalid policy effect: (.*)", "Write permit or forbid, not $1"),
            hint("invalid policy condition: (.*)", "Write when { … } or unless { … }, not $1"),
            hint(
                    "where the variable `.*` must be used|expected an entity uid",
                    "Write (principal, action == Action::\"send\", resource)"),
            hint("duplicate annotation: @(.*)", "Keep one @$1, and end the policy above with a semicolon"),
            hint("too many occurrences of `(.)`", "Write $1 once"),
            hint("`(.*)` is not a valid function", "Write context. and a name of the schema, not $1(…)"),
            hint("invalid variable: ([A-Z_]+)$", "Write the word with its kind before it, as Kind::\"$1\""),
            hint("invalid member access `([A-Z]\\w*)\\.(\\w+)`", "Write $1::\"$2\""),
            hint("has no fields or methods|invalid variable", "Write context. and a name of the schema"),
            hint("integer (literal|parse)", "Write a smaller number, or none: the schema has yes, no and words only"),
            hint(
                    "requires level",
                    "Write context. and a name of the schema, compared with ==; nothing is known about principal and"
                            + " resource, and nothing is in anything"),
            hint("policy is impossible", "Remove the policy, or correct what contradicts itself: it can never apply"),
            hint(
                    "valid entity eids|types String and",
                    "Write the word with its kind before it, as Kind::\"CLOSED_API\""),
            hint(
                    "attribute `.*` on entity",
                    "Write context. and a name of the schema; nothing is known about principal"),
            hint("attribute `.*` in context", "Write a name of the schema behind context."),
            hint("unrecognized action|applicable action", "Write action == Action::\"send\""),
            hint("unrecognized entity type", "Write a kind of the schema, as Kind, Location or Detectors"),
            hint(
                    "expected Long|expected String",
                    "Compare words with == and != only, as context.purpose ==" + " Purpose::\"GENERAL\""),
            hint("but saw Bool", "End with the name itself: it is yes or no"),
            hint("expected Bool", "Write a name that is yes or no, or compare it with =="));

    private CedarComplaint() {}

    private static Hint hint(String message, String instead) {
        return new Hint(Pattern.compile(message), found -> {
            String filled = instead;
            for (int i = 1; i <= found.groupCount(); i++) {
                filled = filled.replace("$" + i, String.valueOf(found.group(i)));
            }
            return filled;
        });
    }

    /** About a policy that Cedar's parser refuses: it names a token, not its place. */
    static Problems.Malformed of(String file, CedarStatement statement, String message) {
        int line = UNEXPECTED
                .matcher(message)
                .results()
                .findFirst()
                .map(found ->
                        line(statement, Optional.ofNullable(found.group(1)).orElse("?")))
                .orElseGet(() -> lineOfWord(statement, message));
        return new Problems.Malformed(
                file, line, statement.id(), "Cedar cannot read this policy: " + message, instead(message));
    }

    /** What to write instead, from a message of the validator and its own advice. */
    static String instead(DetailedError error, Set<String> attributes) {
        String help = error.help.orElse("");
        String message = error.message;
        if (message.contains("is not declared as a valid eid")) {
            return "Write one of "
                    + help.replaceFirst("^valid entity eids: ", "").replace("\"", "")
                    + nearest(message, help)
                            .map(word -> ". Did you mean " + word + "?")
                            .orElse("");
        }
        if (message.contains("in context")) {
            String written = message.replaceFirst(".*attribute `([^`]*)`.*", "$1");
            return NearestWord.to(written, attributes)
                    .map(word -> "Write context." + word)
                    .orElse("Write one of " + String.join(", ", new TreeSet<>(attributes)) + " behind context.");
        }
        return instead(message);
    }

    /** The line that the validator means: it counts bytes of the policy's text in UTF-8. */
    static int line(PolicyRule rule, DetailedError error) {
        int offset = error.sourceLocations.isEmpty() ? 0 : error.sourceLocations.getFirst().start;
        int bytes = 0;
        int line = rule.line();
        for (int at = 0; at < rule.source().length() && bytes < offset; ) {
            int c = rule.source().codePointAt(at);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            at += Character.charCount(c);
            line += c == '\n' ? 1 : 0;
        }
        return line;
    }

    private static Optional<String> nearest(String message, String help) {
        String written = message.replaceFirst("(?s).*but `\"(.*)\"` is.*", "$1");
        List<String> known = WORD.matcher(help.replaceFirst("^valid entity eids: ", ""))
                .results()
                .map(MatchResult::group)
                .toList();
        return NearestWord.to(written, known);
    }

    private static String instead(String message) {
        for (Hint hint : HINTS) {
            Optional<MatchResult> found =
                    hint.message().matcher(message).results().findFirst();
            if (found.isPresent()) {
                return hint.instead().apply(found.get());
            }
        }
        return COMPARE;
    }

    /** The line of the first such token that cannot stand behind the one before it; else of the only one; else the first. */
    private static int line(CedarStatement statement, String unexpected) {
        List<CedarToken> tokens = statement.tokens();
        int found = 0;
        boolean condition = !unexpected.equals(",");
        for (int i = 0; i < tokens.size(); i++) {
            condition |= tokens.get(i).isAny("when", "unless");
            if (condition && tokens.get(i).text().equals(unexpected)) {
                if (i > 0 && !follows(tokens.get(i - 1), tokens.get(i))) {
                    return tokens.get(i).line();
                }
                found = found == 0 ? tokens.get(i).line() : -1;
            }
        }
        return found > 0 ? found : statement.line();
    }

    private static boolean follows(CedarToken before, CedarToken token) {
        boolean value =
                before.kind() == CedarToken.Kind.SIGN ? before.isAny(")", "]", "}") : !BETWEEN.contains(before.text());
        if (token.kind() != CedarToken.Kind.SIGN || token.isAny("!", "{", "(")) {
            return !value || BETWEEN.contains(token.text()) || token.isAny("(", "{") || before.is("}");
        }
        return value || token.isAny(")", "]", "}") && before.isAny("(", "[", "{") || token.isAny("@", "-", "[");
    }

    /** The line of the first word or text that a message quotes; else the policy's. */
    private static int lineOfWord(CedarStatement statement, String message) {
        List<String> quoted = QUOTED.matcher(message)
                .results()
                .map(found -> Optional.ofNullable(found.group(1)).orElseGet(() -> String.valueOf(found.group(2))))
                .toList();
        return statement.tokens().stream()
                .filter(token -> token.kind() != CedarToken.Kind.SIGN && quoted.contains(token.text()))
                .findFirst()
                .map(CedarToken::line)
                .orElse(statement.line());
    }
}
