package dev.sluice.classifier.custom;

import dev.sluice.classifier.custom.PatternNode.Choice;
import dev.sluice.classifier.custom.PatternNode.Repeat;
import dev.sluice.classifier.custom.PatternNode.Sequence;
import dev.sluice.classifier.custom.PatternNode.Unit;
import dev.sluice.classifier.pattern.NormalText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads the pattern language: literals, classes, {@code \d \w \s}, groups, alternation, {@code ?} and counted repeats.
 * What is written means what it means in {@link java.util.regex.Pattern}; what has no bound, looks around or refers back
 * is refused with what to write instead.
 */
final class PatternReader {
    private static final int LONGEST_PATTERN = 500;
    private static final int DEEPEST = 16;
    private static final int MOST_REPEATS = 128;

    private final String pattern;
    private final boolean anyCase;
    private int at;
    private int depth;

    private PatternReader(String pattern, boolean anyCase) {
        this.pattern = pattern;
        this.anyCase = anyCase;
    }

    /**
     * Reads a pattern.
     *
     * @param anyCase whether it is to be compared with text in lower case without accents
     * @throws RefusedRuleException if it is not of the language
     */
    static PatternNode read(String pattern, boolean anyCase) {
        if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
            throw new RefusedRuleException(
                    "the pattern has " + pattern.length() + " characters", "Write 1 to " + LONGEST_PATTERN);
        }
        PatternReader reader = new PatternReader(pattern, anyCase);
        PatternNode node = reader.choice();
        if (reader.at < pattern.length()) {
            throw reader.refused("a \")\" without its \"(\"", "Remove it, or write \\) for the sign itself");
        }
        return node;
    }

    private PatternNode choice() {
        List<PatternNode> alternatives = new ArrayList<>();
        alternatives.add(sequence());
        while (peek() == '|') {
            at++;
            alternatives.add(sequence());
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new Choice(alternatives);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (at < pattern.length() && peek() != '|' && peek() != ')') {
            parts.add(repeated(atom()));
        }
        return new Sequence(parts);
    }

    private PatternNode repeated(PatternNode node) {
        char c = peek();
        PatternNode repeat = node;
        if (c == '?') {
            at++;
            repeat = new Repeat(node, 0, 1);
        } else if (c == '{') {
            repeat = counted(node);
        } else if (c == '*' || c == '+') {
            throw refused(
                    "\"" + c + "\" has no bound", "Write a counted repeat such as {" + (c == '+' ? 1 : 0) + ",20}");
        }
        if (repeat != node && (peek() == '?' || peek() == '+' || peek() == '{' || peek() == '*')) {
            throw refused("a repeat of a repeat", "Put the first one into brackets: (x{2}){3}; there are no lazy ones");
        }
        return repeat;
    }

    private PatternNode counted(PatternNode node) {
        int close = pattern.indexOf('}', at);
        String counts = close < 0 ? "" : pattern.substring(at + 1, close);
        if (counts.matches("\\d{1,3},")) {
            throw refused("\"{" + counts + "}\" has no bound", "Write one, such as {" + counts + "20}");
        }
        if (!counts.matches("\\d{1,3}(,\\d{1,3})?")) {
            throw refused("a \"{\" that counts nothing", "Write {3} or {2,5}, or \\{ for the sign itself");
        }
        int comma = counts.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? counts : counts.substring(0, comma));
        int most = comma < 0 ? least : Integer.parseInt(counts.substring(comma + 1));
        if (most < least || most == 0 || most > MOST_REPEATS) {
            throw refused("the repeat {" + counts + "}", "Write the smaller count first, at most " + MOST_REPEATS);
        }
        at = close + 1;
        return new Repeat(node, least, most);
    }

    private PatternNode atom() {
        char c = pattern.charAt(at);
        switch (c) {
            case '(':
                return group();
            case '[':
                return new Unit(folded(characterClass()));
            case '\\':
                return new Unit(folded(escape()));
            case '.':
                throw refused(
                        "\".\" stands for anything", "Write a class such as [A-Z0-9-], or \\. for the sign itself");
            case '^', '$':
                throw refused(
                        "\"" + c + "\" is not needed: a match begins and ends at the border of a word",
                        "Remove it, or write \\" + c + " for the sign itself");
            case '?', '*', '+', '{', '}', ']':
                throw refused(
                        "a \"" + c + "\" that repeats or closes nothing", "Write \\" + c + " for the sign itself");
            default:
                at++;
                return new Unit(folded(literal(c)));
        }
    }

    private PatternNode group() {
        if (pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at)) {
            throw refused(
                    "\"(?\" looks around, names or sets something",
                    "Name words that must stand near in \"context\", and set \"case\" for upper and lower case");
        }
        if (++depth > DEEPEST) {
            throw refused("brackets deeper than " + DEEPEST, "Write it flatter");
        }
        at += pattern.startsWith("(?:", at) ? 3 : 1;
        PatternNode inner = choice();
        if (peek() != ')') {
            throw refused("a \"(\" without its \")\"", "Close it, or write \\( for the sign itself");
        }
        at++;
        depth--;
        return inner;
    }

    private BitSet characterClass() {
        int open = at++;
        boolean negated = peek() == '^';
        at += negated ? 1 : 0;
        BitSet units = new BitSet();
        while (peek() != ']') {
            if (at >= pattern.length() || peek() == '[' || peek() == '&') {
                at = at >= pattern.length() ? open : at;
                throw refused(
                        "a class that is not closed or holds another",
                        "Write [A-Z0-9], with \\[ and \\& for the signs");
            }
            BitSet first = peek() == '\\' ? escape() : literal(pattern.charAt(at++));
            if (peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
                at++;
                BitSet last = peek() == '\\' ? escape() : literal(pattern.charAt(at++));
                range(units, first, last);
            } else {
                units.or(first);
            }
        }
        at++;
        if (units.isEmpty()) {
            throw refused("an empty class", "Write the characters that may stand there");
        }
        if (negated) {
            units = anyCase ? folded(units) : units;
            units.flip(0, Character.MAX_VALUE + 1);
            units.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
        }
        return units;
    }

    private void range(BitSet units, BitSet first, BitSet last) {
        int from = first.nextSetBit(0);
        int to = last.nextSetBit(0);
        if (first.cardinality() != 1 || last.cardinality() != 1 || to < from) {
            throw refused(
                    "a range that does not go upwards", "Write the smaller character first, \\- for the sign itself");
        }
        units.set(from, to + 1);
        units.clear(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
    }

    private BitSet escape() {
        if (at + 1 >= pattern.length()) {
            throw refused("a \"\\\" at the end", "Write \\\\ for the sign itself");
        }
        char c = pattern.charAt(at + 1);
        BitSet units = new BitSet();
        switch (c) {
            case 'd' -> units.set('0', '9' + 1);
            case 'w' -> {
                units.set('0', '9' + 1);
                units.set('A', 'Z' + 1);
                units.set('a', 'z' + 1);
                units.set('_');
            }
            case 's' -> {
                units.set('\t', '\r' + 1);
                units.set(' ');
            }
            default -> {
                if (c >= '1' && c <= '9') {
                    throw refused("\"\\" + c + "\" refers back", "Write out what may stand there");
                }
                if (Character.isLetterOrDigit(c) || c > 0x7E || c < ' ') {
                    throw refused("\"\\" + c + "\" is not known", "Write \\d, \\w, \\s, or the characters in a class");
                }
                units.set(c);
            }
        }
        at += 2;
        return units;
    }

    /** A sign that detectors never see as it is written could never match: that would be a rule that is silently idle. */
    private BitSet literal(char c) {
        if (Character.isSurrogate(c)) {
            throw refused("a character beyond U+FFFF", "Put it into a dictionary");
        }
        NormalText seen = NormalText.of("x" + c, 0, 2);
        if (seen.length() != 2 || seen.units()[1] != c) {
            throw refused(
                    "a character that is read as another one",
                    seen.length() == 2
                            ? "Write \"" + seen.units()[1] + "\", which stands for all of its kind"
                            : "Remove it");
        }
        BitSet units = new BitSet();
        units.set(c);
        return units;
    }

    private BitSet folded(BitSet units) {
        if (!anyCase) {
            return units;
        }
        BitSet folded = new BitSet();
        units.stream().forEach(unit -> folded.set(NormalText.fold((char) unit)));
        return folded;
    }

    private char peek() {
        return at < pattern.length() ? pattern.charAt(at) : 0;
    }

    private RefusedRuleException refused(String what, String instead) {
        return new RefusedRuleException("pattern, character " + (at + 1) + ": " + what, instead);
    }
}
