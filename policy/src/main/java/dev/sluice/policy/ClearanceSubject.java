package dev.sluice.policy;

import java.util.Optional;
import java.util.UUID;

/**
 * What a clearance is for. Digests are lower-case hex.
 *
 * @param textDigest HMAC of the canonical text under the document's salt
 * @param renditionDigest HMAC of the rendition that is sent instead of the text, if one is
 * @param classificationDigest digest of the stored classification
 * @param templateDigest see {@link PromptTemplate#digest()}
 * @param operation the task, in lower-case letters, digits and hyphens
 */
public record ClearanceSubject(
        UUID documentId,
        int attempt,
        String textDigest,
        Optional<String> renditionDigest,
        String classificationDigest,
        String templateDigest,
        String operation) {
    public ClearanceSubject {
        if (attempt < 1) {
            throw new IllegalArgumentException("expected an attempt from 1, found " + attempt);
        }
        requireDigest(textDigest, "text digest");
        renditionDigest.ifPresent(digest -> requireDigest(digest, "rendition digest"));
        requireDigest(classificationDigest, "classification digest");
        requireDigest(templateDigest, "template digest");
        if (!operation.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("expected an operation of lower-case letters, digits and hyphens");
        }
    }

    private static void requireDigest(String digest, String what) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected the " + what + " as 64 lower-case hex digits");
        }
    }
}
