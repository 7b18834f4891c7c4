package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.Category;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.UuidV7;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks on the key to dispatch. */
class ClearanceTests {
    private static final String TEXT = "1".repeat(64);
    private static final UUID DOCUMENT = UuidV7.next();

    @TempDir
    private Path ours;

    @TempDir
    private Path theirs;

    private final PolicyEngine engine = new PolicyEngine(TestBundle.defaultFilled(), Contexts.CLOCK);

    @SuppressWarnings("NullAway.Init")
    private KeyRing keys;

    @SuppressWarnings("NullAway.Init")
    private KeyRing publicOnly;

    @BeforeEach
    void makeKeys() {
        keys = KeyRing.createOrOpen(ours.resolve("keys"));
        publicOnly = KeyRing.open(ours.resolve("keys"), Set.of());
    }

    @Test
    void opensWhatItWasSignedFor() {
        Decision decision = engine.decide(Contexts.clean());
        Clearance clearance = verified(sign(decision), Pool.EXTERNAL);
        assertThat(clearance.documentId()).isEqualTo(DOCUMENT);
        assertThat(clearance.attempt()).isEqualTo(2);
        assertThat(clearance.decisionId()).isEqualTo(decision.id());
        assertThat(clearance.textDigest()).isEqualTo(TEXT);
        assertThat(clearance.bundleDigest()).isEqualTo(decision.bundleDigest());
        assertThat(clearance.operation()).isEqualTo("summarise");
        assertThat(clearance.expiresAt()).isEqualTo(Contexts.NOON.plus(Duration.ofMinutes(15)));
        assertThat(clearance.endpoints()).extracting(ClearedEndpoint::id).containsExactly("external-1");
        assertThat(clearance.opens(decision.endpoints().getFirst())).isTrue();
    }

    @Test
    void opensNoEndpointThatWasConfiguredAnewSince() {
        Clearance clearance = verified(sign(engine.decide(Contexts.clean())), Pool.EXTERNAL);
        SlotFill other = new SlotFill(
                java.net.URI.create("https://elsewhere.example/v1"), "some-model", Optional.empty(), Protocol.OPENAI);
        Endpoint swapped = PolicyBundle.load(TestBundle.DEFAULT)
                .fill(Map.of("external-1", other))
                .catalog()
                .find("external-1")
                .orElseThrow();
        assertThat(clearance.opens(swapped)).isFalse();
    }

