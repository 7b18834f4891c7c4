package dev.sluice.ingest.extract;

import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Finds the text in XML parts of an office package of which some word is not in what a parser already gave. */
final class LeftOutText {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,:E%\\s/-]+");
    private static final Set<String> ATTRIBUTES = Set.of(
            "descr",
            "title",
            "alt",
            "string",
            "author",
            "initials",
            "userName",
            "displayName",
            "tooltip",
            "prompt",
            "promptTitle",
            "error",
            "errorTitle",
            "string-value",
            "creator",
            "lastModifiedBy",
            "oddHeader",
            "oddFooter");
    private static final Set<String> VALUED =
            Set.of("default", "listEntry", "alias", "tag", "docVar", "statusText", "helpText");
    private static final Set<String> NUMERIC = Set.of("v", "posOffset", "pctWidth", "pctHeight", "formatCode", "pt");
    private static final Set<String> FORMULAS =
            Set.of("f", "definedName", "formula1", "formula2", "instrText", "formula");
    private static final XMLInputFactory FACTORY = factory();

    private final Set<String> words = new HashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final int maxChars;
    private int chars;

    LeftOutText(String given, int maxChars) {
        this.maxChars = maxChars;
        Matcher matcher = WORD.matcher(given);
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
                default -> {}
            }
        }
        offer(paragraph, "");
    }

    private static boolean isParagraph(String element) {
        return element.equals("p") || element.equals("si") || element.equals("h") || element.equals("is");
    }

    private void attributes(XMLStreamReader xml, String element) {
        boolean external = "External".equals(xml.getAttributeValue(null, "TargetMode"));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (ATTRIBUTES.contains(name)
                    || name.equals("val") && VALUED.contains(element)
                    || name.equals("Target") && external) {
                offer(new StringBuilder(xml.getAttributeValue(i)), name);
            }
        }
    }

    private void offer(StringBuilder text, String element) {
        String value = text.toString().strip();
        text.setLength(0);
        boolean formal = value.isEmpty()
                || TIME.matcher(value).matches()
                || NUMERIC.contains(element) && NUMBER.matcher(value).matches()
                || FORMULAS.contains(element) && value.indexOf('"') < 0;
        if (formal || found.contains(value)) {
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
