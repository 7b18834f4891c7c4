package dev.sluice.policy.proof;

/**
 * Something in a bundle that the proof cannot follow.
 *
 * @param policy id of the policy; empty where it is none of them
 * @param file path inside the bundle
 * @param line from 1; 0 where no line can be named
 * @param message what it is
 * @param instead what to write instead
 */
public record NotFollowed(String policy, String file, int line, String message, String instead) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (policy.isEmpty() ? "" : " (" + policy + ")") + ": " + message
                + ". " + instead;
    }
}
