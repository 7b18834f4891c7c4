package dev.sluice.ingest.extract;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDSoftMask;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pdf.image.ImageGraphicsEngine;
import org.apache.tika.sax.XHTMLContentHandler;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the drawing operations of a PDF page and of the annotations on it, and tells {@link PdfPages} of pictures
 * and lines, and of what annotations show.
 */
class PdfPictures extends ImageGraphicsEngine {
    /** Points: what is larger, or so much wider than high, is no letter. */
    private static final float LARGEST_LETTER = 72;

    private static final float WIDEST_LETTER = 3;

    /** Operators that show text. */
    private static final Set<String> SHOWING = Set.of("Tj", "TJ", "'", "\"");

    private final PdfPages pages;
    private final PdfStreams streams;
    private final GlyphText aside = new GlyphText();
    private final PdfLines lines = new PdfLines();
    private final Set<Object> drawn = new HashSet<>();
    /** How many patterns, masks and glyphs are being drawn one in the other. */
    private int inside;

    /** How many operators went by. */
    private long operators;

    /** Whether something on the page says what is to be read instead of what it shows. */
    private boolean renamed;

    private @Nullable Outlines letter;
    private @Nullable PdfAnnotation annotation;

    PdfPictures(
            PDPage page,
            int number,
            EmbeddedDocumentExtractor embedded,
            PDFParserConfig config,
            Map<COSStream, Integer> processed,
            AtomicInteger counter,
            XHTMLContentHandler xhtml,
            Metadata metadata,
            ParseContext context) {
        super(page, number, embedded, config, processed, counter, xhtml, metadata, context);
        this.pages = context.get(PdfPages.class);
        this.streams = context.get(PdfStrings.class).streams();
    }

    @Override
    protected void processImage(PDImage image, int number) throws IOException {
        if (letter == null || !isLetter(image)) {
            pages.picture(image);
        } else if (image instanceof PDImageXObject object) {
            streams.take(object.getCOSObject());
        }
    }

    @Override
    public void run() throws IOException {
        super.run();
        for (Iterator<PDStream> each = getPage().getContentStreams(); each.hasNext(); ) {
            streams.draw(each.next().getCOSObject(), pages::property);
        }
        pages.aside(aside);
        lines.joined().forEach(pages::property);
        if (renamed) {
            lines.drawn().forEach(pages::property);
        }
        for (PDAnnotation each : getPage().getAnnotations()) {
            PdfAnnotation looked = new PdfAnnotation(each, pages.outlines().lines());
            annotation = looked;
            showAnnotation(each);
            annotation = null;
            pages.annotation(looked);
        }
    }

    @Override
    protected void showGlyph(Matrix at, PDFont font, int code, Vector advance) throws IOException {
        if (annotation != null) {
            annotation.glyph(at, advance, font.toUnicode(code));
        } else if (inside > 0) {
            pages.within(aside.length());
            aside.glyph(at, advance, font.toUnicode(code));
        } else {
            pages.within(lines.characters());
            lines.glyph(at, advance, font.toUnicode(code));
        }
        paint(() -> {
            super.showGlyph(at, font, code, advance);
            if (font instanceof PDType3Font drawings) {
                showType3Glyph(at, drawings, code, advance);
            }
        });
    }

    /** Drawing of something. */
    interface Drawn {
        void run() throws IOException;
    }

    /** Goes through what is drawn in a pattern, a mask or a glyph, which the text of the page does not hold. */
    final void draw(Drawn operation) throws IOException {
        inside++;
        try {
            operation.run();
        } finally {
            inside--;
        }
    }

    /** A stream counts as shown if at least one of its operators was gone through. */
    private void shows(COSBase stream, Drawn operation) throws IOException {
        long before = operators;
        operation.run();
        if (operators > before && stream instanceof COSStream shown) {
            streams.draw(shown, pages::property);
        }
    }