    @Test
    void isForTheSovereignPoolWhenTheDocumentIsRestrictedOrServedInside() {
        String restricted = sign(engine.decide(Contexts.found(Set.of(Category.PHI))));
        assertThat(verified(restricted, Pool.SOVEREIGN).endpoints())
                .allMatch(endpoint -> endpoint.kind().inside());
        assertThat(refused(restricted, Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.WRONG_AUDIENCE);
        String inside = sign(engine.decide(Contexts.clean(), Set.of("external-1")));
        assertThat(refused(inside, Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.WRONG_AUDIENCE);
        assertThat(refused(sign(engine.decide(Contexts.clean())), Pool.SOVEREIGN))
                .isEqualTo(ClearanceRefusal.WRONG_AUDIENCE);
    }

    @Test
    void isNotSignedForWhatWaitsOrIsWithheld() {
        Decision waits = engine.decide(Contexts.clean(), Set.of("external-1", "sovereign-1", "in-process-minilm"));
        assertThatThrownBy(() -> sign(waits)).isInstanceOf(IllegalArgumentException.class);
        Decision withheld = engine.decide(DocumentContext.of(
                true, false, 0, Exhaustiveness.EXHAUSTIVE, Set.of(), Declarations.ordinary("summarise")));
        assertThatThrownBy(() -> sign(withheld)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-31, NOT_YET_VALID", "900, EXPIRED", "901, EXPIRED", "31536000, EXPIRED"})
    void opensNothingOutsideItsTime(long seconds, ClearanceRefusal reason) {
        String jws = sign(engine.decide(Contexts.clean()));
        assertThat(verify(jws, Pool.EXTERNAL, Duration.ofSeconds(seconds)))
                .isInstanceOfSatisfying(Verification.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.signedFor().map(ClearedItem::documentId)).contains(DOCUMENT);
                    assertThat(refused.signedFor().map(ClearedItem::attempt)).contains(2);
                });
    }

    @Test
    void opensUntilTheLastSecond() {
        String jws = sign(engine.decide(Contexts.clean()));
        Clock late = Clock.fixed(Contexts.NOON.plus(Duration.ofMillis(899_999)), ZoneOffset.UTC);
        assertThat(new ClearanceVerifier(keys, late).verify(jws, Pool.EXTERNAL))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void refusesTheKeyOfSomebodyElse() {
        KeyRing foreign = KeyRing.createOrOpen(theirs.resolve("keys"));
        String jws = new ClearanceSigner(foreign, Contexts.CLOCK).sign(engine.decide(Contexts.clean()), subject());
        assertThat(refused(jws, Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.UNKNOWN_KEY);
        String[] parts = jws.split("\\.");
        String relabelled =
                encode(ClearanceSigner.header(keys.keyId(KeyName.CLEARANCE))) + "." + parts[1] + "." + parts[2];
        assertThat(refused(relabelled, Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"none", "None", "HS256", "RS256", "Ed25519", "''"})
    void refusesEveryOtherAlgorithmSignedOrNot(String algorithm) {
        String payload = sign(engine.decide(Contexts.clean())).split("\\.")[1];
        String header = encode(Canonical.json(
                Map.of("alg", algorithm, "kid", keys.keyId(KeyName.CLEARANCE), "typ", ClearanceSigner.TYPE)));
        assertThat(refused(header + "." + payload + ".", Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.WRONG_ALGORITHM);
        assertThat(refused(signed(header, payload), Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.WRONG_ALGORITHM);
    }

    @ParameterizedTest
    @CsvSource({"''", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesASignatureOfAnyOtherLengthOrOfZeros(String signature) {
        String jws = sign(engine.decide(Contexts.clean()));
        String cut = jws.substring(0, jws.lastIndexOf('.') + 1) + signature;
        assertThat(refused(cut, Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.BAD_SIGNATURE);
    }

    @Test
    void refusesAHeaderThatBringsItsOwnKey() {
        String payload = sign(engine.decide(Contexts.clean())).split("\\.")[1];
        String header = encode(Canonical.json(
                Map.of("alg", "EdDSA", "kid", keys.keyId(KeyName.CLEARANCE), "typ", ClearanceSigner.TYPE, "jwk", "x")));
        assertThat(refused(signed(header, payload), Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.UNKNOWN_HEADER);
    }

    @Test
    void refusesAnExtraFieldEvenWhenItIsSigned() {
        assertThat(refused(rewritten("\"aud\"", "\"admin\":true,\"aud\""), Pool.EXTERNAL))
                .isEqualTo(ClearanceRefusal.UNKNOWN_FIELD);
        assertThat(refused(rewritten("\"config\"", "\"also\":\"x\",\"config\""), Pool.EXTERNAL))
                .isEqualTo(ClearanceRefusal.UNKNOWN_FIELD);
    }

    @Test
    void refusesEveryOtherFormOfTheSamePayloadEvenWhenItIsSigned() {
        assertThat(refused(rewritten("\"attempt\":2", "\"attempt\":2.0"), Pool.EXTERNAL))
                .isEqualTo(ClearanceRefusal.BAD_FIELD);
        assertThat(refused(rewritten("\"attempt\":2", "\"attempt\": 2"), Pool.EXTERNAL))
                .isEqualTo(ClearanceRefusal.BAD_FIELD);
        assertThat(refused(rewritten("\"attempt\":2", "\"attempt\":2,\"attempt\":3"), Pool.EXTERNAL))
                .isEqualTo(ClearanceRefusal.MALFORMED);
        assertThat(refused(rewritten("\"attempt\":2,", ""), Pool.EXTERNAL)).isEqualTo(ClearanceRefusal.BAD_FIELD);
        assertThat(refused(rewritten("CLOSED_API", "SELF_HOSTED"), Pool.EXTERNAL))
                .isEqualTo(ClearanceRefusal.BAD_FIELD);
    }

    @Test
    void refusesEveryChangeOfASingleCharacter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String jws = sign(engine.decide(Contexts.clean()));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
        for (int position = 0; position < jws.length(); position++) {
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            if (other != jws.charAt(position)) {
                String altered = jws.substring(0, position) + other + jws.substring(position + 1);
                assertThat(verify(altered, Pool.EXTERNAL, Duration.ZERO))
                        .as("seed %d, position %d", seed, position)
                        .isInstanceOf(Verification.Refused.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "a", "a.b", "a.b.c.d", "..", "e30.e30.e30", "bnVsbA.bnVsbA.", "W10.W10.", "'{}.{}.{}'"})
    void refusesWhatIsNoClearanceAtAll(String text) {
        assertThat(verify(text, Pool.EXTERNAL, Duration.ZERO)).isInstanceOf(Verification.Refused.class);
    }

    private String sign(Decision decision) {
        return new ClearanceSigner(keys, Contexts.CLOCK).sign(decision, subject());
    }

    private static ClearanceSubject subject() {
        return new ClearanceSubject(DOCUMENT, 2, TEXT, Optional.empty(), "2".repeat(64), "3".repeat(64), "summarise");
    }

    private String rewritten(String from, String to) {
        String[] parts = sign(engine.decide(Contexts.clean())).split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(payload).contains(from);
        return signed(parts[0], encode(payload.replaceFirst(from, to).getBytes(StandardCharsets.UTF_8)));
    }

    private String signed(String header, String payload) {
        String signed = header + "." + payload;
        return signed + "." + encode(keys.sign(KeyName.CLEARANCE, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private Clearance verified(String jws, Pool pool) {
        Verification verification = verify(jws, pool, Duration.ZERO);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verification).clearance();
    }

    private ClearanceRefusal refused(String jws, Pool pool) {
        Verification verification = verify(jws, pool, Duration.ZERO);
        assertThat(verification).isInstanceOf(Verification.Refused.class);
        assertThat(((Verification.Refused) verification).signedFor()).isEmpty();
        return ((Verification.Refused) verification).reason();
    }

    private Verification verify(String jws, Pool pool, Duration later) {
        return new ClearanceVerifier(publicOnly, Clock.offset(Contexts.CLOCK, later)).verify(jws, pool);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
