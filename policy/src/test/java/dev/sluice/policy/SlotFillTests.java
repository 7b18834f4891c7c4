package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotFillTests {
    private final PolicyBundle bundle = PolicyBundle.load(TestBundle.DEFAULT);

    @Test
    void staysAClosedApiOnLocalhost() {
        Endpoint endpoint = filled("external-1", "http://localhost:9999/v1", "m");
        assertThat(endpoint.kind()).isEqualTo(EndpointKind.CLOSED_API);
        assertThat(endpoint.kind().pool()).isEqualTo(Pool.EXTERNAL);
    }

    @Test
    void changesTheConfigDigestWithUrlModelAndProtocolButNotTheBundles() {
        Endpoint one = filled("external-1", "https://a.example/v1", "m");
        assertThat(one.configDigest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(filled("external-1", "https://a.example/v1", "m").configDigest())
                .isNotEqualTo(filled("external-1", "https://b.example/v1", "m").configDigest())
                .isNotEqualTo(filled("external-1", "https://a.example/v1", "n").configDigest())
                .isNotEqualTo(filled("sovereign-1", "https://a.example/v1", "m").configDigest());
        assertThat(bundle.fill(Map.of("external-1", TestBundle.OPEN_AI)).digest())
                .isEqualTo(bundle.digest());
    }

    @Test
    void takesTheSlotsModelWhereNoneIsNamed() {
        assertThat(filled("sovereign-1", "https://a.example/v1", "").model()).isEqualTo("default");
        assertThatThrownBy(() -> filled("external-1", "https://a.example/v1", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"external-2", "in-process-minilm", "reference-closed-api", ""})
    void fillsNothingButDeclaredSlots(String id) {
        assertThatThrownBy(() -> bundle.fill(Map.of(id, TestBundle.OPEN_AI)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("declares no such slot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example/v1",
                "http://localhost.example/v1",
                "http://127.0.0.1.example/v1",
                "ftp://localhost/",
                "file:///etc/passwd",
                "https://user:secret@api.example/v1",
                "https://api.example/v1?key=secret",
                "https://api.example/v1#x",
                "https:///v1",
                "localhost:80"
            })
    void refusesAUrlThatIsInTheClearOrCarriesMore(String url) {
        assertThatThrownBy(() -> filled("sovereign-1", url, "m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-oss:120b-cloud", "some-model:cloud", "X:CLOUD"})
    void localhostWithAModelOfACloudIsNotInside(String model) {
        assertThatThrownBy(() -> filled("sovereign-1", "http://localhost:11434/v1", model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cloud");
        assertThat(filled("external-1", "https://api.example/v1", model).model())
                .isEqualTo(model);
        assertThat(filled("sovereign-1", "http://localhost:11434/v1", "cloudless:7b")
                        .filled())
                .isTrue();
    }

    private Endpoint filled(String id, String url, String model) {
        return bundle.fill(Map.of(id, new SlotFill(URI.create(url), model, Optional.empty(), Protocol.OPENAI)))
                .catalog()
                .find(id)
                .orElseThrow();
    }
}
