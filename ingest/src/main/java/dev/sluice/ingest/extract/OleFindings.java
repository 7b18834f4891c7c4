package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** What is found in the streams of an OLE file: texts to compare with what the parser gave, pictures and drawings. */
final class OleFindings {
    /** What programs write of themselves: names of formats and tags, of sheets' code, of designs that they begin with. */
    private static final Pattern FORMAL = Pattern.compile(
            "(?i)(?:Word|Excel|PowerPoint)\\.(?:Document|Sheet|Show|Slide|Chart|Picture)(?:\\.\\d{1,2})?|Package|PBrush|Paint\\.Picture|Equation\\.\\d|MSGraph\\.Chart\\.\\d|AcroExch\\.Document(?:\\.\\w{1,2})?|MSWordDoc|MSPresentation|Biff[58]"
                    + "|___PPT\\d{1,4}|Unknown|Worksheets?|Microsoft(?: Office)? (?:Word|Excel|PowerPoint)(?: \\d{1,2}\\.\\d)?"
                    + "|(?:Document )?Microsoft(?: Office)? (?:Word|Excel|PowerPoint)(?: (?:97-)?2003)?(?:[ -](?:Document|Dokument|Worksheet|Presentation))?"
                    + "|(?:Default|Standard)[- ]?design|(?:\\d_)?Office(?: Theme|-Design)|On-screen Show(?: \\(\\d{1,2}:\\d{1,2}\\))?|Blank Presentation"
                    + "|(?:ThisWorkbook|DieseArbeitsmappe|Sheet|Tabelle|Chart|Diagramm|Feuil|Hoja|Foglio|Modul|Module)\\d{0,3}"
                    + "|Click to edit Master (?:title|subtitle|text) styles?|(?:Second|Third|Fourth|Fifth) level"
                    + "|(?:(?:Title|Subtitle|Text|Content|Date|Footer|Header|Slide Number|Slide Image|Notes|Picture) Placeholder|Title|Subtitle"
                    + "|Picture|Rectangle|Text Box|TextBox|Line|Oval|Group|AutoShape) \\d{1,4}");

    private static final Pattern MANY_DIGITS = Pattern.compile("(?s)(?:\\D*\\d){5}.*");
    private static final Pattern THEME = Pattern.compile("(?i).*(?:theme|rels|\\[Content_Types]).*");
    /** Texts are compared by their words; longer ones than this line by line. */
    private static final int LINE = 200;

    private final LeftOutText leftOut;
    private final Outlines outlines = new Outlines();
    private final Place place;
    private final Reading reading;
    private @Nullable UnreadReason failed;

    OleFindings(LeftOutText leftOut, Place place, Reading reading) {
        this.leftOut = leftOut;
        this.place = place;
        this.reading = reading;
    }

    /** Whether a text is what programs call their formats, sheets and objects. */
    static boolean isFormal(String text) {
        return FORMAL.matcher(text).matches();
    }

    /** A text that somebody may have written. */
    void text(String text) {
        if (text.length() > LINE) {
            text.lines().forEach(this::line);
        } else {
            line(text);
        }
    }

    private void line(String text) {
        String stripped = text.replace('\0', ' ').strip();
        if (!FORMAL.matcher(stripped).matches()) {
            leftOut.look(stripped);
        }
    }

    /** What names a program, a template or a format, unless it has a number that no version has. */
    void program(String text) {
        if (!LeftOutText.isProgram(text.strip()) || MANY_DIGITS.matcher(text).matches()) {
            text(text);
        }
    }

    /** The name of a style, which is formal unless somebody thought of it. */
    void style(String name) {
        if (!RtfReader.isFormalStyle(name)) {
            leftOut.look(name);
        }
    }

    /** The name of a font, of which nobody writes any but a long number. */
    void font(String name) {
        if (MANY_DIGITS.matcher(name).matches()) {
            leftOut.look(name);
        }
    }

    /** The instruction of a field. */
    void instruction(String text) {
        leftOut.look(text, "instrText");
    }

    /** A picture or a file, which is read unless the parser handed it over. */
    void part(byte[] content, String name) {
        if (content.length > 0 && !reading.hasRead(content)) {
            reading.embedded(
                    content,
                    place.path(),
                    name.isEmpty() ? Optional.empty() : Optional.of(name),
                    Origin.ATTACHED,
                    place.depth() + 1);
        }
    }

    /** A package of XML that a newer program kept beside what older ones read. */
    void packed(byte[] zip) {
        try (ZipFile parts = ZipContent.open(zip)) {
            for (ZipArchiveEntry entry : Collections.list(parts.getEntries())) {
                try (InputStream stream = parts.getInputStream(entry)) {
                    byte[] part = stream.readNBytes((int) reading.settings().maxDocumentBytes());
                    reading.expand(part.length);
                    if (!entry.getName().endsWith(".xml") && !entry.getName().endsWith(".rels")) {
                        part(part, entry.getName());
                    } else {
                        xml(part, THEME.matcher(entry.getName()).matches());
                    }
                }
            }
        } catch (IOException e) {
            failed(UnreadReason.DAMAGED);
        }
    }

    /** XML in a stream of its own. */
    void xml(byte[] content) {
        xml(content, false);
    }

    private void xml(byte[] content, boolean formats) {
        try {
            ByteArrayInputStream part = new ByteArrayInputStream(content);
            boolean declared = formats ? leftOut.lookAmongFormats(part) : leftOut.look(part);
            if (declared && leftOut.prolog(content)) {
                failed(UnreadReason.UNSUPPORTED);
            }
        } catch (XMLStreamException e) {
            failed(UnreadReason.DAMAGED);
        }
    }

    /** The text of a message, which is content where the parser did not give it. */
    void body(String text) {
        if (!leftOut.holds(text)) {
            leftOut.given(text);
            reading.sink().segment(place.path(), place.context(), text);
            EncodedContent.look(text, place.path(), reading.sink());
        }
    }

    /** What shapes draw by themselves. */
    Outlines outlines() {
        return outlines;
    }

    /** Handwriting. */
    void ink() {
        failed(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    /** Something could not be gone into. */
    void failed(UnreadReason reason) {
        failed = failed == null ? reason : failed;
    }

    Reading reading() {
        return reading;
    }

    /** Why not everything was looked at; empty if it was. */
    Optional<UnreadReason> unread() {
        return Optional.ofNullable(failed);
    }
}
