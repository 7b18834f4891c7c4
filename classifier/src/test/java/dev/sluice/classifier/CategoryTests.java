package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CategoryTests {
    private static Finding of(FindingType type) {
        return new Finding(type, type.letter().orElse(null), 0, 1, 0.5, "test", 1);
    }

    private static Set<Category> categories(FindingType... types) {
        return Category.of(List.of(types).stream().map(CategoryTests::of).toList());
    }

    @Test
    void noFindingIsNoCategory() {
        assertThat(Category.of(List.of())).isEmpty();
    }

    @Test
    void anIdentifierIsPersonalAndWithHealthContextProtected() {
        assertThat(categories(FindingType.PERSON)).containsExactly(Category.PII);
        assertThat(categories(FindingType.HEALTH)).containsExactly(Category.HEALTH_INFO);
        assertThat(categories(FindingType.PERSON, FindingType.HEALTH))
                .containsExactlyInAnyOrder(Category.PHI, Category.PII, Category.HEALTH_INFO);
    }

    @Test
    void aPlaceOrADateCountsOnlyWithHealthContext() {
        assertThat(categories(FindingType.DATE)).isEmpty();
        assertThat(categories(FindingType.LOCATION)).isEmpty();
        assertThat(categories(FindingType.AGE_OVER_89, FindingType.HEALTH)).contains(Category.PHI);
    }

    @Test
    void aClinicalRecordIsProtectedByConstruction() {
        assertThat(categories(FindingType.CLINICAL_RECORD))
                .containsExactlyInAnyOrder(Category.PHI, Category.HEALTH_INFO);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeButQuasiIdentifiersGivesACategoryAlone(FindingType type) {
        boolean quasi = type.roles().equals(Set.of(Role.QUASI_IDENTIFIER));
        assertThat(categories(type).isEmpty()).isEqualTo(quasi);
    }

    @Test
    void addingAFindingNeverRemovesACategory() {
        long seed = 7;
        Random random = new Random(seed);
        FindingType[] types = FindingType.values();
        for (int round = 0; round < 2000; round++) {
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Set<Category> before = Category.of(findings);
                findings.add(of(types[random.nextInt(types.length)]));
                assertThat(Category.of(findings))
                        .as("seed %d round %d", seed, round)
                        .containsAll(before);
            }
        }
    }
}
