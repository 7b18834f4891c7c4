package dev.sluice.audit;

import dev.sluice.audit.VerificationReport.Problem;
import dev.sluice.audit.VerificationReport.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, keeping the first of them. */
final class Problems {
    private static final int MOST = 100;

    private final List<Problem> first = new ArrayList<>();
    private long count;

    void add(ProblemKind kind, String message) {
        add(kind, null, null, message);
    }

    void add(ProblemKind kind, @Nullable Long leaf, @Nullable UUID eventId, String message) {
        count++;
        if (first.size() < MOST) {
            first.add(new Problem(kind, leaf, eventId, message));
        }
    }

    List<Problem> first() {
        return first;
    }

    long count() {
        return count;
    }
}
