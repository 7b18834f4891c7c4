package dev.sluice.ingest.rerun;

import java.util.Optional;

/**
 * Documents of a plan that fared alike.
 *
 * @param failureClass the class of the reason for which they were run again; NONE where there was none
 * @param before the route that they had; NONE where nothing was decided
 * @param planned the route that was foreseen when the list was frozen
 * @param after the route of the new attempt's newest decision, if there is one
 * @param state the new attempt's state, if there is one
 * @param reason its reason
 * @param documents how many
 */
public record RerunChange(
        String failureClass,
        String before,
        String planned,
        Optional<String> after,
        Optional<String> state,
        Optional<String> reason,
        int documents) {}
