package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of FHIR resources say of a person, as a reader of JSON or XML meets them one after another: HumanName,
 * ContactPoint, Address, Identifier and Reference by their elements, whatever element of a resource they are the value of.
 * An object is judged when it ends, as its members come in any order. At most 64 levels are kept.
 *
 * @see <a href="https://hl7.org/fhir/datatypes.html">FHIR data types</a>
 */
final class FhirResource {
    private static final int MOST_LEVELS = 64;
    private static final int LONGEST_CODE = 160;

    /** Resources whose identifiers name no person and nothing of one. */
    private static final String OF_NO_PERSON = " Organization Location HealthcareService Endpoint Medication Substance"
            + " ValueSet CodeSystem ConceptMap NamingSystem StructureDefinition StructureMap CapabilityStatement"
            + " OperationDefinition SearchParameter ImplementationGuide Questionnaire PlanDefinition"
            + " ActivityDefinition Measure Library InsurancePlan MedicationKnowledge OrganizationAffiliation"
            + " GraphDefinition MessageDefinition CompartmentDefinition ExampleScenario TestScript ";

    /** Elements whose reference is to a patient or the like even where it isn't written. */
    private static final String PERSONAL_ELEMENTS = " subject patient beneficiary subscriber practitioner ";

    private static final String PERSONS = " Patient Practitioner PractitionerRole RelatedPerson Person ";

    /** An object and the element that it is the value of. */
    private static final class Level {
        private String key = "";
        private String resource = "";
        private String system = "";
        private String typeCode = "";
        private String reference = "";
        private String url = "";
        private int valueStart;
        private int valueEnd;
        private int displayStart;
        private int displayEnd;
        private int textStart;
        private int textEnd;

        private void open(String element) {
            key = element;
            resource = "";
            system = "";
            typeCode = "";
            reference = "";
            url = "";
            valueEnd = 0;
            displayEnd = 0;
            textEnd = 0;
        }
    }

    private final Scan scan;
    private final Level[] levels = new Level[MOST_LEVELS];
    private int depth;

    FhirResource(Scan scan) {
        this.scan = scan;
    }

    /** An object begins that is the value of an element. */
    void open(String key) {
        if (depth < MOST_LEVELS) {
            if (levels[depth] == null) {
                levels[depth] = new Level();
            }
            levels[depth].open(key);
        }
        depth++;
    }

    /** The resource that the object is. */
    void resource(String type) {
        Level level = level(0);
        if (level != null) {
            level.resource = type;
        }
    }

    /** The object that began last ends; nothing happens without one. */
    void close() {
        Level level = level(0);
        if (level != null) {
            judge(level);
        }
        depth = Math.max(0, depth - 1);
    }

    /** Whether every object has ended. */
    boolean isClosed() {
        return depth == 0;
    }

    private @Nullable Level level(int up) {
        int at = depth - 1 - up;
        return at >= 0 && at < MOST_LEVELS ? levels[at] : null;
    }

    /** A member of the object whose value is these units. */
    void value(String key, int start, int end) {
        Level level = level(0);
        if (level == null) {
            return;
        }
        switch (key) {
            case "resourceType" -> level.resource = code(start, end);
            case "system" -> level.system = code(start, end);
            case "url" -> level.url = code(start, end);
            case "code" -> typeCode(code(start, end));
            case "reference" -> level.reference = code(start, end);
            case "type" -> level.reference = level.reference.isEmpty() ? code(start, end) : level.reference;
            case "value" -> {
                level.valueStart = start;
                level.valueEnd = end;
            }
            case "display" -> {
                level.displayStart = start;
                level.displayEnd = end;
            }
            case "text" -> {
                level.textStart = start;
                level.textEnd = end;
            }
            case "valueString", "valueDateTime" -> extension(level, start, end);
            default -> direct(key).ifPresent(type -> Field.emit(scan, type, start, end, Field.PLACED));
        }
    }

    private String code(int start, int end) {
        return scan.text.slice(start, Math.min(end, start + LONGEST_CODE));
    }

    /** Elements of one meaning in all of FHIR. */
    private static Optional<FindingType> direct(String key) {
        return Optional.ofNullable(
                switch (key) {
                    case "family", "given" -> FindingType.PERSON;
                    case "line" -> FindingType.ADDRESS;
                    case "city", "district" -> FindingType.LOCATION;
                    case "postalCode" -> FindingType.POSTAL_CODE;
                    case "birthDate" -> FindingType.DATE_OF_BIRTH;
                    case "deceasedDateTime" -> FindingType.DATE;
                    case "subscriberId" -> FindingType.HEALTH_PLAN;
                    case "serialNumber", "carrierHRF" -> FindingType.DEVICE;
                    default -> null;
                });
    }

