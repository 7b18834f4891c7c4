package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tika.parser.microsoft.rtf.RTFParser;

/** Reads RTF; what stands in groups that the parser passes over is read after it. */
final class RtfReader extends TikaReader {
    /** Bytes as digits, which the parser decodes where they are pictures or objects, and keys and lists elsewhere. */
    private static final Set<String> BYTES = Set.of(
            "pict",
            "objdata",
            "themedata",
            "colorschememapping",
            "datastore",
            "panose",
            "blipuid",
            "wgrffmtfilter",
            "datafield",
            "svb",
            "passwordhash",
            "rsidtbl",
            "levelnumbers");

    private static final Set<String> PARSED = Set.of("pict", "objdata", "levelnumbers");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f\\s\\p{Cntrl};]*");
    private static final Pattern STYLE = Pattern.compile(
            "(?i)(?:normal|heading|toc|index|list|table|body|header|footer|footnote|endnote|annotation|caption|title|subtitle|hyperlink"
                    + "|followedhyperlink|page number|line number|default|plain text|no |html|balloon|comment|strong|emphasis|quote|intense|subtle"
                    + "|book title|bibliography|placeholder|block text|date|salutation|signature|closing|envelope|macro|message|note|document map"
                    + "|revision|outline|article|light|medium|dark|colorful|grid|plain|smart|mention|unresolved|standard|berschrift|absatz|kopfzeile|fu.zeile)"
                    + "[\\p{L}\\d ,./()-]{0,60}");
    /** What Word keeps of its own settings in a page. */
    private static final Pattern OFFICE_SETTINGS =
            Pattern.compile("</?(?:[owm]:\\w{1,40}|xml)(?:\\s+[\\w:]{1,20}=\"[\\w#&;.-]{0,12}\")*\\s*/?>"
                    + "|<w:LsdException(?:\\s+\\w{1,20}=\"(?:true|false|\\d{1,3})\")*\\s+Name=\"" + STYLE.pattern()
                    + "\"\\s*/>");

    private static final Pattern PROPERTY = Pattern.compile("[a-z][A-Za-z0-9]{1,40}");
    private static final Pattern NUMBERS = Pattern.compile("[-+\\d;(),.\\s]*");
    private static final Pattern LIST_NUMBER =
            Pattern.compile("[^\\p{L}]{0,6}|[^\\p{L}\\d]{0,4}\\p{L}{1,5}[^\\p{L}\\d]{0,4}");
    private static final Pattern MANY_DIGITS = Pattern.compile("(?s)(?:\\D*\\d){5}.*");
    private static final Pattern SCHEMA = Pattern.compile(
            "(?:https?://schemas\\.(?:microsoft|openxmlformats)\\.|urn:schemas-microsoft-)[\\w./:-]{1,100};?");
    private static final Pattern GENERATOR = Pattern.compile(
            "(?:Microsoft (?:Exchange Server|Word|Office Word|Outlook)|Riched20|Msftedit|(?:LibreOffice|OpenOffice(?:\\.org)?)(?:_project)?)?[ /\\d.]{0,24};?");

    RtfReader() {
        super(new RTFParser(), true);
    }

    /** Whether a style has a name that programs give. */
    static boolean isFormalStyle(String name) {
        return ProgramNames.isGiven(name) && !MANY_DIGITS.matcher(name).matches();
    }

    /** Takes the texts of groups, and remembers which property of a shape its value is of. */
    private static final class Texts implements RtfGroups.Audience {
        private final LeftOutText leftOut;
        private final RtfBytes bytes;
        private final RtfOutlines outlines = new RtfOutlines();
        private final StringBuilder page = new StringBuilder();
        private String property = "";

        Texts(LeftOutText leftOut) {
            this.leftOut = leftOut;
            this.bytes = new RtfBytes(leftOut);
        }

        @Override
        public void text(String destination, String text) {
            switch (destination) {
                case "sn" -> {
                    property = text;
                    look(text, !PROPERTY.matcher(text).matches());
                }
                case "sv" -> {
                    outlines.property(property, text);
                    look(text, isWritten(property) || !NUMBERS.matcher(text).matches());
                }
                case "fonttbl", "falt", "fname" -> look(text, !Typefaces.isKnown(text));
                case "colortbl" -> look(text, !NUMBERS.matcher(text).matches());
                case "objclass" -> look(text, !OleFindings.isFormal(text));
                case "latentstyles", "stylesheet" -> styles(text);
                case "generator" ->
                    look(text, !GENERATOR.matcher(text).matches() && !ProgramNames.isOne(text.replaceFirst(";$", "")));
                case "listtext", "pntext" ->
                    look(text, !LIST_NUMBER.matcher(text).matches());
                case "htmltag" -> page.append(text).append('\n');
                case "fldinst" -> leftOut.look(text, "instrText");
                case "revtbl" -> look(text, !text.equals("Unknown;"));
                case "xmlns" -> look(text, !SCHEMA.matcher(text).matches());
                case "bkmkstart", "bkmkend" -> look(text, OfficeVocabulary.isText("bookmarkStart", "name", text, ""));
                default -> {
                    boolean digits = BYTES.contains(destination)
                            && HEXADECIMAL.matcher(text).matches();
                    if (digits && !PARSED.contains(destination)) {
                        bytes.look(destination, text);
                    }
                    look(text, !digits);
                }
            }
        }

        private static boolean isWritten(String property) {
            return property.startsWith("wz") || property.startsWith("gtext") || property.startsWith("pih");
        }

        private void styles(String text) {
            for (String style : text.split("[;,]")) {
                String name = style.strip();
                look(name, !isFormalStyle(name));
            }
        }

        private void look(String text, boolean written) {
            if (written) {
                leftOut.look(text);
            }
        }
    }

    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        String path = StructuralPath.child(place.path(), "other");
        Optional<UnreadReason> failed = look(content, path, leftOut, reading);
        reading.sink().segment(path, "alternative and hidden text", leftOut.text());
        EncodedContent.look(leftOut.text(), path, reading.sink());
        return failed;
    }

    /** Has the text of all groups compared with what was given, and that of a page that a mail program wrapped into them. */
    static Optional<UnreadReason> look(byte[] rtf, String path, LeftOutText leftOut, Reading reading) {
        Texts texts = new Texts(leftOut);
        Optional<UnreadReason> failed =
                RtfGroups.read(rtf, texts, reading.settings().maxTextChars());
        if (failed.isEmpty() && texts.outlines.mayBeWriting()) {
            failed = Optional.of(UnreadReason.IMAGE_WITHOUT_OCR);
        }
        Optional<UnreadReason> read = failed;
        if (!texts.page.isEmpty()) {
            byte[] page = OFFICE_SETTINGS
                    .matcher(texts.page.toString())
                    .replaceAll(" ")
                    .getBytes(StandardCharsets.UTF_8);
            Optional<UnreadReason> drawn =
                    LeftOutPage.look(page, new HtmlReader(StandardCharsets.UTF_8), path, leftOut, reading);
            return read.or(() -> drawn).or(texts.bytes::unread);
        }
        return read.or(texts.bytes::unread);
    }
}
