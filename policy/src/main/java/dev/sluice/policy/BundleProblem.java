package dev.sluice.policy;

import java.util.Optional;

/**
 * One thing that is wrong with a bundle.
 *
 * @param file path inside the bundle
 * @param line from 1; 0 where no line can be named
 * @param policy the id of the policy that it is about
 * @param message what was expected and found
 * @param instead what to write instead
 */
public record BundleProblem(String file, int line, Optional<String> policy, String message, String instead) {
    private static final int LONGEST = 500;

    /** What it quotes of a file is one line of visible characters. */
    public BundleProblem {
        file = visible(file);
        policy = policy.map(BundleProblem::visible);
        message = visible(message);
        instead = visible(instead);
    }

    static BundleProblem of(String file, int line, String policy, String message, String instead) {
        return new BundleProblem(
                file, line, policy.isBlank() ? Optional.empty() : Optional.of(policy), message, instead);
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> c == '\n' || c == '\t' ? ' ' : TextLimits.isHidden(c) ? '?' : c)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST
                ? shown.append('…').toString()
                : shown.toString();
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": "
                + policy.filter(id -> !message.contains("\"" + id + "\""))
                        .map(id -> "policy \"" + id + "\": ")
                        .orElse("")
                + message + (instead.isBlank() ? "" : ". " + instead);
    }
}
