package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.tika.mime.MediaType;

/**
 * Reads XML of any vocabulary (C-CDA and FHIR among them): text, attributes and comments, each line with the name of its
 * element. Resolves no entity but the five of XML itself and reads no document type definition.
 */
final class XmlReader implements PartReader {
    private static final int MAX_DEPTH = 2_000;
    private static final Set<String> INLINE = Set.of(
            "b",
            "i",
            "u",
            "em",
            "strong",
            "span",
            "p",
            "sub",
            "sup",
            "a",
            "text",
            "div",
            "li",
            "item",
            "list",
            "table",
            "tbody",
            "thead",
            "tr",
            "td",
            "th",
            "caption",
            "content",
            "paragraph",
            "br",
            "font",
            "t",
            "r",
            "small");
    /** Elements that say what they hold only together with the one around them: a date of birth, a telephone's number. */
    private static final Set<String> GENERIC = Set.of("date", "datetime", "number", "value", "name", "id");

    /** What stands around every XMP packet (ISO 16684-1 §7.3.2). */
    private static final Pattern PACKET =
            Pattern.compile("begin=.\uFEFF?. id=.W5M0MpCehiHzreSzNTczkc9d.(?: bytes=.\\d{1,9}.)?|end=.[rw].");

    private static final String FHIR = "http://hl7.org/fhir";
    /** Transactions of NCPDP SCRIPT about a patient's prescriptions. */
    private static final Set<String> PRESCRIPTIONS = Set.of(
            "NewRx",
            "NewRxRequest",
            "RxFill",
            "CancelRx",
            "CancelRxResponse",
            "RefillRequest",
            "RefillResponse",
            "RxRenewalRequest",
            "RxRenewalResponse",
            "RxChangeRequest",
            "RxChangeResponse",
            "RxHistoryRequest",
            "RxHistoryResponse");

    private static final Set<String> RUNNING =
            Set.of("b", "i", "u", "em", "strong", "span", "sub", "sup", "a", "content", "font", "small", "t", "r");

    /** Of parsers that resolve no entity and read no document type definition. */
    static final XMLInputFactory FACTORY = XmlParsers.keepingReferences();

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin) {
        ElementText out = new ElementText();
        XmlNames names = new XmlNames();
        LeafGroups groups = new LeafGroups();
        Optional<UnreadReason> failed = Optional.empty();
        DrawnElements drawn = new DrawnElements();
        try {
            failed = render(
                    content, out, names, groups, drawn, reading.settings().maxTextChars());
        } catch (XMLStreamException e) {
            failed = Optional.of(UnreadReason.DAMAGED);
        }
        String text = (out.text() + "\n" + out.parted()).strip();
        reading.sink().segment(place.path(), place.context(), text);
        EncodedContent.look(out.text().toString(), place.path(), reading.sink());
        TaggedText.tell(out.text().toString(), place.path(), reading.sink());
        if (!groups.text().isEmpty()) {
            String path = StructuralPath.child(place.path(), "other");
            reading.sink().segment(path, "elements in one", groups.text());
            EncodedContent.look(groups.text(), path, reading.sink());
        }
        String named = names.text();
        if (!named.isEmpty()) {
            String path = StructuralPath.child(place.path(), "names");
            reading.sink().segment(path, "names", named);
            EncodedContent.look(named, path, reading.sink());
        }
        if (failed.isEmpty() && drawn.mayBeWriting(text.length())) {
            failed = Optional.of(UnreadReason.IMAGE_WITHOUT_OCR);
        }
        if (failed.isEmpty()) {
            reading.sink().read(place.path(), place.kind());
        }
        return failed;
    }

    /** Renders XML; on an exception what was rendered until then stays in {@code out}. */
    static Optional<UnreadReason> render(byte[] content, ElementText out, int maxChars) throws XMLStreamException {
        return render(content, out, new XmlNames(), new LeafGroups(), new DrawnElements(), maxChars);
    }

    private static Optional<UnreadReason> render(
            byte[] content, ElementText out, XmlNames told, LeafGroups groups, DrawnElements drawn, int maxChars)
            throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
        String label = "";
        Deque<String> names = new ArrayDeque<>();
        boolean whole = true;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (names.size() >= MAX_DEPTH || out.length() > maxChars) {
                        return Optional.of(UnreadReason.OVER_LIMIT);
                    }
                    label = start(xml, names, out);
                    told.element(xml, INLINE);
                    groups.begin(xml.getLocalName(), Objects.toString(xml.getAttributeValue(null, "value"), ""));
                    drawn.start(
                            xml.getLocalName(),
                            Objects.toString(xml.getNamespaceURI(), ""),
                            name -> Objects.toString(LeftOutText.attribute(xml, name), ""));
                    names.push(xml.getLocalName());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    names.poll();
                    groups.end();
                    drawn.end(xml.getLocalName());
                    label = "";
                    edge(xml.getLocalName(), out);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    groups.text(xml.getText());
                    if (!xml.isWhiteSpace()) {
                        out.append(label + xml.getText());
                        if (!label.isEmpty()) {
                            told.wrote(names.element());
                            label = "";
                        }
                    } else if (!out.endsWithSpace()) {
                        out.append(" ");
                    }
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    boolean comment = xml.getEventType() == XMLStreamConstants.COMMENT;
                    String text = comment ? xml.getText() : xml.getPIData();
                    if (!comment) {
                        told.instruction(xml.getPITarget());
                    }
                    if (text != null && !text.isBlank() && !PACKET.matcher(text).matches()) {
                        out.endLine();
                        out.append(text.strip());
                        out.endLine();
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> whole = false;
                // Comments and values of attributes may stand in a definition inside the document.
                case XMLStreamConstants.DTD -> {
                    XmlProlog prolog = XmlProlog.of(content);
                    prolog.literals().forEach(told::add);
                    whole &= !prolog.hasDefinition();
                }
                default -> {}
            }
        }
        return whole ? Optional.empty() : Optional.of(UnreadReason.UNSUPPORTED);
    }

    private static String start(XMLStreamReader xml, Deque<String> around, ElementText out) {
        String name = xml.getLocalName();
        edge(name, out);
        clinical(xml, around, out);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            String prefix = xml.getAttributePrefix(i);
            if (!value.isBlank() && !XmlNames.isFormal(prefix, xml.getAttributeLocalName(i), value)) {
                String attribute = xml.getAttributeLocalName(i);
                out.endLine();
                out.append(name + (attribute.equals("value") ? "" : " " + attribute) + ": " + value);
                out.endLine();
            }
        }
        String parent = GENERIC.contains(name.toLowerCase(Locale.ROOT)) ? around.peek() : null;
        return INLINE.contains(name) ? "" : (parent == null ? "" : parent + " ") + name + ": ";
    }

    /** The element that makes a document a clinical record says so where its name would leave with its tag. */
    private static void clinical(XMLStreamReader xml, Deque<String> around, ElementText out) {
        String name = xml.getLocalName();
        String parent = around.isEmpty() ? "" : around.peek();
        boolean resource = FHIR.equals(xml.getNamespaceURI())
                && (parent.isEmpty() || parent.equals("resource") || parent.equals("contained"));
        boolean record = name.equals("ClinicalDocument") && parent.isEmpty()
                || parent.equals("Body") && PRESCRIPTIONS.contains(name);
        if (resource || record) {
            out.endLine();
            out.append((resource ? "resourceType: " : "record: ") + name);
            out.endLine();
        }
    }

    private static void edge(String name, ElementText out) {
        if (RUNNING.contains(name)) {
            out.border(name);
        } else {
            out.endLine();
        }
    }
}
