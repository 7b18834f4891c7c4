package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLocationTests {
    @Test
    void isABucketAKeyAndAVersion() {
        assertThat(ObjectLocation.parse("s3://letters/2026/a%20b+c%C3%BC%25.pdf?versionId=3%2FL4kq.tJ"))
                .contains(new ObjectLocation("letters", "2026/a b+cü%.pdf", Optional.of("3/L4kq.tJ")));
        assertThat(ObjectLocation.parse("s3://letters.example/x"))
                .contains(new ObjectLocation("letters.example", "x", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://letters",
                "s3://letters/",
                "s3:/letters/x",
                "S3://letters/x",
                "s3://Letters/x",
                "s3://letters:9000/x",
                "s3://user@letters/x",
                "s3://user:pass@letters/x",
                "s3://le..tters/x",
                "s3://-letters/x",
                "s3://arn:aws:s3:eu-central-1:1:accesspoint/x",
                "s3://letters//x",
                "s3://letters/a//x",
                "s3://letters/a/",
                "s3://letters/../other/x",
                "s3://letters/a/../../other/x",
                "s3://letters/a/./x",
                "s3://letters/a/%2e%2e/x",
                "s3://letters/a%2f..%2fx",
                "s3://letters/a\\..\\x",
                "s3://letters/a%5c..%5cx",
                "s3://letters/a%00x",
                "s3://letters/a%0ax",
                "s3://letters/a x",
                "s3://letters/a%",
                "s3://letters/a%2",
                "s3://letters/a%zz",
                "s3://letters/a%ff",
                "s3://letters/a%c0%ae",
                "s3://letters/x#part",
                "s3://letters/x?versionId=",
                "s3://letters/x?versionId=a b",
                "s3://letters/x?versionId=%00",
                "s3://letters/x?versionId=1&response-content-type=text/html",
                "s3://letters/x?partNumber=1",
                "s3://letters/x?",
                "http://letters/x",
                "https://letters.s3.amazonaws.com/x",
                ""
            })
    void isNothingElse(String location) {
        assertThat(ObjectLocation.parse(location)).isEmpty();
    }

    @Test
    void halfACharacterIsNoOtherSpellingOfAnything() {
        assertThat(ObjectLocation.parse("s3://letters/x" + (char) 0xd800)).isEmpty();
    }

    @Test
    void aKeyThatIsLongerThanS3AllowsIsNone() {
        assertThat(ObjectLocation.parse("s3://letters/" + "x".repeat(1024))).isPresent();
        assertThat(ObjectLocation.parse("s3://letters/" + "x".repeat(1025))).isEmpty();
        assertThat(ObjectLocation.parse("s3://letters/" + "%C3%BC".repeat(512))).isPresent();
        assertThat(ObjectLocation.parse("s3://letters/" + "%C3%BC".repeat(513))).isEmpty();
    }

    @Test
    void everyKeyComesBackFromItsEscapedForm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder key = new StringBuilder("k");
            for (int length = random.nextInt(40); length > 0; length--) {
                int c = random.nextInt(4) == 0 ? random.nextInt(0x20000) : 0x20 + random.nextInt(0x5f);
                if (Character.isDefined(c) && !Character.isISOControl(c) && (c < 0xd800 || c > 0xdfff) && c != 0xfffd) {
                    key.append(c == '/' || c == '\\' ? "." : Character.toString(c))
                            .append('k');
                }
            }
            StringBuilder escaped = new StringBuilder();
            for (byte one : key.toString().getBytes(StandardCharsets.UTF_8)) {
                boolean plain = one > ' ' && one < 0x7f && "%?#".indexOf(one) < 0 && random.nextBoolean();
                escaped.append(plain ? Character.toString(one) : "%%%02x".formatted(one));
            }
            assertThat(ObjectLocation.parse("s3://letters/" + escaped))
                    .as("seed %d round %d", seed, round)
                    .contains(new ObjectLocation("letters", key.toString(), Optional.empty()));
        }
    }

    @Test
    void liesInABucketThatIsAllowedBelowItsPrefix() {
        ClaimBucket incoming = ObjectClaimSettings.bucket("letters", "incoming/");
        List<ClaimBucket> allowed = List.of(incoming, ObjectClaimSettings.bucket("faxes", ""));
        assertThat(at("s3://letters/incoming/x").in(allowed)).contains(incoming);
        assertThat(at("s3://faxes/x").in(allowed)).isPresent();
        assertThat(at("s3://letters/outgoing/x").in(allowed)).isEmpty();
        assertThat(at("s3://letters/incoming-secret/x").in(allowed)).isEmpty();
        assertThat(at("s3://others/incoming/x").in(allowed)).isEmpty();
    }

    private static ObjectLocation at(String location) {
        return ObjectLocation.parse(location).orElseThrow();
    }
}
