package dev.sluice.policy;

import java.time.LocalDate;
import java.util.Set;

/**
 * One written promise of an endpoint's operator, for some of its operations and between two dates (UTC, both inclusive).
 *
 * @param document SHA-256 of the document that holds the promise, lower-case hex
 */
public record Attestation(
        AttestationKind kind, Set<String> operations, String document, LocalDate validFrom, LocalDate validUntil) {
    public Attestation {
        operations = Set.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("an attestation is for at least one operation");
        }
        if (!document.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected the document's SHA-256 as 64 lower-case hex digits");
        }
        if (validUntil.isBefore(validFrom)) {
            throw new IllegalArgumentException("expected validUntil on or after validFrom");
        }
    }

    /** Whether the promise holds for an operation on a day. */
    public boolean holds(String operation, LocalDate day) {
        return operations.contains(operation) && !day.isBefore(validFrom) && !day.isAfter(validUntil);
    }
}