    /** Paints, perhaps with a pattern, which is drawn in turn. */
    private void paint(Drawn operation) throws IOException {
        draw(() -> shows(
                PdfProperties.pattern(getGraphicsState().getStrokingColor()),
                () -> shows(PdfProperties.pattern(getGraphicsState().getNonStrokingColor()), operation)));
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        shows(form.getCOSObject(), () -> super.showForm(form));
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        shows(form.getCOSObject(), () -> super.showTransparencyGroup(form));
    }

    @Override
    protected void processAnnotation(PDAnnotation shown, PDAppearanceStream appearance) throws IOException {
        shows(appearance.getCOSObject(), () -> super.processAnnotation(shown, appearance));
    }

    @Override
    protected void processSoftMask(PDTransparencyGroup group) throws IOException {
        if (drawn.add(group.getCOSObject())) {
            draw(() -> shows(group.getCOSObject(), () -> super.processSoftMask(group)));
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        operators++;
        if (!SHOWING.contains(operator.getName())) {
            operands.forEach(operand -> PdfProperties.of(operand, pages::property));
        }
        PdfProperties.ofPicture(operator, pages::property);
        renamed |= operator.getName().equals(OperatorName.BEGIN_MARKED_CONTENT_SEQ)
                && PdfProperties.rename(operands, getResources());
        super.processOperator(operator, operands);
        if (operator.getName().equals(OperatorName.SET_GRAPHICS_STATE_PARAMS)) {
            PDSoftMask mask = getGraphicsState().getSoftMask();
            if (mask != null && mask.getGroup() != null) {
                processSoftMask(mask.getGroup());
            }
        }
    }

    /** A glyph that is a little drawing is text, which the text of the page holds; a large one is a drawing. */
    @Override
    protected void showType3Glyph(Matrix at, PDType3Font font, int code, Vector displacement) throws IOException {
        PDType3CharProc procedure = font.getCharProc(code);
        int size = Math.round(Math.max(at.getScalingFactorX(), at.getScalingFactorY()));
        if (procedure == null || !drawn.add(List.of(procedure.getCOSObject(), size))) {
            return;
        }
        Outlines around = letter;
        Outlines own = new Outlines();
        letter = own;
        try {
            shows(procedure.getCOSObject(), () -> super.showType3Glyph(at, font, code, displacement));
        } finally {
            letter = around;
        }
        pages.letter(own);
    }

    private boolean isLetter(PDImage image) {
        Matrix shown = getGraphicsState().getCurrentTransformationMatrix();
        float width = Math.abs(shown.getScalingFactorX());
        float height = Math.abs(shown.getScalingFactorY());
        boolean tiny = image.getWidth() <= Writing.TINY && image.getHeight() <= Writing.TINY;
        return tiny || width <= LARGEST_LETTER && height <= LARGEST_LETTER && width <= WIDEST_LETTER * height;
    }

    /** Where lines count that are not of a letter. */
    Outlines around() {
        return pages.outlines();
    }

    final PdfPages pages() {
        return pages;
    }

    final PdfStreams streams() {
        return streams;
    }

    /** What patterns, masks, glyphs and the like have said so far. */
    final GlyphText aside() {
        return aside;
    }

    /** How many operators went by. */
    final long operators() {
        return operators;
    }

    private Outlines outlines() {
        return letter == null ? around() : letter;
    }

    @Override
    public void moveTo(float x, float y) {
        outlines().begin(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        outlines().to(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        outlines().to(x3, y3);
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        outlines().rectangle();
    }

    @Override
    public void endPath() {
        outlines().end();
    }

    @Override
    public void strokePath() throws IOException {
        outlines().end();
        paint(super::strokePath);
    }

    @Override
    public void fillPath(int rule) throws IOException {
        outlines().end();
        paint(() -> super.fillPath(rule));
    }

    @Override
    public void fillAndStrokePath(int rule) throws IOException {
        outlines().end();
        paint(() -> super.fillAndStrokePath(rule));
    }
}
