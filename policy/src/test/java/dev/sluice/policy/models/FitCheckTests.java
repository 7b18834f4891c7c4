package dev.sluice.policy.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitCheckTests {
    @ParameterizedTest
    @CsvSource(textBlock = """
        671, 4, 4, 80, false
        671, 4, 5, 80, true
        397, 16, 8, 80, false
        397, 16, 10, 80, true
        70, 16, 1, 80, false
        70, 8, 1, 80, true
        72, 4, 1, 48, true
        72, 8, 1, 48, false
        """)
    void holdsAllOfItsWeightsAgainstAllOfTheMemory(String billions, int bits, int gpus, int gigabytes, boolean fits) {
        ModelSize model = new ModelSize(new BigDecimal(billions), bits, 0);
        assertThat(FitCheck.of(model, new Hardware(gpus, gigabytes, 0)) instanceof FitCheck.Fits)
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"32768, true", "65536, false"})
    void countsTheCacheOfItsRequests(long tokens, boolean fits) {
        // 80 layers, 8 heads of 128, keys and values of 2 bytes each: 10 GB are 30,517 tokens of them, and 32,768 of
        // FP8's.
        ModelSize model = new ModelSize(new BigDecimal(70), 8, 163_840);
        assertThat(FitCheck.of(model, new Hardware(1, 80, tokens)) instanceof FitCheck.Fits)
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"80, 10", "70, 0"})
    void saysWhatIsLeft(int gigabytes, String free) {
        FitCheck check = FitCheck.of(new ModelSize(new BigDecimal(70), 8, 0), new Hardware(1, gigabytes, 0));
        assertThat(check)
                .isInstanceOfSatisfying(
                        FitCheck.Fits.class, fits -> assertThat(fits.free()).isEqualByComparingTo(free));
    }

    @ParameterizedTest
    @CsvSource({"64, 6"})
    void saysWhatIsMissing(int gigabytes, String missing) {
        FitCheck check = FitCheck.of(new ModelSize(new BigDecimal(70), 8, 0), new Hardware(1, gigabytes, 0));
        assertThat(check)
                .isInstanceOfSatisfying(
                        FitCheck.TooLarge.class,
                        large -> assertThat(large.missing()).isEqualByComparingTo(missing));
    }
}
