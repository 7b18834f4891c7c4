package dev.sluice.ingest.extract;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pdf.image.ImageGraphicsEngine;
import org.apache.tika.parser.pdf.image.ImageGraphicsEngineFactory;
import org.apache.tika.sax.XHTMLContentHandler;

/** Has the parser go through the drawing operations of pages with {@link PdfPictures}. */
final class PdfPicturesFactory extends ImageGraphicsEngineFactory {
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
