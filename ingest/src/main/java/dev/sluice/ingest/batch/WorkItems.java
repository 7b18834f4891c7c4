package dev.sluice.ingest.batch;

import dev.sluice.db.Compartment;
import dev.sluice.db.ContentKind;
import dev.sluice.db.ContentStore;
import dev.sluice.db.OutboxMessage;
import dev.sluice.db.WorkItem;
import dev.sluice.ingest.IngestException;
import dev.sluice.policy.ClearanceSigner;
import dev.sluice.policy.ClearanceSubject;
import dev.sluice.policy.Decision;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Pool;
import java.util.Optional;
import java.util.UUID;

/** Makes work items: a signed clearance, and for the external pool a copy of the cleared text under its own key. */
final class WorkItems {
    private final ContentStore contents;
    private final ClearanceSigner signer;
    private final PolicyEngine policy;

    WorkItems(ContentStore contents, ClearanceSigner signer, PolicyEngine policy) {
        this.contents = contents;
        this.signer = signer;
        this.policy = policy;
    }

    /** Why no work item can be made of a decision that has endpoints: the bundle has no template for the task. */
    Optional<String> refusal(Decision decision, String task) {
        if (decision.endpoints().isEmpty()) {
            return Optional.empty();
        }
        try {
            policy.bundle().template(task);
            return Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.of("TASK_UNKNOWN");
        }
    }

    /** In the transaction that saves the decision. Digests are lower-case hex. */
    OutboxMessage seal(
            UUID documentId,
            int attempt,
            String task,
            Decision decision,
            String textDigest,
            String classificationDigest) {
        Pool pool = decision.pool().orElseThrow();
        if (goesOutside(decision)) {
            copyForExternal(documentId, attempt);
        }
        String clearance = signer.sign(
                decision,
                new ClearanceSubject(
                        documentId,
                        attempt,
                        textDigest,
                        Optional.empty(),
                        classificationDigest,
                        policy.bundle().template(task).digest(),
                        task));
        return new WorkItem(documentId, attempt, decision.id(), pool.name(), clearance).toMessage();
    }

    static boolean goesOutside(Decision decision) {
        return decision.pool().filter(pool -> pool == Pool.EXTERNAL).isPresent();
    }

    /** Destroys what the external pool can read of a document: in the transaction of a decision that it has no part in. */
    void withdraw(UUID documentId) {
        contents.destroyKey(Compartment.CLEARED, documentId);
    }

    private void copyForExternal(UUID documentId, int attempt) {
        contents.createKey(Compartment.CLEARED, documentId);
        copyParameters(documentId);
        if (contents.get(Compartment.CLEARED, documentId, ContentKind.TEXT, attempt)
                .isPresent()) {
            return;
        }
        byte[] text = contents.get(Compartment.RESTRICTED, documentId, ContentKind.TEXT, attempt)
                .orElseThrow(() -> new IngestException("the text of document " + documentId + ", attempt " + attempt
                        + ", is not stored, so it cannot be cleared"));
        contents.put(Compartment.CLEARED, documentId, ContentKind.TEXT, attempt, text);
    }

    /** The task's parameters were classified with the text, and the task is not the same without them. */
    private void copyParameters(UUID documentId) {
        if (contents.get(Compartment.CLEARED, documentId, ContentKind.TASK, 0).isEmpty()) {
            contents.get(Compartment.RESTRICTED, documentId, ContentKind.TASK, 0)
                    .ifPresent(parameters ->
                            contents.put(Compartment.CLEARED, documentId, ContentKind.TASK, 0, parameters));
        }
    }
}
