package dev.sluice.app.command;

import dev.sluice.ingest.rerun.RerunChange;
import dev.sluice.ingest.rerun.RerunItem;
import dev.sluice.ingest.rerun.RerunPlan;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Rerun plans as rows and as the lines about them. */
final class RerunRows {
    private RerunRows() {}

    static SequencedMap<String, Object> row(RerunPlan plan) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("plan", plan.planId().toString());
        row.put("state", plan.state());
        row.put("documents", plan.items());
        row.put("newlyOut", plan.newlyOut());
        row.put("leftOut", plan.leftOut());
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
        if (plan.leftOut() > 0) {
            err.printf(
                    "%d more were decided by another bundle and are left out; a node with that bundle plans them%n",
                    plan.leftOut());
        }
        if (plan.newlyOut() > 0) {
            err.printf("%d would newly go out%n", plan.newlyOut());
        }
        if (plan.state().equals("FROZEN") && plan.needsApproval()) {
            err.println(plan.approvedBy()
                    .map(person -> "approved by " + person)
                    .orElse("another person than " + plan.requestedBy() + " must approve it: sluice rerun approve "
                            + plan.planId() + " --reason CODE"));
        }
    }
}
