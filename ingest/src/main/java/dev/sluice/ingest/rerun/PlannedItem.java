package dev.sluice.ingest.rerun;

import java.util.Comparator;
import java.util.List;

/** A document of a list, and what would become of it. */
record PlannedItem(PlanList.Chosen chosen, String newRoute) {
    private static final String OUTSIDE = "EXTERNAL";
    private static final String NO_REASON = "NONE";

    /** What would newly go outside comes first, then what needs a person, then the rest, each in the order of ids. */
    static final Comparator<PlannedItem> ORDER = Comparator.comparing((PlannedItem item) -> !item.newlyOut())
            .thenComparing(PlannedItem::failureClass)
            .thenComparing(item -> item.chosen().documentId());

    boolean newlyOut() {
        return newRoute.equals(OUTSIDE) && !OUTSIDE.equals(chosen.oldRoute());
    }

    /** The class of the reason for which the document is where it is. */
    String failureClass() {
        String reason = chosen.reason();
        return reason == null || reason.isEmpty() || chosen.state().equals("COMPLETED")
                ? NO_REASON
                : FailureClass.of(reason).name();
    }

    /** The list as the database digests it: document, attempt, old and new route. */
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
                    .append('\n');
        }
        return list.toString();
    }
}
