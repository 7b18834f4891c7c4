package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> RUNNING =
            Set.of("b", "i", "u", "em", "strong", "span", "sub", "sup", "a", "content", "font", "small", "t", "r");

    /** Of parsers that resolve no entity and read no document type definition. */
    static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin) {
        ElementText out = new ElementText();
        Optional<UnreadReason> failed = Optional.empty();
        try {
            failed = render(content, out, reading.settings().maxTextChars());
        } catch (XMLStreamException e) {
            failed = Optional.of(UnreadReason.DAMAGED);
        }
        String text = (out.text() + "\n" + out.parted()).strip();
        reading.sink().segment(place.path(), place.context(), text);
        EncodedContent.look(out.text().toString(), place.path(), reading.sink());
        if (failed.isEmpty()) {
            reading.sink().read(place.path(), place.kind());
        }
        return failed;
    }

    /** Renders XML; on an exception what was rendered until then stays in {@code out}. */
    static Optional<UnreadReason> render(byte[] content, ElementText out, int maxChars) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
        String label = "";
        int depth = 0;
        boolean whole = true;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH || out.length() > maxChars) {
                        return Optional.of(UnreadReason.OVER_LIMIT);
                    }
                    label = start(xml, out);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    label = "";
                    edge(xml.getLocalName(), out);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        out.append(label + xml.getText());
                        label = "";
                    } else if (!out.endsWithSpace()) {
                        out.append(" ");
                    }
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    String text = xml.getEventType() == XMLStreamConstants.COMMENT ? xml.getText() : xml.getPIData();
                    if (text != null && !text.isBlank()) {
                        out.endLine();
                        out.append(text.strip());
                        out.endLine();
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> whole = false;
                default -> {}
            }
        }
        return whole ? Optional.empty() : Optional.of(UnreadReason.UNSUPPORTED);
    }

    private static String start(XMLStreamReader xml, ElementText out) {
        String name = xml.getLocalName();
        edge(name, out);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            String prefix = xml.getAttributePrefix(i);
            if (!value.isBlank() && !"xsi".equals(prefix) && !"xml".equals(prefix)) {
                String attribute = xml.getAttributeLocalName(i);
                out.endLine();
                out.append(name + (attribute.equals("value") ? "" : " " + attribute) + ": " + value);
                out.endLine();
            }
        }
        return INLINE.contains(name) ? "" : name + ": ";
    }

    private static void edge(String name, ElementText out) {
        if (RUNNING.contains(name)) {
            out.border(name);
        } else {
            out.endLine();
        }
    }
}
