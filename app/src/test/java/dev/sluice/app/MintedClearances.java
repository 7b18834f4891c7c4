package dev.sluice.app;

import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.db.WorkItem;
import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.policy.ClearanceSigner;
import dev.sluice.policy.ClearanceSubject;
import dev.sluice.policy.Decision;
import dev.sluice.policy.DocumentContext;
import dev.sluice.policy.Exhaustiveness;
import dev.sluice.policy.MinimumSensitivity;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyEngine;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Clearances that a turned external worker could try to make, out of what it holds and what it has received. */
final class MintedClearances {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String received;
    private final UUID restricted;

    /**
     * @param received a clearance of ours that the worker was sent
     * @param restricted a document that was never cleared
     */
    MintedClearances(String received, UUID restricted) {
        this.received = received;
        this.restricted = restricted;
    }

    /** The clearances in the external work topic. */
    static List<String> received(TestMachine machine) {
        return new Traces(machine)
                .records(Topics.WORK_EXTERNAL).stream()
                        .map(message -> WorkItem.parse(message.value()).clearance())
                        .toList();
    }

    /** Signs for the restricted document with a ring: a decision that anybody can make of an empty context. */
    String signedBy(KeyRing ring, URI endpoint) {
        PolicyBundle bundle = PolicyBundle.load(TestMachine.root().resolve("policy/bundles/default"))
                .fill(Map.of(
                        "external-1", new SlotFill(endpoint, FakeClosedApi.MODEL, Optional.empty(), Protocol.OPENAI)));
        Decision decision = new PolicyEngine(bundle, Clock.systemUTC())
                .decide(new DocumentContext(
                        true,
                        true,
                        Exhaustiveness.EXHAUSTIVE,
                        Set.of(),
                        "default",
                        "summarise",
                        "operations",
                        "",
                        "",
                        MinimumSensitivity.NONE,
                        500,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        String digest = "a".repeat(64);
        return new ClearanceSigner(ring, Clock.systemUTC())
                .signExternal(
                        (Decision.Cleared) decision,
                        new ClearanceSubject(
                                restricted,
                                1,
                                digest,
                                Optional.empty(),
                                digest,
                                bundle.template("summarise").digest(),
                                "summarise"));
    }

    /** Every forgery, by what it tries. */
    Map<String, String> all(Path heldKeys, KeyRing ownRing, URI endpoint) throws Exception {
        byte[] contentKey = Files.readAllBytes(heldKeys.resolve("external-content.key"));
        byte[] publicKey = Files.readAllBytes(heldKeys.resolve("clearance.public"));
        String[] parts = received.split("\\.");
        String own = signedBy(ownRing, endpoint);
        String[] ownParts = own.split("\\.");
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("signed with a key pair of its own", own);
        forged.put("the same under the true key's id", parts[0] + "." + ownParts[1] + "." + ownParts[2]);
        forged.put("the true header, signed with its own key", resigned(parts[0], ownParts[1], ownRing));
        forged.put("a received signature on another payload", parts[0] + "." + ownParts[1] + "." + parts[2]);
        for (String field : List.of("document", "decision", "text", "attempt", "exp", "aud")) {
            forged.put(
                    "a received one with another " + field, parts[0] + "." + changed(parts[1], field) + "." + parts[2]);
        }
        for (byte[] secret : List.of(contentKey, publicKey)) {
            for (String algorithm : List.of("HS256", "none", "EdDSA")) {
                String head = header(parts[0], algorithm) + "." + ownParts[1];
                forged.put(
                        algorithm + " with " + secret.length + " bytes that it holds",
                        head + "." + (algorithm.equals("none") ? "" : encode(mac(secret, head))));
            }
        }
        forged.put("no signature", parts[0] + "." + ownParts[1] + ".");
        forged.put("a signature of zeros", parts[0] + "." + ownParts[1] + "." + encode(new byte[64]));
        return forged;
    }

    private String changed(String payload, String field) {
        ObjectNode json = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(payload));
        switch (field) {
            case "document" -> json.put(field, restricted.toString());
            case "decision" -> json.put(field, UUID.randomUUID().toString());
            case "text" -> json.put(field, "b".repeat(64));
            case "attempt" -> json.put(field, 2);
            case "exp" -> json.put(field, json.get(field).longValue() + 86_400);
            default -> json.put(field, "SOVEREIGN");
        }
        return encode(JSON.writeValueAsBytes(json));
    }

    private static String header(String header, String algorithm) {
        ObjectNode json = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(header));
        json.put("alg", algorithm);
        return encode(JSON.writeValueAsBytes(json));
    }

    private static String resigned(String header, String payload, KeyRing ring) {
        String signed = header + "." + payload;
        return signed + "." + encode(ring.sign(KeyName.CLEARANCE, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] mac(byte[] secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
