package dev.sluice.app.command;

/** Exit codes of the command line; a script may rely on them. */
final class ExitCode {
    /** All documents ended, withheld ones included. */
    static final int OK = 0;
    /** A document failed or did not end, output could not be written, or an evaluation is worse than what it is held to. */
    static final int FAILED = 1;
    /** The command was not understood; or a line of a corpus cannot be used. */
    static final int USAGE = 2;
    /** Refused by policy. */
    static final int REFUSED = 3;
    /** The audit log is not intact. */
    static final int AUDIT_NOT_INTACT = 4;
    /** A service that is needed is missing or cannot be started. */
    static final int SERVICE_MISSING = 5;
    /** Interrupted; the next run goes on where this one stopped. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
