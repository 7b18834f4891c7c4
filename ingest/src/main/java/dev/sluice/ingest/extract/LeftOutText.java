package dev.sluice.ingest.extract;

import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Finds the text in parts of a document that does not stand, word after word, in what a parser already gave. */
final class LeftOutText {
    /** Namespaces of office formats and of schemas about them; in any other, every attribute may hold text. */
    private static final Pattern KNOWN =
            Pattern.compile("(?i)\\A(?:https?://(?:schemas\\.openxmlformats\\.org|purl\\.oclc\\.org/ooxml"
                    + "|schemas\\.microsoft\\.com|customooxmlschemas\\.google\\.com|www\\.w3\\.org|openoffice\\.org|purl\\.org/dc/)|urn:(?:oasis|schemas-microsoft-com)"
                    + ":|urn:org:documentfoundation:)");

    private static final Pattern PROGRAM = Pattern.compile(
            "(?i)(?:Microsoft|LibreOffice|OpenOffice|Apache|Google|WPS|Apple|Aspose|SheetJS|ONLYOFFICE|NeoOffice)[\\w ./()~$:!-]{0,100}"
                    + "|Normal(?:\\.dotm?|\\.wpt)?|Office(?: Theme|-Design)?|(?:Default|blank)(?: \\w{1,12})?");
    private static final Pattern THUMBNAIL = Pattern.compile("\\A(?:\\./)?Thumbnails/");

    private static final XMLInputFactory FACTORY = XmlParsers.withoutDefinitions();

    private static final int MOST_DIGITS = 4;
    private static final int LONGEST_REMEMBERED = 40;
    private static final int MOST_REMEMBERED = 100;

    private final GivenWords given = new GivenWords();
    private final Map<String, Set<String>> formal = new HashMap<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> packed = new LinkedHashSet<>();
    private final int maxChars;
    private final DrawnElements drawn = new DrawnElements();
    private int chars;
    private boolean thumbnail;
    private String lastNamespace = "";
    private boolean lastIsKnown;

    LeftOutText(String given, int maxChars) {
        this.maxChars = maxChars;
        given(given);
    }

    /** Whether a text is what an office program calls itself or its templates. */
    static boolean isProgram(String text) {
        return PROGRAM.matcher(text).matches();
    }

    /** Text that a parser gave. */
    void given(String text) {
        given.add(text);
    }

    /** Whether a text stands, word after word, in what was given. */
    boolean holds(String text) {
        return given.hold(text);
    }

    /** Looks at a text that stands by itself. */
    void look(String text) {
        offer(new StringBuilder(text), "");
    }

    /** Looks at the text of an element or attribute of this name. */
    void look(String text, String element) {
        offer(new StringBuilder(text), element);
    }

