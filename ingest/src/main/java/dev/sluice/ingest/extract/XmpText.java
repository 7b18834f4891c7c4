package dev.sluice.ingest.extract;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What somebody may have written in XMP (ISO 16684-1), among what programs write there by themselves. */
final class XmpText {
    private static final Pattern FORMAL_NAMESPACE = Pattern.compile(
            "(?i)http://ns\\.adobe\\.com/xap/1\\.0/(?:mm|sType/.*|g|g/.*|t/.*)/?|http://www\\.aiim\\.org/pdfa/.*|adobe:ns:meta/"
                    + "|http://www\\.w3\\.org/XML/1998/namespace");
    private static final Pattern FORMAL_NAME = Pattern.compile(
            "(?:Create|Modify|Metadata|creation|mod)(?:Date|orTool)|Producer|PDFVersion|Trapped|format|language|about|parseType"
                    + "|RDF|resource|nodeID");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,1000}>");
    private static final XMLInputFactory FACTORY = XmlParsers.withoutDefinitions();

    private XmpText() {}

    /** The values of its properties; of what is no XML, all that stands outside of tags. */
    static List<String> of(String packet) {
        List<String> found = new ArrayList<>();
        int begin = packet.indexOf('<');
        if (begin < 0) {
            return List.of(packet);
        }
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(packet.substring(begin)));
            List<Boolean> formal = new ArrayList<>(List.of(false));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        boolean here = formal.getLast() || isFormal(xml.getNamespaceURI(), xml.getLocalName());
                        formal.add(here && !isFrame(xml.getLocalName()));
                        for (int i = 0; i < xml.getAttributeCount() && !formal.getLast(); i++) {
                            if (!isFormal(xml.getAttributeNamespace(i), xml.getAttributeLocalName(i))) {
                                found.add(xml.getAttributeValue(i));
                            }
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> formal.removeLast();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.COMMENT -> {
                        if (!formal.getLast()) {
                            found.add(xml.getText().strip());
                        }
                    }
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            found.add(TAG.matcher(packet).replaceAll(" "));
        }
        return found;
    }

    private static boolean isFormal(@Nullable String namespace, String name) {
        return namespace != null && FORMAL_NAMESPACE.matcher(namespace).matches()
                || FORMAL_NAME.matcher(name).matches();
    }

    private static boolean isFrame(String name) {
        return name.equals("xmpmeta") || name.equals("RDF");
    }
}
