package dev.sluice.classifier.pattern;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The check digits that a custom recognizer may ask for by name; what they are is documented in {@link Checksums}. */
public enum Checksum {
    /** Luhn, ISO/IEC 7812-1 annex B. */
    LUHN("\\d{2,40}", Checksums::luhn),
    /** Verhoeff's dihedral check, as in Aadhaar. */
    VERHOEFF("\\d{2,40}", Checksums::verhoeff),
    /** International bank account number, ISO 13616. */
    IBAN("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}", Checksums::iban),
    /** American routing number. */
    ROUTING("\\d{9}", Checksums::routing),
    /** NHS number of England. */
    NHS("\\d{10}", Checksums::nhs),
    /** National provider identifier of the United States. */
    NPI("\\d{10}", Checksums::npi),
    /** German tax identification number. */
    GERMAN_TAX("\\d{11}", Checksums::germanTax),
    /** French social security number. */
    FRENCH_SOCIAL("\\d{15}", WesternNumbers::isSocial),
    /** Dutch citizen service number. */
    DUTCH_SERVICE("\\d{9}", Checksums::dutchService),
    /** Spanish DNI. */
    SPANISH_IDENTITY("\\d{8}[A-Z]", value -> Checksums.spanishIdentity(value.substring(0, 8), value.charAt(8))),
    /** Italian codice fiscale. */
    ITALIAN_TAX("[A-Z]{6}\\d{2}[A-Z]\\d{2}[A-Z]\\d{3}[A-Z]", Checksums::italianTax),
    /** Polish PESEL. */
    PESEL("\\d{11}", Checksums::pesel),
    /** Vehicle identification number, 49 CFR 565. */
    VIN("[A-Z0-9]{17}", Checksums::vin);

    private final Pattern form;
    private final Predicate<String> check;

    Checksum(String form, Predicate<String> check) {
        this.form = Pattern.compile(form);
        this.check = check;
    }

    /** Whether the letters and digits of a value, its signs and spaces left out, have the form and pass the check. */
    public boolean accepts(String value) {
        StringBuilder bare = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 0x7F) {
                return false;
            }
            if (Character.isLetterOrDigit(c)) {
                bare.append(c);
            }
        }
        String plain = bare.toString().toUpperCase(Locale.ROOT);
        return form.matcher(plain).matches() && check.test(plain);
    }
}
