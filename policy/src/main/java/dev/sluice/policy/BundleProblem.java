package dev.sluice.policy;

/**
 * One thing that is wrong with a bundle.
 *
 * @param file path inside the bundle
 * @param line from 1; 0 where no line can be named
 * @param message what was expected and found
 * @param instead what to write instead
 */
public record BundleProblem(String file, int line, String message, String instead) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + message + (instead.isBlank() ? "" : ". " + instead);
    }
}