    /** The code of an identifier's type stands two levels below it: type, coding. */
    private void typeCode(String code) {
        Level type = level(1);
        Level identifier = level(2);
        if (type != null && identifier != null && type.key.equals("type") && identifier.typeCode.isEmpty()) {
            identifier.typeCode = code;
        }
    }

    private void extension(Level level, int start, int end) {
        if (level.url.endsWith("birthTime")) {
            Field.emit(scan, FindingType.DATE_OF_BIRTH, start, end, Field.PLACED);
        } else if (level.url.endsWith("mothersMaidenName")) {
            Field.emit(scan, FindingType.PERSON, start, end, Field.PLACED);
        }
    }

    private void judge(Level level) {
        switch (level.key) {
            case "telecom", "valueContactPoint" -> telecom(level);
            case "identifier", "valueIdentifier", "subscriberId" -> identifier(level);
            case "name", "valueHumanName" -> text(level, FindingType.PERSON);
            case "address", "valueAddress" -> text(level, FindingType.ADDRESS);
            default -> reference(level);
        }
    }

    private void text(Level level, FindingType type) {
        if (level.textEnd > 0) {
            Field.emit(scan, type, level.textStart, level.textEnd, Field.PLACED);
        }
    }

    private void telecom(Level level) {
        if (level.valueEnd == 0) {
            return;
        }
        boolean mail = Field.has(scan.text, level.valueStart, level.valueEnd, '@');
        FindingType type = switch (level.system) {
            case "fax" -> FindingType.FAX;
            case "email" -> FindingType.EMAIL;
            case "url" -> FindingType.URL;
            default -> mail ? FindingType.EMAIL : FindingType.PHONE;
        };
        Field.emit(scan, type, level.valueStart, level.valueEnd, Field.PLACED);
    }

    private void identifier(Level level) {
        if (level.valueEnd == 0) {
            return;
        }
        FindingType owned = owned(level.key.equals("subscriberId"));
        Optional<FindingType> type =
                IdentifierTypes.ofCode(level.typeCode).or(() -> IdentifierTypes.ofSystem(level.system));
        if (owned != null) {
            Field.emit(scan, type.orElse(owned), level.valueStart, level.valueEnd, Field.UNTYPED);
        }
    }

    /** What an identifier is that says nothing of itself, by the resource it stands in; null if it is nobody's. */
    private @Nullable FindingType owned(boolean subscriber) {
        if (subscriber) {
            return FindingType.HEALTH_PLAN;
        }
        for (int up = 1; up < MOST_LEVELS; up++) {
            Level level = level(up);
            if (level == null) {
                break;
            }
            if (!level.resource.isEmpty()) {
                return switch (level.resource) {
                    case "Account" -> FindingType.ACCOUNT;
                    case "Coverage" -> FindingType.HEALTH_PLAN;
                    case "Device" -> FindingType.DEVICE;
                    default -> isOneOf(OF_NO_PERSON, level.resource) ? null : FindingType.IDENTIFIER;
                };
            }
        }
        return FindingType.IDENTIFIER;
    }

    /** The name of a person who is referred to. */
    private void reference(Level level) {
        if (level.displayEnd == 0) {
            return;
        }
        boolean personal = level.reference.isEmpty()
                ? isOneOf(PERSONAL_ELEMENTS, level.key) && level.system.isEmpty()
                : isOneOf(PERSONS, referred(level.reference));
        if (personal) {
            Field.emit(scan, FindingType.PERSON, level.displayStart, level.displayEnd, Field.PLACED);
        }
    }

    /** The kind of resource in {@code https://server/Patient/1}, {@code Patient/1} or {@code Patient}. */
    private static String referred(String reference) {
        int id = reference.lastIndexOf('/');
        int kind = id < 0 ? -1 : reference.lastIndexOf('/', id - 1);
        return reference.substring(kind + 1, id < 0 ? reference.length() : id);
    }

    private static boolean isOneOf(String words, String word) {
        return !word.isEmpty() && words.contains(" " + word + " ");
    }
}
