package dev.sluice.ingest.extract;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** The pages of a PDF as they go by: text, pictures and drawn lines of each, and what that says of the page. */
final class PdfPages extends BodyText {
    private static final int MAX_TINY = 20;
    private static final int MAX_LINES_OF_A_LETTER = 2_000;

    private final Reading reading;
    private final Place place;
    private final LeftOutText leftOut;
    private final PdfTold told;
    private final PdfStreams streams;
    private @Nullable PdfUnshown unshown;
    private int unshownTiny;
    private int count;
    private int declared;
    private int depth;
    private boolean inPage;
    private int tiny;
    private boolean unmapped;
    private boolean drawnGlyph;
    private int propertyChars;
    private final Set<String> asides = new LinkedHashSet<>();
    private int unreadPictures;
    private int readPictures;
    private Outlines outlines = new Outlines();
    private @Nullable RuntimeException limit;
    private @Nullable String fieldLabel;
    private final StringBuilder field = new StringBuilder();

    /**
     * @param leftOut is told what is read of the pages
     * @param told what later states of the file had
     * @param streams is told which of them are looked at as pictures
     */
    PdfPages(Reading reading, Place place, LeftOutText leftOut, PdfTold told, PdfStreams streams) {
        super(reading.settings().maxTextChars());
        this.reading = reading;
        this.place = place;
        this.leftOut = leftOut;
        this.told = told;
        this.streams = streams;
    }

    /** What is to be read at the end of the document, while it is open. */
    void before(PdfUnshown last) {
        unshown = last;
    }

    /** Whether the end of the document came, and with it all that no page shows was read. */
    boolean isEnded() {
        return unshown == null;
    }

    @Override
    public void endDocument() {
        PdfUnshown last = unshown;
        if (last != null) {
            inPage = false;
            try {
                last.read();
            } catch (LimitReachedException e) {
                limit = e;
                throw e;
            }
            unshown = null;
        }
    }

    int count() {
        return count;
    }

    /** As many pages as the document says that it has; a tree that comes back to itself or breaks off has fewer. */
    void declared(int pages) {
        declared = pages;
    }

    int declared() {
        return declared;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (name.equals("div") && !inPage && "page".equals(attributes.getValue("class"))) {
            rest();
            inPage = true;
            depth = 0;
            count++;
            tiny = 0;
            unmapped = false;
            drawnGlyph = false;
            unreadPictures = 0;
            readPictures = 0;
            outlines = new Outlines();
        } else if (inPage && name.equals("div")) {
            depth++;
        } else if (name.equals("li")) {
            fieldLabel = attributes.getValue("altName");
        }
        super.startElement(uri, name, qualified, attributes);
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        super.endElement(uri, name, qualified);
        if (name.equals("li")) {
            endField();
        }
        if (inPage && name.equals("div") && depth-- == 0) {
            endPage();
        }
    }

    @Override
    void add(char[] chars, int start, int length) {
        if (fieldLabel != null) {
            field.append(chars, start, length);
        }
        super.add(chars, start, length);
    }

    /**
     * A field's alternate name is what people are shown, its partial name often just "Text1", but as often all there is:
     * the value is given with either.
     */
    private void endField() {
        String label = fieldLabel == null ? "" : fieldLabel.strip();
        fieldLabel = null;
        if (!label.isEmpty()) {
            String text = field.toString();
            int named = text.indexOf(": ");
            String name = text.substring(0, Math.max(0, named));
            if (!name.equalsIgnoreCase(label)) {
                append("\n" + label + ": " + text.substring(named < 0 ? 0 : named + 2));
            }
        }
        field.setLength(0);
    }

    private void endPage() {
        inPage = false;
        String path = pagePath();
        String text = take();
        leftOut.given(text);
        boolean drawn = outlines.mayBeWriting(text.length());
        boolean onlyDrawn = tiny > MAX_TINY || drawn || drawnGlyph;
        if (!told.adds(text) && !onlyDrawn && !unmapped) {
            return;
        }
        TikaReader.emit(text, new Place(path, PartKind.PAGE, "", place.depth()), reading);
        if (onlyDrawn) {
            reading.sink().unread(path, PartKind.PAGE, UnreadReason.IMAGE_WITHOUT_OCR);
        } else if (unmapped) {
            reading.sink().unread(path, PartKind.PAGE, UnreadReason.CHARSET);
        } else if (!text.isBlank()) {
            reading.sink().read(path, PartKind.PAGE);
        } else if (unreadPictures > 0) {
            reading.sink().unread(path, PartKind.PAGE, UnreadReason.IMAGE_WITHOUT_OCR);
        } else {
            reading.sink()
                    .part(CoveragePart.of(path, PartKind.PAGE, readPictures > 0 ? PartState.OCR : PartState.NO_TEXT));
        }
    }

