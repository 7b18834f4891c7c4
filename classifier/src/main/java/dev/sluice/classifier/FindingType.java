package dev.sluice.classifier;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a finding is. */
public enum FindingType {
    /** Name of a person, or a relative who is named. */
    PERSON(Letter.A, Role.IDENTIFIER),
    /** Street address or another address with a number. */
    ADDRESS(Letter.B, Role.IDENTIFIER),
    /** Place below a state that stands beside a person. */
    LOCATION(Letter.B, Role.QUASI_IDENTIFIER),
    /** Postal code that stands beside a person or in an address. */
    POSTAL_CODE(Letter.B, Role.QUASI_IDENTIFIER),
    /** Date that a label ties to a person, other than the birth. */
    DATE(Letter.C, Role.QUASI_IDENTIFIER),
    /** Date of birth. */
    DATE_OF_BIRTH(Letter.C, Role.IDENTIFIER),
    /** Age over 89. */
    AGE_OVER_89(Letter.C, Role.QUASI_IDENTIFIER),
    /** Telephone number. */
    PHONE(Letter.D, Role.IDENTIFIER),
    /** Fax number. */
    FAX(Letter.E, Role.IDENTIFIER),
    /** Electronic mail address. */
    EMAIL(Letter.F, Role.IDENTIFIER),
    /** United States social security number. */
    SSN(Letter.G, Role.IDENTIFIER),
    /** Medical record number. */
    MRN(Letter.H, Role.IDENTIFIER),
    /** Health plan, member, policy or beneficiary number. */
    HEALTH_PLAN(Letter.I, Role.IDENTIFIER),
    /** Account or customer number. */
    ACCOUNT(Letter.J, Role.IDENTIFIER),
    /** Certificate or licence number, professional registrations included. */
    LICENSE(Letter.K, Role.IDENTIFIER),
    /** Driver's licence number. */
    DRIVER_LICENSE(Letter.K, Role.IDENTIFIER),
    /** Vehicle identification number or licence plate. */
    VEHICLE(Letter.L, Role.IDENTIFIER),
    /** Device identifier or serial number. */
    DEVICE(Letter.M, Role.IDENTIFIER),
    /** Web address that names a person. */
    URL(Letter.N, Role.IDENTIFIER),
    /** Globally routable IP address. */
    IP_ADDRESS(Letter.O, Role.IDENTIFIER),
    /** User name or handle. */
    USERNAME(Letter.R, Role.IDENTIFIER),
    /** National identity number. */
    NATIONAL_ID(Letter.R, Role.IDENTIFIER),
    /** Passport number. */
    PASSPORT(Letter.R, Role.IDENTIFIER),
    /** Tax number of a person. */
    TAX_ID(Letter.R, Role.IDENTIFIER),
    /** Another number or code that a label ties to a person. */
    IDENTIFIER(Letter.R, Role.IDENTIFIER),
    /** Payment card number that passes its checksum. */
    CARD(Letter.J, Role.IDENTIFIER, Role.CARD_DATA),
    /** Card security code, expiry beside a card, magnetic stripe. */
    CARD_SECURITY(null, Role.CARD_DATA),
    /** International bank account number. */
    IBAN(Letter.J, Role.IDENTIFIER, Role.FINANCE),
    /** Bank routing number or other code of a bank beside an account. */
    ROUTING_NUMBER(Letter.J, Role.IDENTIFIER, Role.FINANCE),
    /** Salaries, transactions, positions, balances. */
    FINANCIAL(null, Role.FINANCE),
    /** Key, token, password or private key. */
    SECRET(null, Role.CREDENTIAL),
    /** Marking of legal privilege. */
    LEGAL_PRIVILEGE(null, Role.PRIVILEGE),
    /** Marking of export control. */
    EXPORT_CONTROL(null, Role.EXPORT),
    /** Marking of business confidentiality. */
    CONFIDENTIALITY(null, Role.CONFIDENCE),
    /** Condition, drug, procedure, department or coded diagnosis. */
    HEALTH(null, Role.HEALTH_CONTEXT),
    /** Record in a clinical exchange format: HL7 v2, FHIR, C-CDA, X12, NCPDP. */
    CLINICAL_RECORD(null, Role.CLINICAL_RECORD, Role.HEALTH_CONTEXT);

    private final @Nullable Letter letter;
    private final Set<Role> roles;

    FindingType(@Nullable Letter letter, Role... roles) {
        this.letter = letter;
        this.roles = Set.of(roles);
    }

    /** The identifier's letter in 45 CFR 164.514(b)(2)(i), or empty for what is not one of the eighteen. */
    public Optional<Letter> letter() {
        return Optional.ofNullable(letter);
    }

    /** Whether it makes personal data by itself, beside nothing else. */
    public boolean identifiesAlone() {
        return roles.contains(Role.IDENTIFIER);
    }

    Set<Role> roles() {
        return roles;
    }
}
