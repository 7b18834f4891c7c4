package dev.sluice.app.command;

import dev.sluice.ingest.rerun.RerunChange;
import dev.sluice.ingest.rerun.RerunItem;
import dev.sluice.ingest.rerun.RerunPlan;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Rerun plans as rows and as the lines about them. */
final class RerunRows {
    private static final Map<String, String> LEFT_OUT = Map.of(
            "ANOTHER_BUNDLE",
            "another bundle decided about them, and a node with that bundle plans them",
            "IN_REVIEW",
            "a person decides about them first, see sluice review list",
            "REJECTED",
            "a person rejected them; who wants them done publishes them anew");

    private RerunRows() {}

    static SequencedMap<String, Object> row(RerunPlan plan) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("plan", plan.planId().toString());
        row.put("state", plan.state());
        row.put("documents", plan.items());
        row.put("newlyOut", plan.newlyOut());
        row.put("leftOut", plan.leftOut());
        row.put("endpoints", plan.endpoints());
        row.put("needsApproval", plan.needsApproval());
        row.put("requestedBy", plan.requestedBy());
        row.put("approvedBy", plan.approvedBy().orElse(null));
        row.put("reason", plan.reason().orElse(null));
        row.put("policy", plan.policy().name());
        row.put("bundle", plan.bundle().orElse(null));
        row.put("rate", plan.rate().orElse(null));
        row.put("frozen", plan.frozenAt().toString());
        row.put("classes", plan.classes());
        return row;
    }

    static SequencedMap<String, Object> row(RerunChange change) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("documents", change.documents());
        addChange(row, change);
        return row;
    }

    static SequencedMap<String, Object> row(RerunItem item) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("documentId", item.documentId().toString());
        row.put("fromAttempt", item.fromAttempt());
        addChange(row, item.change());
        return row;
    }

    private static void addChange(SequencedMap<String, Object> row, RerunChange change) {
        row.put("class", change.failureClass());
        row.put("before", change.before());
        row.put("planned", change.planned());
        row.put("after", change.after().orElse(null));
        row.put("state", change.state().orElse(null));
        row.put("reason", change.reason().orElse(null));
    }

    /** What a person has to know before anything is started. */
    static void tell(RerunPlan plan, PrintStream err) {
        err.printf(
                "plan %s: %d documents, %s, list digest %s%n",
                plan.planId(), plan.items(), plan.state(), plan.listDigest());
        plan.leftOut()
                .forEach((why, documents) ->
                        err.printf("%d more are left out, %s: %s%n", documents, why, LEFT_OUT.getOrDefault(why, "")));
        if (plan.newlyOut() > 0) {
            err.printf("%d would newly go out%n", plan.newlyOut());
            plan.endpoints().forEach(endpoint -> err.println("  to " + endpoint.replace('=', ' ')));
        }
        if (plan.state().equals("FROZEN") && plan.needsApproval()) {
            err.println(plan.approvedBy()
                    .map(person -> "approved by " + person)
                    .orElse("another person than " + plan.requestedBy() + " must approve it: sluice rerun approve "
                            + plan.planId() + " --reason CODE"));
        }
    }
}
