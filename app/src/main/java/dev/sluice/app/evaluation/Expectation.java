package dev.sluice.app.evaluation;

/** What must happen to a labelled document; where its labels say two things, the first of these holds. */
enum Expectation {
    /** It holds an identifier: cleared is a leak. */
    SENSITIVE,
    /** What happens is a policy's choice: counted, and neither right nor wrong. */
    APART,
    /** It is ordinary: held is over-blocked. */
    CLEAN
}
