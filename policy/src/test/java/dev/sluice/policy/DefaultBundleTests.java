package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DefaultBundleTests {
    private static final Path DIR = Path.of("bundles/default");

    @Test
    void passesItsOwnCases() {
        assertThat(PolicyBundle.check(DIR)).isEmpty();
    }

    @Test
    void isTheSameInstalledAsInItsFolder() {
        assertThat(PolicyBundle.installedDefault().digest())
                .isEqualTo(PolicyBundle.load(DIR).digest())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void readsForAnOfficer() {
        assertThat(PolicyBundle.load(DIR).rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.title()).hasSizeGreaterThan(20).doesNotContain("context.");
            assertThat(rule.citation()).isNotBlank();
            assertThat(rule.source()).contains("@id(\"" + rule.id() + "\")");
            assertThat(rule.line()).isPositive();
        });
    }

    @Test
    void marksEveryWayOutThatACategoryCloses() {
        assertThat(PolicyBundle.load(DIR).rules().stream()
                        .filter(PolicyRule::permits)
                        .map(PolicyRule::id))
                .containsExactlyInAnyOrder(
                        "inside-may-read", "ordinary-documents-may-leave", "attested-closed-api-may-read-more");
    }
}
