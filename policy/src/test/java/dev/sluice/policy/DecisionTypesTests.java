package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only this module can make, and what only a cleared decision can open. */
class DecisionTypesTests {
    @Test
    void nobodyElseConstructsADecisionOrAClearance() {
        for (Class<?> type :
                List.of(Decision.Cleared.class, Decision.Restricted.class, Decision.Withheld.class, Clearance.class)) {
            assertThat(type).isFinal();
            assertThat(type.getDeclaredConstructors()).allMatch(DecisionTypesTests::packagePrivate);
        }
        assertThat(Decision.class.isSealed()).isTrue();
    }

    @Test
    void onlyAClearedDecisionSignsForTheExternalPool() {
        assertThat(Arrays.stream(ClearanceSigner.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals("signExternal"))
                        .map(Method::getParameterTypes)
                        .map(types -> types[0]))
                .containsExactly(Decision.Cleared.class);
    }

    private static boolean packagePrivate(Constructor<?> constructor) {
        return (constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    }
}
