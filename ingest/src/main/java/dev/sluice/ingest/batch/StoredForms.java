package dev.sluice.ingest.batch;

import dev.sluice.classifier.Classification;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.LocatedFinding;
import dev.sluice.ingest.extract.Coverage;
import dev.sluice.ingest.extract.CoveragePart;
import dev.sluice.ingest.extract.PartKind;
import dev.sluice.ingest.extract.PartState;
import dev.sluice.ingest.extract.UnreadReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How coverage and findings are stored: types, places and offsets in code points, never a value. */
final class StoredForms {
    private static final JsonMapper JSON = JsonMapper.shared();

    private StoredForms() {}

    /** @param kills child processes that the document ended; said of the document itself, where there were any */
    static String coverage(Coverage coverage, int kills) {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (CoveragePart part : coverage.parts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("path", part.path());
            one.put("kind", part.kind().name());
            one.put("state", part.state().name());
            if (part.reason() != null) {
                one.put("reason", part.reason().name());
            }
            if (kills > 0 && part.reason() != null && part.path().isEmpty()) {
                one.put("kills", kills);
            }
            parts.add(one);
        }
        return JSON.writeValueAsString(parts);
    }

    /** A coverage as it was stored. */
    static Coverage coverage(String stored) {
        List<CoveragePart> parts = new ArrayList<>();
        for (JsonNode part : JSON.readTree(stored)) {
            parts.add(new CoveragePart(
                    part.get("path").asString(),
                    PartKind.valueOf(part.get("kind").asString()),
                    PartState.valueOf(part.get("state").asString()),
                    part.has("reason") ? UnreadReason.valueOf(part.get("reason").asString()) : null));
        }
        return new Coverage(parts);
    }

    /** What counts and, marked with its allow entry, what is suppressed. */
    static String findings(DocumentText text, Classification classification) {
        List<Finding> findings = new ArrayList<>(classification.findings());
        classification.suppressed().forEach(suppression -> findings.add(suppression.finding()));
        List<LocatedFinding> places = CodePoints.locate(text, findings);
        int counted = classification.findings().size();
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            LocatedFinding located = places.get(i);
            Finding finding = located.finding();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("type", finding.type().name());
            if (finding.letter() != null) {
                one.put("letter", finding.letter().name());
            }
            one.put("start", located.start());
            one.put("end", located.end());
            one.put("confidence", finding.confidence());
            one.put("recognizer", finding.recognizer());
            one.put("tier", finding.tier());
            if (i >= counted) {
                one.put(
                        "suppressed",
                        classification.suppressed().get(i - counted).entry());
            }
            all.add(one);
        }
        return JSON.writeValueAsString(all);
    }

    /** Over what a decision and an auditor see of a classification; it holds no value, so it needs no salt. */
    static byte[] digest(
            String exhaustiveness,
            List<String> categories,
            List<String> degraded,
            String detectors,
            String countsFor,
            String findings) {
        String canonical = String.join(
                "\n",
                "sluice.classification.v2",
                exhaustiveness,
                String.join(",", categories),
                String.join(",", degraded),
                detectors,
                countsFor,
                findings);
        return sha256(canonical.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
        }
    }
}
