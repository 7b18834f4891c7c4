package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * The filled fields of a Word document as lines of "label: value": content controls by title and tag, fields of older
 * forms by name, status text and help text. The values stand in the running text as well, but there without labels, which
 * Word does not show beside them.
 *
 * @see "ISO/IEC 29500-1, 17.5.2 and 17.16.17"
 */
final class WordFields {
    private static final Set<String> LABELS = Set.of("alias", "tag", "name", "statusText", "helpText");

    /** A field that is open; its value is text that stands in no labelled field inside it. */
    private static final class Field {
        final boolean control;
        final Set<String> labels = new LinkedHashSet<>();
        final StringBuilder value = new StringBuilder();
        boolean inValue;

        Field(boolean control) {
            this.control = control;
        }
    }

    private final Deque<Field> open = new ArrayDeque<>();
    private final StringBuilder lines = new StringBuilder();
    private final int maxChars;

    private WordFields(int maxChars) {
        this.maxChars = maxChars;
    }

    /** The fields of a package; empty if it is none of Word. What of it is damaged is left to others to tell. */
    static String of(OpenPackage opened, Reading reading) {
        WordFields fields = new WordFields(reading.settings().maxTextChars());
        try {
            for (ZipArchiveEntry entry : opened.entries()) {
                if (entry.getName().startsWith("word/") && entry.getName().endsWith(".xml")) {
                    byte[] part = part(opened, entry, reading);
                    if (mayHold(part)) {
                        fields.look(part);
                    }
                }
            }
        } catch (IOException damaged) {
            return fields.lines.toString();
        }
        return fields.lines.toString().stripTrailing();
    }

    private static byte[] part(OpenPackage opened, ZipArchiveEntry entry, Reading reading) throws IOException {
        byte[] part = opened.content(entry, reading.settings().maxDocumentBytes());
        if (reading.isTooLarge(part)) {
            throw new LimitReachedException("a part");
        }
        return part;
    }

    /** Whether there is a field in the XML, of which any may be in an encoding of two bytes. */
    private static boolean mayHold(byte[] xml) {
        String text = new String(xml, StandardCharsets.ISO_8859_1);
        return text.contains("sdtPr") || text.contains("ffData") || text.indexOf('\0') >= 0;
    }

    private void look(byte[] part) {
        try {
            XMLStreamReader xml = XmlReader.FACTORY.createXMLStreamReader(new ByteArrayInputStream(part));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start(xml);
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getText());
                    default -> {}
                }
            }
        } catch (XMLStreamException | RuntimeException damaged) {
            if (damaged instanceof LimitReachedException limit) {
                throw limit;
            }
        }
        while (!open.isEmpty()) {
            close();
        }
    }

    private void start(XMLStreamReader xml) {
        String name = xml.getLocalName();
        Field field = open.peek();
        if (name.equals("sdt")) {
            open.push(new Field(true));
        } else if (name.equals("fldChar")) {
            fieldCharacter(attribute(xml, "fldCharType"));
        } else if (field != null && name.equals("sdtContent")) {
            field.inValue = true;
        } else if (field != null && !field.inValue && LABELS.contains(name)) {
            String label = attribute(xml, "val").strip();
            if (!label.isEmpty()) {
                field.labels.add(label.replaceAll("\\s+", " ").replaceFirst(" ?:$", ""));
            }
        }
    }

    private void fieldCharacter(String type) {
        Field field = open.peek();
        if (type.equals("begin")) {
            open.push(new Field(false));
        } else if (field != null && !field.control) {
            if (type.equals("separate")) {
                field.inValue = true;
            } else {
                close();
            }
        }
    }

    private void end(String name) {
        switch (name) {
            case "sdt" -> {
                while (!open.isEmpty() && !open.peek().control) {
                    close();
                }
                if (!open.isEmpty()) {
                    close();
                }
            }
            case "p", "tab", "br", "tc" -> text(" ");
            default -> {}
        }
    }

    private void text(String text) {
        Field field = open.peek();
        if (field != null && field.inValue) {
            field.value.append(text);
        }
    }

    private void close() {
        Field field = open.pop();
        String value = field.value.toString().strip();
        if (field.labels.isEmpty()) {
            text(value + " ");
            return;
        }
        for (String label : field.labels) {
            if (!value.isEmpty()) {
                lines.append(label).append(": ").append(value).append('\n');
            }
        }
        if (lines.length() > maxChars) {
            throw new LimitReachedException("text");
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }
}