    /** What stands outside pages: bookmarks, form fields. */
    void rest() {
        String text = told.added(take());
        if (!text.isBlank()) {
            leftOut.given(text);
            TikaReader.emit(text, place, reading);
        }
    }

    /** A picture drawn on the page, or in what no page shows. */
    void picture(PDImage image) throws IOException {
        boolean isTiny = PdfPicture.width(image) <= Writing.TINY && PdfPicture.height(image) <= Writing.TINY;
        PdfPicture.streams(image).forEach(streams::take);
        tiny += isTiny ? 1 : 0;
        if (!told.adds(image)) {
            return;
        }
        try {
            String path = reading.next(inPage ? pagePath() : place.path(), "image");
            Place at = new Place(path, PartKind.IMAGE, "", place.depth());
            PartState state = PdfPicture.read(image, at, reading);
            unreadPictures += state == PartState.UNREAD ? 1 : 0;
            readPictures += state == PartState.OCR ? 1 : 0;
        } catch (LimitReachedException e) {
            limit = e;
            throw e;
        }
    }

    /**
     * A picture that no page shows.
     *
     * @param thumbnail whether it is named as the thumbnail of a page; in a small one no more can be read than on that
     */
    void unshown(PDImageXObject image, boolean thumbnail) throws IOException {
        boolean small = Math.max(PdfPicture.width(image), PdfPicture.height(image)) <= Writing.LARGEST_THUMBNAIL;
        if (thumbnail && small && PdfPicture.isWhole(image)) {
            PdfPicture.streams(image).forEach(streams::take);
            return;
        }
        int before = tiny;
        picture(image);
        unshownTiny += tiny - before;
        if (unshownTiny == MAX_TINY + 1) {
            unread(UnreadReason.IMAGE_WITHOUT_OCR);
            unshownTiny++;
        }
    }

    /** Something that no page shows is not read. */
    void unread(UnreadReason reason) {
        reading.sink().unread(reading.next(place.path(), "image"), PartKind.IMAGE, reason);
    }

    /** The lines and curves drawn on the page. */
    Outlines outlines() {
        return outlines;
    }

    /** What patterns, masks and glyphs on the page say among their drawing. */
    void aside(GlyphText glyphs) {
        glyphs.text().lines().forEach(asides::add);
        unmapped |= glyphs.isUnmapped();
    }

    /** What is written among the operators of a drawing. */
    void property(String text) {
        propertyChars += text.length();
        within(propertyChars);
        text.lines().forEach(asides::add);
    }

    /** @throws LimitReachedException if patterns repeat their text beyond what a document may hold */
    void within(int length) {
        if (length > reading.settings().maxTextChars()) {
            limit = new LimitReachedException("text");
            throw limit;
        }
    }

    Set<String> asides() {
        return asides;
    }

    /** The lines of one glyph that is drawn; those of many letters are none of one. */
    void letter(Outlines lines) {
        drawnGlyph |= lines.hasManyGlyphs() || lines.lines() > MAX_LINES_OF_A_LETTER;
    }

    /** An annotation on the page, after all of its appearance went by. */
    void annotation(PdfAnnotation annotation) {
        String text = annotation.text();
        Optional<UnreadReason> unread = annotation.unread(outlines.lines());
        if (text.isEmpty() && unread.isEmpty() || !text.isEmpty() && unread.isEmpty() && !told.adds(text)) {
            return;
        }
        try {
            String path = reading.next(pagePath(), "image");
            leftOut.given(text);
            TikaReader.emit(text, new Place(path, PartKind.IMAGE, "annotation", place.depth()), reading);
            reading.sink()
                    .part(unread.map(reason -> CoveragePart.unread(path, PartKind.IMAGE, reason))
                            .orElseGet(() -> CoveragePart.of(path, PartKind.IMAGE, PartState.READ)));
        } catch (LimitReachedException e) {
            limit = e;
            throw e;
        }
    }

    void rethrow() {
        if (limit != null) {
            throw limit;
        }
    }

    private String pagePath() {
        return StructuralPath.child(place.path(), "page", Math.max(1, count));
    }
}
