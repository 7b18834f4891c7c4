package dev.sluice.ingest.extract;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Goes once through drawing operations that no page shows: a form that nothing paints, the appearance of another state of
 * a field, a pattern or a glyph that is never used, the content that a page had before.
 */
final class PdfUnshownDrawing extends PdfPictures {
    /** Points of a bitmap: the largest letters of fonts that are made of them. */
    private static final int LARGEST_BITMAP = 200;

    private static final int WIDEST_BITMAP = 3;
    private static final int MOST_LINES = 60;
    private static final int MOST_LINES_OF_A_GLYPH = 2_000;
    /** Operators that neither draw nor set anything that is drawn with (ISO 32000-2 Annex A). */
    private static final Set<String> WITHOUT_EFFECT = Set.of("MP", "DP", "BX", "EX", "d0", "d1", "i", "ri");

    private final PDContentStream content;
    private final Outlines outlines = new Outlines();
    private boolean fontless;
    private boolean strange;

    PdfUnshownDrawing(PDContentStream content, ParseContext context, Metadata none) {
        super(
                new PDPage(),
                0,
                context.get(EmbeddedDocumentExtractor.class),
                context.get(PDFParserConfig.class),
                new HashMap<>(),
                new AtomicInteger(),
                new XHTMLContentHandler(new DefaultHandler(), none),
                none,
                context);
        this.content = content;
    }

    @Override
    public void run() throws IOException {
        draw(() -> processChildStream(content, getPage()));
        pages().aside(aside());
    }

    /** Why they cannot be read as text, after they went by. */
    Optional<UnreadReason> unread() {
        if (fontless || strange) {
            return Optional.of(UnreadReason.UNSUPPORTED);
        }
        if (aside().isUnmapped()) {
            return Optional.of(UnreadReason.CHARSET);
        }
        int most = isGlyph() ? MOST_LINES_OF_A_GLYPH : MOST_LINES + 2 * aside().length();
        return outlines.lines() > most || outlines.hasManyGlyphs()
                ? Optional.of(UnreadReason.IMAGE_WITHOUT_OCR)
                : Optional.empty();
    }

    /** Whether they were drawing operations, and nothing else. */
    boolean isDrawing() {
        return operators() > 0 && !strange;
    }

    private boolean isGlyph() {
        return content instanceof PDType3CharProc;
    }

    @Override
    protected void processImage(PDImage image, int number) throws IOException {
        boolean known = image instanceof PDImageXObject object && streams().isTaken(object.getCOSObject());
        if (!known && !(isGlyph() && isBitmap(image))) {
            super.processImage(image, number);
        } else if (image instanceof PDImageXObject object) {
            streams().take(object.getCOSObject());
        }
    }

    /** The letters of a font that is never used have no size. */
    private static boolean isBitmap(PDImage image) {
        return image.getWidth() <= LARGEST_BITMAP
                && image.getHeight() <= LARGEST_BITMAP
                && image.getWidth() <= WIDEST_BITMAP * image.getHeight();
    }

    @Override
    protected void showText(byte[] text) throws IOException {
        if (getGraphicsState().getTextState().getFont() == null) {
            fontless = true;
        } else {
            super.showText(text);
        }
    }

    @Override
    protected void unsupportedOperator(Operator operator, List<COSBase> operands) throws IOException {
        strange |= !WITHOUT_EFFECT.contains(operator.getName());
        super.unsupportedOperator(operator, operands);
    }

    @Override
    Outlines around() {
        return outlines;
    }
}
