package dev.sluice.inference;

import dev.sluice.policy.Clearance;
import dev.sluice.policy.Pool;
import dev.sluice.policy.StoredContext;
import java.util.Optional;

/** Whether what a clearance was given for is still so: of the document as it is stored now, without deciding anew. */
final class Freshness {
    private final Pool pool;
    private final String detectors;

    /** @param detectors those of this process */
    Freshness(Pool pool, String detectors) {
        this.pool = pool;
        this.detectors = detectors;
    }

    /** Why nothing is to be done with a document any more, or for now. */
    Optional<Refusal> ofDocument(StoredContext stored) {
        if (stored.erased()) {
            return Optional.of(Refusal.erased());
        }
        return stored.held() ? Optional.of(Refusal.waiting("DOCUMENT_HELD")) : Optional.empty();
    }

    /** What has changed since a clearance was given. */
    Optional<Refusal> ofClearance(Clearance clearance, StoredContext stored) {
        if (!clearance.operation().equals(stored.context().task())) {
            return Optional.of(Refusal.waiting("TASK_CHANGED"));
        }
        if (!stored.classificationDigest().equals(Optional.of(clearance.classificationDigest()))) {
            return Optional.of(Refusal.waiting("CLASSIFICATION_CHANGED"));
        }
        // What other rules and detectors cleared goes out when these have looked at it, too.
        if (pool == Pool.EXTERNAL && !stored.detectors().equals(Optional.of(detectors))) {
            return Optional.of(Refusal.waiting("DETECTORS_CHANGED"));
        }
        if (!stored.textDigest().equals(Optional.of(clearance.textDigest()))) {
            return Optional.of(Refusal.failed("TEXT_DIGEST_MISMATCH"));
        }
        return clearance.renditionDigest().isPresent()
                ? Optional.of(Refusal.failed("RENDITION_NOT_SUPPORTED"))
                : Optional.empty();
    }
}
