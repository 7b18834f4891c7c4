package dev.sluice.ingest.extract;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * The names of an XML document that stand before no text of their own, and the addresses of its vocabularies: who writes
 * XML chooses them, so they are text like any other. Each once.
 */
final class XmlNames {
    private static final Set<String> KNOWN_ADDRESSES = Set.of(
            "http://www.w3.org/1999/xhtml",
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
            "http://www.w3.org/1999/XSL/Transform",
            "http://www.w3.org/XML/1998/namespace",
            "http://www.w3.org/2001/XMLSchema",
            "http://www.w3.org/2001/XMLSchema-instance",
            "http://www.w3.org/2000/xmlns/",
            "http://hl7.org/fhir",
            "urn:hl7-org:v3",
            "urn:hl7-org:sdtc",
            "http://www.ncpdp.org/schema/SCRIPT");
    private static final int LONGEST_PREFIX = 5;
    private static final Set<String> INSTRUCTIONS =
            Set.of("xml-stylesheet", "xml-model", "mso-application", "mso-contentType", "xpacket", "oxygen", "php");
    /** What XML itself has attributes for, and the form of their values (RFC 5646 §2.1 for languages). */
    private static final Map<String, Pattern> FORMAL = Map.of(
            "xml:lang", Pattern.compile("[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\\d{3}|[a-z]{2}))?|x-default"),
            "xml:space", Pattern.compile("default|preserve"),
            "xsi:nil", Pattern.compile("true|false|1|0"),
            "xsi:type", Pattern.compile("(?:[a-z]{1,5}:)?[A-Z][A-Z_]{1,8}|xsd?:[a-zA-Z]{3,20}"));

    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> written = new LinkedHashSet<>();

    /** Notes the names of the element that begins here. */
    void element(XMLStreamReader xml, Set<String> known) {
        name(xml.getPrefix(), xml.getLocalName(), known);
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String uri = xml.getNamespaceURI(i);
            String prefix = xml.getNamespacePrefix(i);
            if (uri != null && !KNOWN_ADDRESSES.contains(uri)) {
                found.add(uri);
            }
            if (prefix != null && prefix.length() > LONGEST_PREFIX) {
                found.add(prefix);
            }
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String prefix = xml.getAttributePrefix(i);
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            if (value.isBlank()) {
                name(prefix, name, Set.of());
            } else if (!isFormal(prefix, name, value)) {
                written.add(xml.getLocalName());
            }
        }
    }

    private void name(String prefix, String name, Set<String> known) {
        if (!known.contains(name)) {
            found.add(name);
        }
        if (prefix != null && prefix.length() > LONGEST_PREFIX) {
            found.add(prefix);
        }
    }

    /** A name stands in the text. */
    void wrote(String name) {
        written.add(name);
    }

    /** An instruction's name, unless a program is known by it. */
    void instruction(String target) {
        if (!INSTRUCTIONS.contains(target)) {
            found.add(target);
        }
    }

    /** Whether an attribute that belongs to XML has one of its own values. */
    static boolean isFormal(String prefix, String name, String value) {
        Pattern form = FORMAL.get(prefix + ":" + name);
        return form != null && form.matcher(value.strip()).matches();
    }

    void add(String text) {
        if (!text.isBlank()) {
            found.add(text);
        }
    }

    /** A line for each name that is written nowhere else. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String name : found) {
            if (!written.contains(name)) {
                text.append(name).append('\n');
            }
        }
        return text.toString().strip();
    }
}
