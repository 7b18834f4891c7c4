package dev.sluice.ingest.rerun;

import java.util.Comparator;
import java.util.List;

/**
 * A document of a list, and what would become of it.
 *
 * @param endpoints who outside would newly get it
 */
record PlannedItem(PlanList.Chosen chosen, String newRoute, List<String> endpoints) {
    private static final String OUTSIDE = "EXTERNAL";
    private static final String NO_REASON = "NONE";

    /** What would newly go outside comes first, then what needs a person, then the rest, each in the order of ids. */
    static final Comparator<PlannedItem> ORDER = Comparator.comparing((PlannedItem item) -> !item.newlyOut())
            .thenComparing(PlannedItem::failureClass)
            .thenComparing(item -> item.chosen().documentId());

    /** Of a document that was out before it is not told where it goes: that needs nobody's approval. */
    static PlannedItem of(PlanList.Chosen chosen, Foreseen foreseen) {
        boolean newlyOut = isNewlyOut(chosen, foreseen.route());
        return new PlannedItem(chosen, foreseen.route(), newlyOut ? foreseen.endpoints() : List.of());
    }

    boolean newlyOut() {
        return isNewlyOut(chosen, newRoute);
    }

    private static boolean isNewlyOut(PlanList.Chosen chosen, String newRoute) {
        return newRoute.equals(OUTSIDE) && !OUTSIDE.equals(chosen.oldRoute());
    }

    /** The class of the reason for which the document is where it is. */
    String failureClass() {
        String reason = chosen.reason();
        return reason == null || reason.isEmpty() || chosen.state().equals("COMPLETED")
                ? NO_REASON
                : FailureClass.of(reason).name();
    }

    /** The list as the database digests it: document, attempt, old and new route, and who would newly get it. */
    static String list(List<PlannedItem> items) {
        StringBuilder list = new StringBuilder();
        for (PlannedItem item : items) {
            String old = item.chosen().oldRoute();
            list.append(item.chosen().documentId())
                    .append(' ')
                    .append(item.chosen().attempt())
                    .append(' ')
                    .append(old == null ? NO_REASON : old)
                    .append(' ')
                    .append(item.newRoute())
                    .append(item.endpoints().isEmpty() ? "" : " " + String.join(",", item.endpoints()))
                    .append('\n');
        }
        return list.toString();
    }
}
