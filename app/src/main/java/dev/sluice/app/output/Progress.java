package dev.sluice.app.output;

import java.io.PrintStream;

/**
 * A single line of progress on standard error, rewritten in place on a terminal and printed at most every few seconds
 * elsewhere. Thread-safe.
 */
public final class Progress {
    private static final long QUIET_MILLIS = 5_000;

    private final PrintStream err;
    private final boolean terminal;
    private String shown = "";
    private long lastPrinted;

    /** Progress on {@code err}; rewriting lines only where a person watches. */
    public Progress(PrintStream err) {
        this.err = err;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    /** Shows {@code line} as the present state. */
    public synchronized void show(String line) {
        if (line.equals(shown)) {
            return;
        }
        if (terminal) {
            err.print("\r\u001b[2K" + line);
            err.flush();
            shown = line;
            return;
        }
        long now = System.currentTimeMillis();
        if (now - lastPrinted >= QUIET_MILLIS) {
            err.println(line);
            lastPrinted = now;
            shown = line;
        }
    }

    /** Prints {@code line} and keeps it, above whatever progress comes next. */
    public synchronized void say(String line) {
        clear();
        err.println(line);
    }

    /** Removes the progress line from a terminal. */
    public synchronized void clear() {
        if (terminal && !shown.isEmpty()) {
            err.print("\r\u001b[2K");
            err.flush();
        }
        shown = "";
    }
}
