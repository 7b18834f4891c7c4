package dev.sluice.app.command;

import dev.sluice.app.node.Node;
import dev.sluice.audit.Actor;
import dev.sluice.ingest.query.DocumentQueries;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.rerun.RerunStart;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** New attempts for documents that were processed before: one rerun plan for each batch that they were last worked on in. */
final class Again {
    private static final String REASON = "CLI-AGAIN";

    private final Node node;
    private final DocumentQueries documents;

    Again(Node node, DocumentQueries documents) {
        this.node = node;
        this.documents = documents;
    }

    /**
     * Freezes and starts the plans.
     *
     * @throws RefusedException if a document would newly go out; plans of other batches may have started
     */
    void start(Collection<UUID> chosen) {
        Map<UUID, Set<UUID>> byBatch = chosen.stream()
                .collect(Collectors.groupingBy(
                        document -> documents.attempts(document).getLast().batchId(), Collectors.toSet()));
        RerunPlans plans = node.ingest().reruns();
        byBatch.forEach((batch, members) -> {
            RerunPlan plan = plans.freezeDocuments(batch, members, REASON, Actor.localUser());
            if (plans.start(plan.planId(), Actor.localUser()) instanceof RerunStart.Refused refused) {
                throw new RefusedException(refused.plan().newlyOut() + " documents would newly go out; plan "
                        + plan.planId() + " is kept and was not started: another person approves it with sluice rerun "
                        + "approve, then sluice rerun start runs it");
            }
        });
    }
}