    /**
     * Looks at XML.
     *
     * @return whether a document type is declared in it, which is looked at by {@link #prolog}
     */
    boolean look(InputStream part) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(part);
        StringBuilder paragraph = new StringBuilder();
        String element = "";
        boolean declared = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    element = xml.getLocalName();
                    drawn(xml);
                    if (isParagraph(element) || element.equals("tab") || element.equals("br")) {
                        offer(paragraph, element);
                    }
                    names(xml);
                    attributes(xml, element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> paragraph.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    drawn.end(xml.getLocalName());
                    boolean run = element.equals("t") || element.equals("delText") || element.equals("span");
                    if (!run || isParagraph(xml.getLocalName())) {
                        offer(paragraph, element);
                    }
                    element = xml.getLocalName().equals("r") || run ? element : "";
                }
                case XMLStreamConstants.COMMENT -> offer(new StringBuilder(xml.getText()), "");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction(xml);
                case XMLStreamConstants.DTD -> declared = true;
                default -> {}
            }
        }
        offer(paragraph, "");
        return declared;
    }

    private void instruction(XMLStreamReader xml) {
        XmlNames names = new XmlNames();
        names.instruction(xml.getPITarget());
        offer(new StringBuilder(names.text()), "");
        offer(new StringBuilder(Objects.toString(xml.getPIData(), "")), "");
    }

    /** Looks at what declares the type of an XML document; says whether definitions stand there, which nobody reads. */
    boolean prolog(byte[] content) {
        XmlProlog prolog = XmlProlog.of(content);
        prolog.literals().forEach(this::look);
        return prolog.hasDefinition();
    }

    /** Looks only for the few places of a part of formats and styles where somebody may have written. */
    boolean lookAmongFormats(InputStream part) throws XMLStreamException {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(part);
        boolean named = false;
        boolean declared = false;
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
                    names(xml);
                    attributes(xml, xml.getLocalName());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String written = text.toString().strip();
                    boolean counted = OfficeVocabulary.isCounted(xml.getLocalName(), written);
                    if (OfficeVocabulary.isWritten(xml.getLocalName())
                            || !counted && !PROGRAM.matcher(written).matches()) {
                        offer(text, "");
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.COMMENT -> offer(new StringBuilder(xml.getText()), "");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction(xml);
                case XMLStreamConstants.DTD -> declared = true;
                default -> {}
            }
        }
        return declared;
    }

    private void drawn(XMLStreamReader xml) {
        drawn.start(
                xml.getLocalName(),
                Objects.toString(xml.getNamespaceURI(), ""),
                name -> Objects.toString(attribute(xml, name), ""));
    }

    static @Nullable String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private static boolean isParagraph(String element) {
        return element.equals("p") || element.equals("si") || element.equals("h") || element.equals("is");
    }

    private boolean isKnown(String namespace) {
        if (namespace.isEmpty()) {
            return false;
        }
        if (!namespace.equals(lastNamespace)) {
            lastNamespace = namespace;
            lastIsKnown = KNOWN.matcher(namespace).find();
        }
        return lastIsKnown;
    }

    /** Names that whoever made a vocabulary chose: its address, its prefix, and what it calls its elements. */
    private void names(XMLStreamReader xml) {
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = Objects.toString(xml.getNamespacePrefix(i), "");
            if (!OfficeAttributes.isPrefix(prefix)) {
                look(prefix);
            }
            String address = Objects.toString(xml.getNamespaceURI(i), "");
            if (!OfficeAttributes.isAddress(address)) {
                look(address);
            }
        }
        // The formats' own names have neither underlines nor long numbers.
        String name = xml.getLocalName();
        boolean odd = name.indexOf('_') >= 0
                || name.chars().filter(Character::isDigit).count() > MOST_DIGITS;
        if (odd || !isKnown(Objects.toString(xml.getNamespaceURI(), ""))) {
            look(name);
        }
    }

    private void attributes(XMLStreamReader xml, String element) {
        boolean external = "External".equals(xml.getAttributeValue(null, "TargetMode"));
        boolean foreign = !isKnown(Objects.toString(xml.getNamespaceURI(), ""));
        String id = Objects.toString(xml.getAttributeValue(null, "id"), "");
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            thumbnail |= name.equals("href") && THUMBNAIL.matcher(value).find();
            String space = xml.getAttributeNamespace(i);
            boolean strange = space == null || space.isEmpty() ? foreign : !isKnown(space);
            if (strange) {
                look(name);
            }
            if (name.equals("gfxdata") && !strange) {
                packed.add(value);
            } else if (strange || name.equals("Target") && external || isText(element, name, value, id)) {
                offer(new StringBuilder(value), name);
            }
        }
    }

    private boolean isText(String element, String name, String value, String id) {
        if (OfficeAttributes.isPlain(name, value)) {
            return OfficeVocabulary.isAlwaysText(name);
        }
        // Few values stand at most elements.
        boolean remembered = value.length() <= LONGEST_REMEMBERED && id.isEmpty();
        Set<String> known =
                remembered ? formal.computeIfAbsent(element + " " + name, first -> new HashSet<>()) : Set.of();
        if (known.contains(value)) {
            return false;
        }
        boolean text = OfficeVocabulary.isText(element, name, value, id);
        if (!text && remembered && known.size() < MOST_REMEMBERED) {
            known.add(value);
        }
        return text;
    }

    private void offer(StringBuilder text, String element) {
        String written = text.toString().strip();
        text.setLength(0);
        if (OfficeVocabulary.isFormal(written, element)) {
            return;
        }
        String value = element.equals("v") || element.equals("value") ? OfficeVocabulary.plain(written) : written;
        if (found.contains(value) || given.hold(value)) {
            return;
        }
        chars += value.length();
        if (chars > maxChars) {
            throw new LimitReachedException("text");
        }
        found.add(value);
    }

    /** Whether free shapes, drawings and handwriting among the parts may be writing, beside so many characters of text. */
    boolean mayBeDrawn(int characters) {
        return drawn.mayBeWriting(characters);
    }

    /** Packages of older programs' drawings that stand in attributes as base64. */
    Set<String> packed() {
        return packed;
    }

    /** Whether the document shows a picture that stands where its thumbnail does. */
    boolean showsThumbnail() {
        return thumbnail;
    }

    /** What was found, a line each. */
    String text() {
        return String.join("\n", found);
    }
}
