package dev.sluice.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelDescriptionTests {
    private static final String WHOLE = """
            {"name":"token-classifier","version":"1","modelSha256":"%s","vocabularySha256":"%s",
            "window":128,"overlap":32,"labels":["O","B-PERSON","I-PERSON","B-ORG","I-ORG","B-CODE","I-CODE"],
            "thresholds":{"PERSON":0.25,"ORG":null,"CODE":1},"calibration":"uncalibrated"}""".formatted("0a".repeat(32), "1b".repeat(32));

    /** The same of a model whose bound was measured, with no threshold over the measured one. */
    private static final String BOUND = WHOLE.replace("\"CODE\":1}", "\"CODE\":0.5}")
            .replace(
                    "\"uncalibrated\"",
                    "{\"modelSha256\":\"" + "0a".repeat(32)
                            + "\",\"threshold\":0.5,\"leakRate\":0.02,\"confidence\":0.95,\"documents\":300,\"leaked\":1}");

    private static ModelDescription parse(String json) {
        return ModelDescription.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryValue() {
        ModelDescription description = parse(WHOLE);
        assertThat(description.name()).isEqualTo("token-classifier");
        assertThat(description.version()).isEqualTo("1");
        assertThat(description.modelSha256()).isEqualTo("0a".repeat(32));
        assertThat(description.vocabularySha256()).isEqualTo("1b".repeat(32));
        assertThat(description.window()).isEqualTo(128);
        assertThat(description.overlap()).isEqualTo(32);
        assertThat(description.labels().count()).isEqualTo(7);
        assertThat(description.labels().begin(EntityType.ORG)).isEqualTo(3);
        assertThat(description.labels().inside(EntityType.CODE)).isEqualTo(6);
        assertThat(description.thresholds().get(EntityType.PERSON)).isEqualTo(OptionalDouble.of(0.25));
        assertThat(description.thresholds().get(EntityType.ORG)).isEmpty();
        assertThat(description.bound()).isEmpty();
    }

    @Test
    void aBoundIsReadAndStandsInTheVersion() {
        ModelDescription description = parse(BOUND);
        assertThat(description.bound()).contains(new LeakBound("0a".repeat(32), 0.5, 0.02, 0.95, 300, 1));
        assertThat(description.bound().orElseThrow().inVersion()).isEqualTo("leak0.02.confidence0.95.documents300");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"threshold\":0.5|\"threshold\":0.24",
                "\"threshold\":0.5|\"threshold\":1.5",
                "\"threshold\":0.5|\"threshold\":\"0.5\"",
                "\"threshold\":0.5,|",
                "\"leakRate\":0.02|\"leakRate\":0",
                "\"leakRate\":0.02|\"leakRate\":0.003",
                "\"confidence\":0.95|\"confidence\":1",
                "\"documents\":300|\"documents\":0",
                "\"leaked\":1|\"leaked\":-1",
                "\"leaked\":1|\"leaked\":1,\"note\":\"x\"",
                "{\"modelSha256\":\"0a|{\"modelSha256\":\"0b",
                "\"calibration\":{|\"calibrated\":{"
            })
    void refusesABoundOfAnotherNetworkThresholdOrForm(String part, String replacement) {
        assertThat(BOUND).contains(part);
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> parse(replaceLast(BOUND, part, replacement == null ? "" : replacement)));
    }

    /** The last place, since the network's digest stands in the description too. */
    private static String replaceLast(String text, String part, String replacement) {
        int at = text.lastIndexOf(part);
        return text.substring(0, at) + replacement + text.substring(at + part.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"window\":128|\"window\":128,\"windows\":1",
                "\"window\":128,|",
                "\"window\":128|\"window\":128,\"window\":129",
                "\"window\":128|\"window\":\"128\"",
                "\"window\":128|\"window\":7",
                "\"window\":128|\"window\":513",
                "\"overlap\":32|\"overlap\":1",
                "\"overlap\":32|\"overlap\":64",
                "\"version\":\"1\"|\"version\":\" \"",
                "0a0a|0A0a",
                "1b1b|1b1",
                "\"O\",|",
                "\"I-PERSON\",|",
                "\"B-PERSON\",|",
                "\"B-ORG\"|\"B-PERSON\"",
                "\"B-ORG\",\"I-ORG\"|\"B-DRAGON\",\"I-DRAGON\"",
                "\"B-ORG\"|\"E-ORG\"",
                "\"PERSON\":0.25,|",
                "\"PERSON\":0.25|\"PERSON\":0",
                "\"PERSON\":0.25|\"PERSON\":1.01",
                "\"PERSON\":0.25|\"PERSON\":\"0.25\"",
                "\"ORG\":null|\"ORG\":0.5",
                "\"ORG\":null|\"LOCATION\":null",
                "\"uncalibrated\"}|\"uncalibrated\"",
                ",\"calibration\":\"uncalibrated\"|",
                "\"uncalibrated\"|null",
                "\"uncalibrated\"|\"\""
            })
    void refusesWhatIsNotOfItsForm(String part, String replacement) {
        assertThat(WHOLE).contains(part);
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> parse(WHOLE.replaceFirst(
                        java.util.regex.Pattern.quote(part), replacement == null ? "" : replacement)));
    }

    @Test
    void theBuiltInFilesAreWhatTheirDescriptionSays() {
        TokenTier tier = TokenTier.standard();
        assertThat(tier.name()).isEqualTo("token-classifier");
        assertThat(tier.types()).doesNotContainNull().isNotEmpty();
        assertThat(tier.scan("An ordinary sentence about the weather.").reasons())
                .isEmpty();
    }

    @Test
    void anAlteredFileIsRefused() {
        byte[] vocabulary = ToyTier.file("toy-vocab.txt");
        byte[] network = ToyTier.file("toy.onnx");
        ModelDescription whole = parse(WHOLE.replace("0a".repeat(32), ModelFiles.sha256(network))
                .replace("1b".repeat(32), ModelFiles.sha256(vocabulary)));
        assertThat(ModelFiles.tier(whole, vocabulary, network, TokenTier.LIMITS))
                .isNotNull();
        network[network.length / 2] ^= 1;
        assertThatThrownBy(() -> ModelFiles.tier(whole, vocabulary, network, TokenTier.LIMITS))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("model.onnx: expected SHA-256");
        network[network.length / 2] ^= 1;
        vocabulary[20] ^= 1;
        assertThatThrownBy(() -> ModelFiles.tier(whole, vocabulary, network, TokenTier.LIMITS))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("vocab.txt: expected SHA-256");
    }

    @ParameterizedTest
    @CsvSource({"[UNK] [CLS], [SEP]", "[UNK] [CLS] [SEP] a a, once", "[UNK] [CLS] [SEP] '', empty line"})
    void aVocabularyThatLacksOrRepeatsIsRefused(String pieces, String message) {
        byte[] file = (pieces.replace("''", "").replace(' ', '\n') + "\nz\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Vocabulary.parse(file))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining(message);
    }
}
