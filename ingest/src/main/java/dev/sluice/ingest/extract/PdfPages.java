package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** The pages of a PDF as they go by: text, pictures and drawn lines of each, and what that says of the page. */
final class PdfPages extends BodyText {
    private static final int MAX_TINY = 20;
    private static final int MAX_LINES = 60;
    /** More outlines of the size and kind of letters than marks of a chart and a small sign have. */
    private static final int MAX_OUTLINED = 20;
    /** Rules, frames and charts beside text; a glyph drawn as an outline has some twenty lines and no character. */
    private static final int LINES_PER_CHARACTER = 2;

    private final Reading reading;
    private final Place place;
    private final LeftOutText leftOut;
    private int count;
    private int declared;
    private int depth;
    private boolean inPage;
    private int tiny;
    private int unreadPictures;
    private int readPictures;
    private Outlines outlines = new Outlines();
    private @Nullable RuntimeException limit;
    private @Nullable String fieldLabel;
    private final StringBuilder field = new StringBuilder();

    /** @param leftOut is told what is read of the pages */
    PdfPages(Reading reading, Place place, LeftOutText leftOut) {
        super(reading.settings().maxTextChars());
        this.reading = reading;
        this.place = place;
        this.leftOut = leftOut;
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
        TikaReader.emit(text, new Place(path, PartKind.PAGE, "", place.depth()), reading);
        boolean drawn =
                outlines.glyphs() > MAX_OUTLINED || outlines.lines() > MAX_LINES + LINES_PER_CHARACTER * text.length();
        if (tiny > MAX_TINY || drawn) {
            reading.sink().unread(path, PartKind.PAGE, UnreadReason.IMAGE_WITHOUT_OCR);
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
        String text = take();
        if (!text.isBlank()) {
            leftOut.given(text);
            TikaReader.emit(text, place, reading);
        }
    }

    /** A picture drawn on the page. */
    void picture(PDImage image) throws IOException {
        if (image.getWidth() <= Writing.TINY && image.getHeight() <= Writing.TINY) {
            tiny++;
        }
        try {
            String path = reading.next(pagePath(), "image");
            properties(image, new Place(path, PartKind.IMAGE, "", place.depth()));
            PartState state = reading.reader()
                    .pictures()
                    .judge(
                            image.getWidth(),
                            image.getHeight(),
                            image::getImage,
                            new Place(path, PartKind.IMAGE, "", place.depth()),
                            reading);
            unreadPictures += state == PartState.UNREAD ? 1 : 0;
            readPictures += state == PartState.OCR ? 1 : 0;
        } catch (LimitReachedException e) {
            limit = e;
            throw e;
        }
    }

    /** What a camera or a person wrote into a photograph, which the page does not show. */
    private void properties(PDImage image, Place at) throws IOException {
        if (image instanceof PDImageXObject picture && "jpg".equals(picture.getSuffix())) {
            try (InputStream encoded = picture.getStream().createInputStream(List.of(COSName.DCT_DECODE.getName()))) {
                byte[] content = encoded.readNBytes((int) reading.settings().maxDocumentBytes());
                if (PictureReader.hasProperties(content)) {
                    reading.reader().pictures().properties(content, MediaType.image("jpeg"), at, reading);
                }
            }
        }
    }

    /** The lines and curves drawn on the page. */
    Outlines outlines() {
        return outlines;
    }

    /** An annotation on the page, after all of its appearance went by. */
    void annotation(PdfAnnotation annotation) {
        String text = annotation.text();
        Optional<UnreadReason> unread = annotation.unread(outlines.lines());
        if (text.isEmpty() && unread.isEmpty()) {
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
