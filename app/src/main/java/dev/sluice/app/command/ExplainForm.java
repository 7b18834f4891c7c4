package dev.sluice.app.command;

/** How {@code --explain} is written. */
enum ExplainForm {
    /** Within the JSON line of the document. */
    JSON,
    /** As sentences, in place of the JSON line. */
    TEXT
}
