package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailDomainTests {
    private static boolean isFound(String domain) {
        return PatternTier.standard().scan("Write to q7t.okw@" + domain + " before noon.").findings().stream()
                .anyMatch(finding -> finding.type() == FindingType.EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"realexample.com", "mail-example.org", "myexample.net", "clinic.local", "example.com.br"})
    void aDomainThatOnlyEndsLikeAReservedOneIsSomebodys(String domain) {
        assertThat(isFound(domain)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "mail.example.org", "host.example", "a.test", "b.invalid"})
    void noAddressIsInAReservedDomain(String domain) {
        assertThat(isFound(domain)).isFalse();
    }
}
