package dev.sluice.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.custom.AllowEntry;
import dev.sluice.classifier.custom.Approval;
import dev.sluice.classifier.custom.CustomRecognizer;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.classifier.custom.RefusedRuleException;
import dev.sluice.classifier.custom.WordList;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What custom rules add to a classification, and how little an allow entry can take away. */
final class CustomRulesTests {
    private static final String DESK = "frontdesk@hospital.org";
    private static final String LEAFLET = "Please write to " + DESK + " for the opening hours.";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final AllowScope HERE = new AllowScope("clinic", "urn:leaflets", DAY);
    private static final Optional<Approval> APPROVED = Optional.of(new Approval("m.osei", DAY.minusDays(20)));
    private static final Classifier STANDARD = Classifier.standard();

    private static AllowEntry entry(FindingType type, String value) {
        return entry(type, value, Optional.empty(), Optional.empty(), APPROVED);
    }

    private static AllowEntry entry(
            FindingType type,
            String value,
            Optional<String> tenant,
            Optional<String> source,
            Optional<Approval> approval) {
        return AllowEntry.of(
                "front-desk",
                type,
                value,
                tenant,
                source,
                "printed on every leaflet",
                "a.brandt",
                approval,
                DAY.plusDays(5));
    }

    private static Classifier allowing(AllowEntry... entries) {
        return STANDARD.with(CustomRules.of(List.of(), List.of(), List.of(entries), "0".repeat(64)));
    }

    private static Classification classified(AllowEntry entry, String text) {
        return allowing(entry).classify(DocumentText.of(text), HERE);
    }

