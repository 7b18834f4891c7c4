package dev.sluice.ingest.extract;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pdf.image.ImageGraphicsEngine;
import org.apache.tika.parser.pdf.image.ImageGraphicsEngineFactory;
import org.apache.tika.sax.XHTMLContentHandler;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the drawing operations of a PDF page and of the annotations on it, and tells {@link PdfPages} of pictures
 * and lines, and of what annotations show.
 */
final class PdfPictures extends ImageGraphicsEngine {
    private final PdfPages pages;
    private @Nullable PdfAnnotation annotation;

    private PdfPictures(
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
    }

    @Override
    protected void processImage(PDImage image, int number) throws IOException {
        pages.picture(image);
    }

    @Override
    public void run() throws IOException {
        super.run();
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
        super.showGlyph(at, font, code, advance);
        if (annotation != null) {
            annotation.glyph(at, advance, font.toUnicode(code));
        }
    }

    @Override
    public void moveTo(float x, float y) {
        pages.outlines().begin(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        pages.outlines().to(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        pages.outlines().to(x3, y3);
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        pages.outlines().rectangle();
    }

    @Override
    public void endPath() {
        pages.outlines().end();
    }

    @Override
    public void strokePath() throws IOException {
        pages.outlines().end();
        super.strokePath();
    }

    @Override
    public void fillPath(int rule) throws IOException {
        pages.outlines().end();
        super.fillPath(rule);
    }

    @Override
    public void fillAndStrokePath(int rule) throws IOException {
        pages.outlines().end();
        super.fillAndStrokePath(rule);
    }

    /** Glyphs that are little drawings are text, which the text of the page holds. */
    @Override
    protected void showType3Glyph(Matrix matrix, PDType3Font font, int code, Vector displacement) {}

    static final class Factory extends ImageGraphicsEngineFactory {
        private static final long serialVersionUID = 1;

        @Override
        public ImageGraphicsEngine newEngine(
                PDPage page,
                int number,
                EmbeddedDocumentExtractor embedded,
                PDFParserConfig config,
                Map<COSStream, Integer> processed,
                AtomicInteger counter,
                XHTMLContentHandler xhtml,
                Metadata metadata,
                ParseContext context) {
            return new PdfPictures(page, number, embedded, config, processed, counter, xhtml, metadata, context);
        }
    }
}
