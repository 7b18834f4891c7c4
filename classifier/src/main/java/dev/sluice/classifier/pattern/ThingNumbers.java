package dev.sluice.classifier.pattern;

import static dev.sluice.classifier.pattern.NumberScheme.Alone.ALWAYS;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.GROUPED;
import static dev.sluice.classifier.pattern.NumberScheme.Alone.NEVER;

import dev.sluice.classifier.FindingType;
import java.util.List;

/** Numbers of a person's things: vehicles, telephones, bank accounts. */
final class ThingNumbers {
    static final List<NumberScheme> SCHEMES = List.of(
            NumberScheme.of("vin", FindingType.VEHICLE, ALWAYS, ThingNumbers::isVehicle, "*****************"),
            NumberScheme.of("imei", FindingType.DEVICE, GROUPED, ThingNumbers::isEquipment, "99-999999-999999-9")
                    .labelled(Cue.DEVICE_LABEL),
            NumberScheme.of("uk-bank-account", FindingType.ACCOUNT, NEVER, value -> true, "99-99-99 99999999")
                    .labelled(Cue.ROUTING_LABEL, Cue.ACCOUNT_LABEL),
            NumberScheme.of("mx-clabe", FindingType.ACCOUNT, NEVER, ThingNumbers::isClabe, "999 999 99999999999 9")
                    .labelled(Cue.ROUTING_LABEL, Cue.ACCOUNT_LABEL)
                    .hinted("clabe"));

    private ThingNumbers() {}

    /** 49 CFR 565.15; without the check digit, as in Europe, it takes a label. */
    private static boolean isVehicle(String value) {
        return value.chars().filter(Character::isDigit).count() >= 5
                && value.chars().filter(Character::isLetter).count() >= 2
                && Checksums.vin(value);
    }

    /** 3GPP TS 23.003 annex B: Luhn over fifteen digits. */
    private static boolean isEquipment(String value) {
        return Checksums.luhn(value) && !NumberSchemes.isUniform(value);
    }

    /** Asociación de Bancos de México: weights 3, 7, 1 modulo 10. */
    private static boolean isClabe(String value) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (value.charAt(i) - '0') * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) % 10;
        }
        return (10 - sum % 10) % 10 == value.charAt(17) - '0' && !NumberSchemes.isUniform(value);
    }
}
