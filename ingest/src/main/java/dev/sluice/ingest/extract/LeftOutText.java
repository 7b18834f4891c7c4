package dev.sluice.ingest.extract;

import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Finds the text in parts of a document of which some word is not in what a parser already gave. */
final class LeftOutText {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    /** Namespaces of office formats and of schemas about them; in any other, every attribute may hold text. */
    private static final Pattern KNOWN =
            Pattern.compile("(?i)\\A(?:https?://(?:schemas\\.openxmlformats\\.org|purl\\.oclc\\.org/ooxml"
                    + "|schemas\\.microsoft\\.com|customooxmlschemas\\.google\\.com|www\\.w3\\.org|openoffice\\.org|purl\\.org/dc/)|urn:(?:oasis|schemas-microsoft-com)"
                    + ":|urn:org:documentfoundation:)");

    /** Elements among the formats that hold what somebody wrote. */
    private static final Set<String> WRITTEN = Set.of("HyperlinkBase", "lpstr", "Manager", "Company");

    private static final XMLInputFactory FACTORY = factory();

    private final Set<String> words = new HashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final int maxChars;
    private int chars;

    LeftOutText(String given, int maxChars) {
        this.maxChars = maxChars;
        given(given);
    }

    /** Text that a parser gave. */
    void given(String text) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Looks at a text that stands by itself. */
    void look(String text) {
        offer(new StringBuilder(text), "");
    }

    void look(InputStream part) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(part);
        StringBuilder paragraph = new StringBuilder();
        String element = "";
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    element = xml.getLocalName();
                    if (isParagraph(element) || element.equals("tab") || element.equals("br")) {
                        offer(paragraph, element);
                    }
                    attributes(xml, element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> paragraph.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    boolean run = element.equals("t") || element.equals("delText") || element.equals("span");
                    if (!run || isParagraph(xml.getLocalName())) {
                        offer(paragraph, element);
                    }
                    element = xml.getLocalName().equals("r") || run ? element : "";
                }
                case XMLStreamConstants.COMMENT -> offer(new StringBuilder(xml.getText()), "");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    offer(new StringBuilder(Objects.toString(xml.getPIData(), "")), "");
                default -> {}
            }
        }
        offer(paragraph, "");
    }

    /** Looks only for the few places of a part of formats and styles where somebody may have written. */
    void lookAmongFormats(InputStream part) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(part);
        boolean named = false;
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    String value = xml.getAttributeValue(null, "formatCode");
                    switch (xml.getLocalName()) {
                        case "style" -> named = "1".equals(attribute(xml, "customStyle"));
                        case "lvlText" -> value = attribute(xml, "val");
                        case "name" -> value = named ? attribute(xml, "val") : null;
                        default -> {}
                    }
                    if (value != null && !(xml.getLocalName().equals("numFmt") && value.indexOf('"') < 0)) {
                        offer(new StringBuilder(value), "");
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (WRITTEN.contains(xml.getLocalName())) {
                        offer(text, "");
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.COMMENT -> offer(new StringBuilder(xml.getText()), "");
                default -> {}
            }
        }
    }

    private static @Nullable String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private static boolean isParagraph(String element) {
        return element.equals("p") || element.equals("si") || element.equals("h") || element.equals("is");
    }

    private void attributes(XMLStreamReader xml, String element) {
        boolean external = "External".equals(xml.getAttributeValue(null, "TargetMode"));
        boolean foreign = xml.getNamespaceURI() == null
                || !KNOWN.matcher(xml.getNamespaceURI()).find();
        String id = Objects.toString(xml.getAttributeValue(null, "id"), "");
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            if (foreign || OfficeVocabulary.isText(element, name, value, id) || name.equals("Target") && external) {
                offer(new StringBuilder(value), name);
            }
        }
    }

    private void offer(StringBuilder text, String element) {
        String written = text.toString().strip();
        text.setLength(0);
        if (OfficeVocabulary.isFormal(written, element)) {
            return;
        }
        String value = element.equals("v") || element.equals("value") ? OfficeVocabulary.plain(written) : written;
        if (found.contains(value)) {
            return;
        }
        Matcher matcher = WORD.matcher(value);
        while (matcher.find()) {
            if (matcher.group().length() > 1 && !words.contains(matcher.group().toLowerCase(Locale.ROOT))) {
                chars += value.length();
                if (chars > maxChars) {
                    throw new LimitReachedException("text");
                }
                found.add(value);
                return;
            }
        }
    }

    /** What was found, a line each. */
    String text() {
        return String.join("\n", found);
    }
}
