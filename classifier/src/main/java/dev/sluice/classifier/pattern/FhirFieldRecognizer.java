package dev.sluice.classifier.pattern;

import java.util.List;

/**
 * Elements of FHIR resources in JSON and XML that hold what identifies a person. A window of JSON is read in one pass from
 * its first unit, as the type of a resource may stand behind its elements; XML from the element with FHIR's namespace on.
 *
 * @see <a href="https://hl7.org/fhir/json.html">FHIR JSON</a>
 * @see <a href="https://hl7.org/fhir/xml.html">FHIR XML</a>
 */
final class FhirFieldRecognizer implements Recognizer {
    private static final ClinicalFormats.Format JSON = ClinicalFormats.Format.FHIR_JSON;
    private static final ClinicalFormats.Format XML = ClinicalFormats.Format.FHIR_XML;
    private static final int LONGEST_TAG_BEGIN = 400;

    @Override
    public String name() {
        return "fhir-field";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        ClinicalFormats formats = scan.formats;
        boolean within = formats.goesOn(JSON, token);
        if (within || formats.readTo(JSON) == 0 && isResourceType(scan, token)) {
            formats.readTo(JSON, scan.text.length());
            new JsonReader(scan, new FhirResource(scan)).read(0, within);
        }
        if (formats.goesOn(XML, token)) {
            MarkupReader.record(scan, XML, new Elements(new FhirResource(scan)), 0, true);
        }
        int root = root(scan, token);
        if (root >= 0 && root >= formats.readTo(XML)) {
            MarkupReader.record(scan, XML, new Elements(new FhirResource(scan)), root, false);
        }
    }

    /** {@code "resourceType": "Patient"}. */
    private static boolean isResourceType(Scan scan, int token) {
        return scan.isText(token, "resourcetype")
                && scan.isSign(token + 1, '"')
                && scan.isSign(token + 2, ':')
                && scan.isSign(token + 3, '"')
                && scan.isCapital(token + 4);
    }

    /** Whether the token ends FHIR's namespace: {@code http://hl7.org/fhir}. */
    static boolean isNamespace(Scan scan, int token) {
        return scan.isText(token, "fhir")
                && scan.isSign(token - 1, '/')
                && scan.isText(token - 2, "org")
                && (scan.isSign(token + 1, '"') || scan.isSign(token + 1, '\''));
    }

    /** Where the element begins that has FHIR's namespace, or -1 if the token is not within its name. */
    private static int root(Scan scan, int token) {
        return isNamespace(scan, token) ? MarkupReader.tagAround(scan, token, LONGEST_TAG_BEGIN) : -1;
    }

    /** An element is an object, and its attribute {@code value} a member of the object around it. */
    private record Elements(FhirResource resource) implements MarkupReader.Listener {
        @Override
        public void open(String name, List<MarkupReader.Attribute> attributes) {
            for (MarkupReader.Attribute attribute : attributes) {
                if (attribute.name().equals("value")) {
                    resource.value(name, attribute.start(), attribute.end());
                }
            }
            resource.open(name);
            for (MarkupReader.Attribute attribute : attributes) {
                if (attribute.name().equals("url")) {
                    resource.value("url", attribute.start(), attribute.end());
                }
            }
            if (!name.isEmpty() && Units.isUpperCase(name.charAt(0))) {
                resource.resource(name);
            }
        }

        @Override
        public void text(int start, int end) {}

        @Override
        public void close() {
            resource.close();
        }
    }
}