    /** Nothing was taken away from what the built-in detectors find in the leaflet. */
    private static void counts(Classification answer) {
        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.findings())
                .containsAll(STANDARD.classify(DocumentText.of(LEAFLET)).findings());
        assertThat(answer.findings()).extracting(Finding::type).contains(FindingType.EMAIL);
    }

    @Test
    void anEntryThatTwoPeopleApprovedSuppressesItsValueAndIsRecorded() {
        Classification without = STANDARD.classify(DocumentText.of(LEAFLET));
        Classification answer = classified(entry(FindingType.EMAIL, DESK), LEAFLET);
        assertThat(answer).isInstanceOf(Exhaustive.class);
        assertThat(answer.findings())
                .isEqualTo(without.findings().stream()
                        .filter(finding -> finding.type() != FindingType.EMAIL)
                        .toList());
        assertThat(answer.categories()).isEqualTo(Category.of(answer.findings()));
        assertThat(answer.suppressed()).singleElement().satisfies(one -> {
            assertThat(one.type()).isEqualTo(FindingType.EMAIL);
            assertThat(one.letter()).contains(Letter.F);
            assertThat(one.entry()).isEqualTo("front-desk");
            assertThat(LEAFLET.substring(one.finding().start(), one.finding().end()))
                    .isEqualTo(DESK);
            assertThat(one.toString()).doesNotContain("hospital");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frontdesk@hospital.org.com",
                "marie.frontdesk@hospital.org",
                "Frontdesk@hospital.org",
                "frontdesk2@hospital.org",
                "frontdesk@hosp\u200bital.example",
                "ｆrontdesk@hospital.org",
                "frontdesk&#64;hospital.org",
                "fröntdesk@hospital.org",
                "\u200bfrontdesk@hospital.org\u0301"
            })
    void anyOtherValueCounts(String value) {
        Classification without = STANDARD.classify(DocumentText.of("Please write to " + value + " for the hours."));
        Classification with =
                classified(entry(FindingType.EMAIL, DESK), "Please write to " + value + " for the hours.");
        assertThat(with.suppressed()).isEmpty();
        assertThat(with.findings()).isNotEmpty().isEqualTo(without.findings());
    }

    /** A detector may see the whole of the longer name or number, or its first part only: it is somebody else's. */
    @ParameterizedTest
    @CsvSource({
        "PERSON, Anna Brandt, Please ask Ms. Anna Brandt Weber about it.",
        "PERSON, Anna Brandt, Please ask Ms. Anna Brandt Étienne about it.",
        "PERSON, Anna Brandt, Please ask Ms. Anna Brandt-Weber about it.",
        "PHONE, 212-555-0147, Please call 212-555-0147 88 before noon.",
        "PHONE, 212-555-0147, Please call 1 212-555-0147 before noon."
    })
    void aValueThatGoesOnBehindASpaceCounts(FindingType type, String value, String text) {
        int at = text.indexOf(value);
        Finding finding = new Finding(type, null, at, at + value.length(), 0.9, "any", 1);
        AllowEntry entry = entry(type, value);
        CustomRules rules = CustomRules.of(List.of(), List.of(), List.of(entry), "0".repeat(64));
        assertThat(rules.allowed().allowing(finding, text, HERE)).isEmpty();
        Classification without = STANDARD.classify(DocumentText.of(text));
        assertThat(classified(entry, text).findings()).isEqualTo(without.findings());
        String alone = " ".repeat(at) + value + ", please.";
        assertThat(rules.allowed().allowing(finding, alone, HERE)).isPresent();
    }

    /** Letters of another script are a language not covered, and nothing is suppressed in a degraded document. */
    @Test
    void aHomoglyphCounts() {
        Classification answer = classified(entry(FindingType.EMAIL, DESK), LEAFLET.replace("desk", "d\u0435sk"));
        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer instanceof Degraded || !answer.findings().isEmpty()).isTrue();
    }

    @Test
    void anotherTypeCounts() {
        counts(classified(entry(FindingType.USERNAME, DESK), LEAFLET));
    }

    @Test
    void anotherFindingCountsBesideASuppressedOne() {
        Classification answer = classified(entry(FindingType.EMAIL, DESK), LEAFLET + " Or to marie.koenig@clinic.org.");
        assertThat(answer.suppressed()).hasSize(1);
        assertThat(answer.findings()).extracting(Finding::type).contains(FindingType.EMAIL);
        assertThat(answer.categories()).contains(Category.PII);
    }

    @Test
    void anotherTenantOrSourceCountsAndSoDoesADocumentOfNobody() {
        AllowEntry tenant = entry(FindingType.EMAIL, DESK, Optional.of("other"), Optional.empty(), APPROVED);
        AllowEntry source = entry(FindingType.EMAIL, DESK, Optional.empty(), Optional.of("urn:other"), APPROVED);
        counts(classified(tenant, LEAFLET));
        counts(classified(source, LEAFLET));
        counts(allowing(entry(FindingType.EMAIL, DESK)).classify(DocumentText.of(LEAFLET)));
        AllowEntry both = entry(FindingType.EMAIL, DESK, Optional.of("clinic"), Optional.of("urn:leaflets"), APPROVED);
        assertThat(classified(both, LEAFLET).suppressed()).hasSize(1);
    }

    @Test
    void anEntryHoldsFromItsApprovalToItsLastDay() {
        Classifier classifier = allowing(entry(FindingType.EMAIL, DESK));
        DocumentText text = DocumentText.of(LEAFLET);
        for (LocalDate day : List.of(DAY.minusDays(20), DAY.plusDays(5))) {
            assertThat(classifier
                            .classify(text, new AllowScope("clinic", "", day))
                            .suppressed())
                    .hasSize(1);
        }
        for (LocalDate day : List.of(DAY.minusDays(21), DAY.plusDays(6))) {
            counts(classifier.classify(text, new AllowScope("clinic", "", day)));
        }
    }

    @Test
    void anEntryThatNobodyElseApprovedCounts() {
        counts(classified(
                entry(FindingType.EMAIL, DESK, Optional.empty(), Optional.empty(), Optional.empty()), LEAFLET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.brandt", "A.Brandt", "a.brandt ", "\u0430.brandt", ""})
    void nobodyApprovesTheirOwnEntryUnderAnySpelling(String approver) {
        assertThatThrownBy(() -> entry(
                        FindingType.EMAIL,
                        DESK,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Approval(approver, DAY))))
                .isInstanceOf(RefusedRuleException.class);
    }

    /** Whatever an entry can name takes away personal data and no other category. */
    @ParameterizedTest
    @EnumSource(FindingType.class)
    void noEntryTakesAwayMoreThanPersonalData(FindingType type) {
        boolean allowable =
                type.roles().stream().allMatch(role -> role == Role.IDENTIFIER || role == Role.QUASI_IDENTIFIER);
        if (allowable) {
            return;
        }
        assertThatThrownBy(() -> entry(type, "value 4711"))
                .isInstanceOf(RefusedRuleException.class)
                .hasMessageContaining("can be allowed");
    }

    @ParameterizedTest
    @EnumSource(
            value = FindingType.class,
            names = {
                "SSN",
                "MRN",
                "NATIONAL_ID",
                "PASSPORT",
                "TAX_ID",
                "DRIVER_LICENSE",
                "HEALTH_PLAN",
                "ACCOUNT",
                "CARD",
                "SECRET",
                "DATE_OF_BIRTH",
                "CLINICAL_RECORD"
            })
    void noEntryNamesAPersonsOwnNumber(FindingType type) {
        assertThatThrownBy(() -> entry(type, "078-05-1120")).isInstanceOf(RefusedRuleException.class);
    }

    @Test
    void refusesWhatWouldReachFurtherThanOneValue() {
        assertThatThrownBy(() -> entry(FindingType.PERSON, "Jordan")).hasMessageContaining("one word");
        assertThatThrownBy(() -> entry(FindingType.EMAIL, "@")).hasMessageContaining("characters");
        assertThatThrownBy(() -> entry(FindingType.PERSON, "Ros\u0435 Hill")).hasMessageContaining("two scripts");
        assertThatThrownBy(() -> AllowEntry.of(
                        "long",
                        FindingType.EMAIL,
                        DESK,
                        Optional.empty(),
                        Optional.empty(),
                        "printed everywhere",
                        "a.brandt",
                        APPROVED,
                        DAY.plusYears(2)))
                .hasMessageContaining("expires");
    }

    @Test
    void aWordListOutweighsAnAllowEntryOverTheSameSpan() {
        WordList list = WordList.of("never", FindingType.EMAIL, 0.1, Map.of(1, DESK));
        Classifier classifier = STANDARD.with(
                CustomRules.of(List.of(), List.of(list), List.of(entry(FindingType.EMAIL, DESK)), "0".repeat(64)));
        counts(classifier.classify(DocumentText.of(LEAFLET), HERE));
    }

    @Test
    void customFindingsCountLikeBuiltInOnesAndNameTheirDetector() {
        CustomRecognizer staff = CustomRecognizer.of(
                "staff", FindingType.IDENTIFIER, "HX-\\d{5}", true, Optional.empty(), Optional.empty(), 0.9);
        WordList list = WordList.of("projects", FindingType.CONFIDENTIALITY, 0.9, Map.of(1, "Halcyon Reef"));
        Classifier classifier = STANDARD.with(CustomRules.of(List.of(staff), List.of(list), List.of(), "0".repeat(64)));
        Classification answer = classifier.classify(DocumentText.of("The plan of HX-20417 for Halcyon Reef is ready."));
        assertThat(answer.categories()).contains(Category.PII, Category.CONFIDENTIAL);
        List<String> names =
                answer.detectors().detectors().stream().map(Detector::name).toList();
        assertThat(answer.findings()).extracting(Finding::recognizer).contains("custom/staff", "list/projects");
        assertThat(names).contains("custom/staff", "list/projects");
    }

    @Test
    void theDetectorsDigestFollowsEveryRuleAndEveryByteOfItsSource() {
        String none = STANDARD.detectors().digest();
        assertThat(STANDARD.with(CustomRules.NONE).detectors().digest()).isEqualTo(none);
        String one = allowing(entry(FindingType.EMAIL, DESK)).detectors().digest();
        String otherValue =
                allowing(entry(FindingType.EMAIL, "x" + DESK)).detectors().digest();
        String otherBytes = STANDARD.with(
                        CustomRules.of(List.of(), List.of(), List.of(entry(FindingType.EMAIL, DESK)), "1".repeat(64)))
                .detectors()
                .digest();
        assertThat(List.of(none, one, otherValue, otherBytes)).doesNotHaveDuplicates();
    }

    @Test
    void noOtherPackageCanMakeASuppression() {
        assertThat(Suppression.class.getDeclaredConstructors())
                .allSatisfy(made -> assertThat(made.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED))
                        .isZero());
        assertThat(AllowEntry.InForce.class.getDeclaredConstructors())
                .allSatisfy(made ->
                        assertThat(Modifier.isPrivate(made.getModifiers())).isTrue());
    }
}
