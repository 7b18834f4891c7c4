package dev.sluice.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits a {@code *.cedar} file into its policies, and refuses what the native parser must not see (see
 * {@link TextLimits}) or can only complain about without naming a line: brackets and policies that do not end.
 */
final class CedarStatements {
    private static final String[] LOGIC = {"and", "or", "not", "AND", "OR", "NOT"};
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String file;
    private final String text;
    private final List<CedarStatement> statements = new ArrayList<>();
    private final List<CedarToken> current = new ArrayList<>();
    private final Deque<CedarToken> open = new ArrayDeque<>();
    private boolean effect;
    private int conditions;
    private int operators;
    private int members;

    private CedarStatements(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The policies of a file in their order. Their texts can be given to the native parser. */
    static List<CedarStatement> of(String file, String text) {
        CedarStatements reader = new CedarStatements(file, text);
        CedarLexer.read(file, text, reader::take);
        if (!reader.current.isEmpty()) {
            throw reader.unended(reader.current.getLast());
        }
        return reader.statements;
    }

    private void take(CedarToken token) {
        if (open.isEmpty() && effect && begins(token)) {
            throw unended(current.getLast());
        }
        current.add(token);
        if (current.size() > TextLimits.TOKENS
                || token.end() - current.getFirst().start() > TextLimits.POLICY_LENGTH) {
            throw refused(
                    current.getFirst(),
                    "this policy is longer than " + TextLimits.POLICY_LENGTH + " characters or " + TextLimits.TOKENS
                            + " words and signs",
                    "Write it as several policies, each with an @id of its own");
        }
        brackets(token);
        count(token);
        effect |= open.isEmpty() && token.isAny("permit", "forbid");
        if (token.is(";")) {
            end();
        }
    }

    /** Whether a token can only be the beginning of the next policy. */
    private static boolean begins(CedarToken token) {
        return token.isAny("@", "permit", "forbid");
    }

    private void brackets(CedarToken token) {
        if (token.kind() != CedarToken.Kind.SIGN) {
            return;
        }
        if (token.text().length() == 1 && OPENING.contains(token.text())) {
            open.push(token);
        } else if (token.text().length() == 1 && CLOSING.contains(token.text())) {
            CedarToken opened = open.peek();
            if (opened == null) {
                throw refused(token, "this " + token.text() + " closes nothing", "Remove it, or write what it closes");
            }
            if (OPENING.indexOf(opened.text()) != CLOSING.indexOf(token.text())) {
                throw unclosed(opened, "found " + token.text() + " in line " + token.line());
            }
            open.pop();
        } else if (token.is(";") && !open.isEmpty()) {
            throw unclosed(open.getFirst(), "the policy ends in line " + token.line());
        }
    }

    private void count(CedarToken token) {
        if (token.isAny(LOGIC) && !before(token).isAny(".", "@", "::")) {
            throw refused(token, "found \"" + token.text() + "\"", "Write && for and, || for or, ! for not");
        }
        if (token.is("=")) {
            throw refused(token, "found a single =", "Write == for \"is\", and != for \"is not\"");
        }
        conditions += token.is("if") ? 1 : 0;
        operators += token.isAny("&&", "||", "+", "-", "*", "!", "==", "!=", "<", "<=", ">", ">=", "in", "has", "like")
                ? 1
                : 0;
        if (token.isAny(".", "::", "[")) {
            members++;
        } else if (token.kind() == CedarToken.Kind.SIGN
                ? !token.isAny("(", ")", "]")
                : !before(token).isAny(".", "::", "(", "[")) {
            members = 0;
        }
        if (open.size() + conditions > TextLimits.NESTING) {
            throw refused(
                    token,
                    "more than " + TextLimits.NESTING + " brackets inside one another, each \"if\" counted as one",
                    "Remove brackets, or write two policies");
        }
        if (operators > TextLimits.OPERATORS) {
            throw refused(
                    token,
                    "more than " + TextLimits.OPERATORS + " of &&, ||, ! and comparisons in one policy",
                    "Write it as several policies: a document is held back by any one of them");
        }
        if (members > TextLimits.MEMBERS) {
            throw refused(
                    token,
                    "more than " + TextLimits.MEMBERS + " names joined by . or ::",
                    "Write context. and one name of the schema");
        }
    }

    private CedarToken before(CedarToken token) {
        return current.size() < 2 ? token : current.get(current.size() - 2);
    }

    private void end() {
        CedarToken first = current.getFirst();
        statements.add(new CedarStatement(
                CedarStatement.idIn(current.subList(0, current.size() - 1)),
                text.substring(first.start(), current.getLast().end()),
                first.line(),
                current));
        if (statements.size() > TextLimits.POLICIES) {
            throw refused(first, "more than " + TextLimits.POLICIES + " policies", "Leave out those without effect");
        }
        current.clear();
        effect = false;
        conditions = 0;
        operators = 0;
        members = 0;
    }

    private Problems.Malformed unended(CedarToken last) {
        CedarToken opened = open.peek();
        return opened == null
                ? refused(last, "this policy does not end", "End each policy with a semicolon")
                : unclosed(opened, "the file ends in line " + last.line());
    }

    private Problems.Malformed unclosed(CedarToken opened, String found) {
        char close = CLOSING.charAt(OPENING.indexOf(opened.text()));
        return refused(
                opened, "this " + opened.text() + " is not closed; " + found, "Write " + close + " where it ends");
    }

    private Problems.Malformed refused(CedarToken at, String message, String instead) {
        return new Problems.Malformed(file, at.line(), CedarStatement.idIn(current), message, instead);
    }
}
