package dev.sluice.classifier.pattern;

import java.util.List;

/** The built-in lexicon and recognizers, made once. */
final class BuiltIn {
    private static final LexiconFiles.Lists LISTS = LexiconFiles.read();

    static final Lexicon LEXICON = LISTS.lexicon();
    static final LanguageStretches LANGUAGES = new LanguageStretches(LISTS.languages());

    static final List<Recognizer> RECOGNIZERS = List.of(
            new TitledNameRecognizer(),
            new FullNameRecognizer(),
            new LabelledNameRecognizer(),
            new SpokenNameRecognizer(),
            new SpokenDetailRecognizer(),
            new InitialsRecognizer(),
            new SingleNameRecognizer(),
            new UnknownNameRecognizer(),
            new SubjectNameRecognizer(),
            new ActorNameRecognizer(),
            new CarriedNameRecognizer(),
            new ForeignNameRecognizer(),
            new PathNameRecognizer(),
            new AddressRecognizer(),
            new ForeignAddressRecognizer(),
            new PostalCodeRecognizer(),
            new DateRecognizer(),
            new AgeRecognizer(),
            new PhoneRecognizer(),
            new EmailRecognizer(),
            new AddressWithoutDomainRecognizer(),
            new SocialSecurityRecognizer(),
            new LabelledCodeRecognizer(),
            new PartialNumberRecognizer(),
            new PlateRecognizer(),
            new TableColumnRecognizer(),
            NumberRecognizer.ofCodes(),
            NumberRecognizer.ofNumbers(),
            new MachineZoneRecognizer(),
            new CardRecognizer(),
            new IbanRecognizer(),
            new RoutingRecognizer(),
            new UserNameRecognizer(),
            new UrlRecognizer(),
            new PersonalPageRecognizer(),
            new IpRecognizer(),
            new Ipv6Recognizer(),
            new SecretRecognizer(),
            new PasswordRecognizer(),
            new NetworkKeyRecognizer(),
            new CredentialUrlRecognizer(),
            new PasswordHashRecognizer(),
            new CommandLineRecognizer(),
            new EncodedValueRecognizer(),
            new FinanceRecognizer(),
            new MarkRecognizer(),
            new HealthRecognizer(),
            new ClinicalFormatRecognizer(),
            new Hl7FieldRecognizer(),
            new FhirFieldRecognizer(),
            new CdaFieldRecognizer(),
            new X12FieldRecognizer(),
            new NcpdpFieldRecognizer(),
            new NcpdpClaimRecognizer());

    private BuiltIn() {}
}
