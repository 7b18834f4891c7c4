package dev.sluice.classifier.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nine samples that NIST publishes for FF1 with SP 800-38G. */
final class Ff1Tests {
    @ParameterizedTest
    @CsvSource({
        "2B7E151628AED2A6ABF7158809CF4F3C,10,'',0123456789,2433477484",
        "2B7E151628AED2A6ABF7158809CF4F3C,10,39383736353433323130,0123456789,6124200773",
        "2B7E151628AED2A6ABF7158809CF4F3C,36,3737373770717273373737,0123456789abcdefghi,a9tv40mll9kdu509eum",
        "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F,10,'',0123456789,2830668132",
        "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F,10,39383736353433323130,0123456789,2496655549",
        "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F,36,3737373770717273373737,0123456789abcdefghi,"
                + "xbj3kv35jrawxv32ysr",
        "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94,10,'',0123456789,6657667009",
        "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94,10,39383736353433323130,0123456789,"
                + "1001623463",
        "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94,36,3737373770717273373737,"
                + "0123456789abcdefghi,xs8a0azh2avyalyzuwd"
    })
    void givesTheCiphertextOfThePublishedSamples(String key, int radix, String tweak, String plain, String cipher) {
        Ff1 ff1 = new Ff1(HexFormat.of().parseHex(key));
        int[] numerals = plain.chars().map(c -> Character.digit(c, 36)).toArray();
        StringBuilder text = new StringBuilder();
        for (int numeral : ff1.encrypt(radix, HexFormat.of().parseHex(tweak), numerals)) {
            text.append(Character.forDigit(numeral, 36));
        }
        assertThat(text).hasToString(cipher);
    }

    @Test
    void refusesADomainBelowAMillion() {
        Ff1 ff1 = new Ff1(new byte[32]);
        assertThatIllegalArgumentException().isThrownBy(() -> ff1.encrypt(10, new byte[0], new int[5]));
        assertThat(Ff1.isLargeEnough(10, 6)).isTrue();
        assertThat(Ff1.isLargeEnough(36, 3)).isFalse();
        assertThat(Ff1.isLargeEnough(36, 4)).isTrue();
    }

    @Test
    void encryptsLongStringsOfBothParities() {
        Ff1 ff1 = new Ff1(new byte[32]);
        for (int length = 6; length < 80; length++) {
            int[] out = ff1.encrypt(10, new byte[length], new int[length]);
            assertThat(out).hasSize(length);
            assertThat(out).isNotEqualTo(new int[length]);
            for (int numeral : out) {
                assertThat(numeral).isBetween(0, 9);
            }
        }
    }
}
