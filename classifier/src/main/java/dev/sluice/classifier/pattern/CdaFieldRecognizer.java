package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Elements of clinical documents (CDA, C-CDA) that hold what identifies a person: identifiers of roles, names, addresses,
 * telecommunication addresses and times of birth and death.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=7">HL7 Clinical Document Architecture</a>
 */
final class CdaFieldRecognizer implements Recognizer {
    private static final ClinicalFormats.Format CDA = ClinicalFormats.Format.CDA;

    /** Roles and entities of persons, and encounters, whose identifiers are those of somebody. */
    private static final Set<String> IDENTIFIED = Set.of(
            "patientRole",
            "patient",
            "assignedAuthor",
            "assignedEntity",
            "assignedPerson",
            "associatedEntity",
            "intendedRecipient",
            "relatedSubject",
            "relatedEntity",
            "guardian",
            "participantRole",
            "specimenRole",
            "subject",
            "encompassingEncounter");

    /** Elements whose {@code name} is that of a person. */
    private static final Set<String> PERSONS = Set.of(
            "patient",
            "assignedPerson",
            "guardianPerson",
            "associatedPerson",
            "informationRecipient",
            "relatedPerson",
            "subject",
            "playingEntity",
            "maintainingPerson");

    @Override
    public String name() {
        return "cda-field";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        ClinicalFormats formats = scan.formats;
        if (formats.goesOn(CDA, token)) {
            MarkupReader.record(scan, CDA, new Elements(scan), 0, true);
        }
        if (scan.isText(token, "clinicaldocument") && scan.tokens.start[token] >= formats.readTo(CDA)) {
            int start = MarkupReader.tagNamed(scan, token);
            if (start >= 0) {
                MarkupReader.record(scan, CDA, new Elements(scan), start, false);
            }
        }
    }

    private static final class Elements implements MarkupReader.Listener {
        private final Scan scan;
        private final ElementPath path = new ElementPath();
        private final List<String> kinds = new ArrayList<>();

        Elements(Scan scan) {
            this.scan = scan;
        }

        @Override
        public void open(String name, List<MarkupReader.Attribute> attributes) {
            for (MarkupReader.Attribute attribute : attributes) {
                switch (name + " " + attribute.name()) {
                    case "id extension" -> identifier(attribute, attributes);
                    case "telecom value" -> telecom(attribute);
                    case "birthTime value" -> emit(FindingType.DATE_OF_BIRTH, attribute);
                    case "deceasedTime value" -> emit(FindingType.DATE, attribute);
                    default -> {}
                }
            }
            path.enter(name);
            kinds.add(kind(attributes));
        }

        /** The class or type code, which tells a device's role from a person's. */
        private String kind(List<MarkupReader.Attribute> attributes) {
            StringBuilder kind = new StringBuilder();
            for (MarkupReader.Attribute attribute : attributes) {
                if (attribute.name().equals("classCode") || attribute.name().equals("typeCode")) {
                    kind.append(' ').append(value(attribute)).append(' ');
                }
            }
            return kind.toString();
        }

        private String value(MarkupReader.Attribute attribute) {
            return scan.text.slice(attribute.start(), Math.min(attribute.end(), attribute.start() + 160));
        }

        private void emit(FindingType type, MarkupReader.Attribute attribute) {
            Field.emit(scan, type, attribute.start(), attribute.end(), Field.PLACED);
        }

        private void identifier(MarkupReader.Attribute extension, List<MarkupReader.Attribute> attributes) {
            if (!IDENTIFIED.contains(path.up(0))) {
                return;
            }
            Optional<FindingType> assigned = attributes.stream()
                    .filter(attribute -> attribute.name().equals("root"))
                    .findFirst()
                    .flatMap(root -> IdentifierTypes.ofSystem(value(root)));
            Optional<FindingType> type = assigned.or(this::byRole);
            type.ifPresent(known -> Field.emit(
                    scan,
                    known,
                    extension.start(),
                    extension.end(),
                    known == FindingType.IDENTIFIER ? Field.UNTYPED : Field.PLACED));
        }

        /** What the identifier of a role is whose assigner is not known; empty for that of a place. */
        private Optional<FindingType> byRole() {
            String role = kinds.getLast();
            String participation = kinds.size() > 1 ? kinds.get(kinds.size() - 2) : "";
            return switch (path.up(0)) {
                case "patientRole", "patient" -> Optional.of(FindingType.MRN);
                case "participantRole" -> {
                    if (role.contains(" SDLOC ") || role.contains(" TERR ")) {
                        yield Optional.empty();
                    }
                    boolean member = participation.contains(" COV ") || participation.contains(" HLD ");
                    yield Optional.of(
                            role.contains(" MANU ")
                                    ? FindingType.DEVICE
                                    : member ? FindingType.HEALTH_PLAN : FindingType.IDENTIFIER);
                }
                default -> Optional.of(FindingType.IDENTIFIER);
            };
        }

        private void telecom(MarkupReader.Attribute attribute) {
            int colon = attribute.start();
            while (colon < attribute.end() && scan.text.at(colon) != ':') {
                colon++;
            }
            String scheme = colon < attribute.end()
                    ? scan.text.slice(attribute.start(), Math.min(colon, attribute.start() + 12))
                    : "";
            FindingType type = switch (scheme.strip().toLowerCase(Locale.ROOT)) {
                case "fax", "x-text-fax" -> FindingType.FAX;
                case "mailto" -> FindingType.EMAIL;
                case "http", "https", "ftp" -> FindingType.URL;
                default ->
                    Field.has(scan.text, attribute.start(), attribute.end(), '@')
                            ? FindingType.EMAIL
                            : FindingType.PHONE;
            };
            int start = scheme.isEmpty() || type == FindingType.URL ? attribute.start() : colon + 1;
            Field.emit(scan, type, start, attribute.end(), Field.PLACED);
        }

        @Override
        public void text(int start, int end) {
            FindingType type = switch (path.up(0)) {
                case "family", "given" -> FindingType.PERSON;
                case "name" -> PERSONS.contains(path.up(1)) ? FindingType.PERSON : null;
                case "streetAddressLine",
                        "streetName",
                        "streetNameBase",
                        "houseNumber",
                        "houseNumberNumeric",
                        "additionalLocator",
                        "unitID",
                        "postBox",
                        "deliveryAddressLine",
                        "addr" -> FindingType.ADDRESS;
                case "city", "county", "precinct" -> FindingType.LOCATION;
                case "postalCode" -> FindingType.POSTAL_CODE;
                default -> null;
            };
            if (type != null) {
                Field.emit(scan, type, start, end, Field.PLACED);
            }
        }

        @Override
        public void close() {
            path.leave();
            kinds.removeLast();
        }
    }
}
