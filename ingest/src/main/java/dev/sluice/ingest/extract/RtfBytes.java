package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * What stands in groups of an RTF document that hold bytes as hexadecimal digits and that its parser passes over: Word keeps
 * the values of form fields there, as XML in an OLE file, and themes, as a package. One thread.
 */
final class RtfBytes {
    private static final int SHORTEST = 6;
    private static final int MOST_PARTS = 1_000;
    private static final int OLE = 0xD0CF11E0;
    private static final Pattern FORMAL = Pattern.compile("(?i)[-+\\d.,%#]{0,9}|\\{[0-9A-F-]{36}}"
            + "|(?:https?://schemas\\.(?:microsoft|openxmlformats)\\.|urn:schemas-microsoft-)[\\w./:-]{1,120}"
            + "|/?(?:\\.\\./)?(?:theme/)?theme/theme(?:Manager|\\d)?\\.xml|application/vnd\\.[\\w.+-]{1,90}|application/xml|office theme"
            + "|msxml2\\.saxxmlreader\\.\\d\\.\\d|\\\\?[a-z0-9]{1,40}\\.xsl(?:[tx])?");
    /** Names of typefaces, which are given for each script. */
    private static final Set<String> FORMAL_NAMES = Set.of("typeface", "panose", "script");

    private static final Pattern NAME = Pattern.compile(
            "\\[Content_Types]\\.xml|_rels/\\.rels|(?:theme/){1,2}(?:_rels/)?theme(?:Manager|\\d)?\\.xml(?:\\.rels)?|(?:theme/){0,2}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{1,20}");
    /** Elements of what Word itself keeps there. */
    private static final Set<String> KNOWN =
            Set.of("Sources", "Source", "datastoreItem", "schemaRefs", "schemaRef", "CoverPageProperties");

    private static final int LONGEST_TYPEFACE = 40;
    private static final Pattern MANY_DIGITS = Pattern.compile("(?s)(?:\\D*\\d){5}.*");

    private final LeftOutText leftOut;
    private boolean whole = true;
    private boolean inTheme;

    RtfBytes(LeftOutText leftOut) {
        this.leftOut = leftOut;
    }

    /** Why something in them was not read; empty if all of it was. */
    Optional<UnreadReason> unread() {
        return whole ? Optional.empty() : Optional.of(UnreadReason.UNSUPPORTED);
    }

    /** Looks at the digits of a group. */
    void look(String destination, String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) >= 0) {
                digits.append(text.charAt(i));
            }
        }
        byte[] bytes = HexFormat.of().parseHex(digits, 0, digits.length() / 2 * 2);
        int ole = indexOfOle(bytes);
        inTheme = destination.equals("themedata") || destination.equals("colorschememapping");
        try {
            if (destination.equals("datastore") && ole >= 0) {
                windows(bytes, 0, ole);
                store(bytes, ole);
            } else if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
                themes(bytes);
            } else {
                bytes(bytes);
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof LimitReachedException limit) {
                throw limit;
            }
            whole = false;
        }
    }

    private static int indexOfOle(byte[] bytes) {
        for (int i = 0; i + 4 <= bytes.length; i++) {
            if (bytes[i] == (byte) (OLE >> 24)
                    && bytes[i + 1] == (byte) (OLE >> 16)
                    && bytes[i + 2] == (byte) (OLE >> 8)
                    && bytes[i + 3] == (byte) OLE) {
                return i;
            }
        }
        return -1;
    }

    private void bytes(byte[] bytes) {
        Optional<String> text = StrictText.decode(bytes, null).filter(StrictText::isText);
        if (text.isPresent() && text.get().stripLeading().startsWith("<")) {
            xml(text.get().getBytes(StandardCharsets.UTF_8));
        } else if (text.isPresent()) {
            offer(text.get(), "");
        } else {
            windows(bytes, 0, bytes.length);
        }
    }

    /** What looks like words among bytes, of one or two bytes for each sign. */
    private void windows(byte[] bytes, int from, int to) {
        StringBuilder window = new StringBuilder();
        for (int i = from; i <= to; i++) {
            if (i < to && bytes[i] >= ' ' && bytes[i] <= '~') {
                window.append((char) bytes[i]);
            } else if (i == to || bytes[i] != 0 || i > from && bytes[i - 1] == 0) {
                if (window.length() >= SHORTEST) {
                    offer(window.toString(), "");
                }
                window.setLength(0);
            }
        }
    }

    private void store(byte[] bytes, int from) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            folder(files.getRoot(), 0);
        }
    }

    private void folder(DirectoryEntry folder, int depth) throws IOException {
        if (depth > 20) {
            whole = false;
            return;
        }
        for (Entry entry : folder) {
            if (entry instanceof DirectoryEntry inner) {
                folder(inner, depth + 1);
            } else if (entry instanceof DocumentEntry document) {
                try (DocumentInputStream stream = new DocumentInputStream(document)) {
                    bytes(stream.readAllBytes());
                }
            }
        }
    }

    private void themes(byte[] bytes) throws IOException {
        ZipLayout layout = ZipLayout.of(bytes, MOST_PARTS);
        layout.texts().found().forEach(text -> offer(text, ""));
        whole &= layout.texts().isWhole() && layout.outside().isEmpty();
        try (ZipFile zip = ZipContent.open(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (!NAME.matcher(entry.getName()).matches()) {
                    offer(entry.getName(), "");
                }
                try (InputStream content = ZipContent.checked(zip, entry)) {
                    byte[] part = content.readNBytes(1 << 24);
                    if (part.length == 1 << 24) {
                        throw new LimitReachedException("text");
                    }
                    if (part.length > 0) {
                        bytes(part);
                    }
                }
            }
        }
    }

    /** Text, comments, and values of attributes that say more than numbers and one word. */
    private void xml(byte[] content) {
        try {
            XMLStreamReader xml = XmlReader.FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (!inTheme && !KNOWN.contains(xml.getLocalName())) {
                            leftOut.look(xml.getLocalName());
                        }
                        for (int i = 0; i < xml.getAttributeCount(); i++) {
                            offer(xml.getAttributeValue(i), xml.getAttributeLocalName(i));
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.COMMENT -> {
                        if (!xml.getText().isBlank()) {
                            leftOut.look(xml.getText());
                        }
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        offer(xml.getPITarget() + " " + (xml.getPIData() == null ? "" : xml.getPIData()), "");
                    case XMLStreamConstants.DTD -> whole = false;
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            whole = false;
        }
    }

    private void offer(String text, String attribute) {
        boolean formal = FORMAL_NAMES.contains(attribute)
                ? text.length() <= LONGEST_TYPEFACE
                        && !(attribute.equals("typeface")
                                && MANY_DIGITS.matcher(text).matches())
                : FORMAL.matcher(text.strip()).matches()
                        || inTheme && !attribute.isEmpty() && WORD.matcher(text).matches();
        if (!formal) {
            leftOut.look(text);
        }
    }
}
