package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/** The names of the sheets of an OpenDocument workbook, which the parser leaves out. */
final class OpenDocumentSheets {
    private OpenDocumentSheets() {}

    /** In the order of the sheets; none for other packages, as many as can be read of a damaged one. */
    static List<String> names(OpenPackage opened, int maxChars) {
        List<String> names = new ArrayList<>();
        try {
            @Nullable ZipArchiveEntry body = opened.entry("content.xml");
            if (body != null) {
                try (InputStream stream = opened.stream(body)) {
                    read(XmlReader.FACTORY.createXMLStreamReader(stream), names, maxChars);
                }
            }
        } catch (LimitReachedException e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException damaged) {
            // The parser meets the same damage and says so.
        }
        return names;
    }

    private static void read(XMLStreamReader xml, List<String> names, int maxChars) throws XMLStreamException {
        int tables = 0;
        int chars = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("table")) {
                if (tables++ == 0) {
                    String name = xml.getAttributeValue("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "name");
                    names.add(name == null ? "" : name);
                    chars += 1 + names.getLast().length();
                    if (chars > maxChars) {
                        throw new LimitReachedException("text");
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("table")) {
                tables--;
            }
        }
    }
}
