package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumsTests {
    /** Every change of one digit must break a check that is said to find all single errors. */
    private static void breaksWithEveryDigitChanged(String valid, Predicate<String> check) {
        assertThat(check.test(valid)).as("the valid number").isTrue();
        for (int i = 0; i < valid.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (Tokenizer.isDigit(valid.charAt(i)) && digit != valid.charAt(i)) {
                    String changed = valid.substring(0, i) + digit + valid.substring(i + 1);
                    assertThat(check.test(changed))
                            .as("place %d as %s", i, digit)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void findEverySingleWrongDigit() {
        breaksWithEveryDigitChanged("4556737586899855", Checksums::luhn);
        breaksWithEveryDigitChanged("GB82WEST12345698765432", Checksums::iban);
        breaksWithEveryDigitChanged("9434765919", Checksums::nhs);
        breaksWithEveryDigitChanged("111222333", Checksums::dutchService);
        breaksWithEveryDigitChanged("234123412346", Checksums::verhoeff);
        breaksWithEveryDigitChanged("44051401359", Checksums::pesel);
        breaksWithEveryDigitChanged("021000021", Checksums::routing);
        breaksWithEveryDigitChanged("1234567893", Checksums::npi);
        breaksWithEveryDigitChanged("86095742719", Checksums::germanTax);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1HGCM82633A004352", "1M8GDM9AXKP042788", "11111111111111111"})
    void acceptVehicleNumbers(String vin) {
        assertThat(Checksums.vin(vin)).isTrue();
        assertThat(Checksums.vin(vin.substring(0, 16) + (vin.charAt(16) == '5' ? '6' : '5')))
                .isFalse();
    }

    @Test
    void acceptSpanishAndItalianLettersAndNoOther() {
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            assertThat(Checksums.spanishIdentity("12345678", letter)).isEqualTo(letter == 'Z');
            assertThat(Checksums.italianTax("RSSMRA85T10A562" + letter)).isEqualTo(letter == 'S');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300",
                        "ES9121000418450200051332",
                "IT60X0542811101000000123456", "CH9300762011623852957", "BE68539007547034", "NO9386011117947"
            })
    void acceptAccountNumbersOfManyCountries(String iban) {
        assertThat(Checksums.iban(iban)).isTrue();
        assertThat(Checksums.iban(iban.substring(0, iban.length() - 1))).isFalse();
    }
}
