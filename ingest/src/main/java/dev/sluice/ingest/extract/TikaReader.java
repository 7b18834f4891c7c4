package dev.sluice.ingest.extract;

import java.util.List;
import java.util.Optional;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;

/** Reads a part with one of Tika's parsers: body, properties, and what is embedded. */
class TikaReader implements PartReader {
    private final Parser parser;
    private final boolean readsWhole;

    /** @param readsWhole whether the parser is known to read all text of its types when it reports no failure */
    TikaReader(Parser parser, boolean readsWhole) {
        this.parser = parser;
        this.readsWhole = readsWhole;
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        BodyText body = body(content, type, place, reading);
        EmbeddedParts parts = new EmbeddedParts(reading, place);
        String text = "";
        try (TikaInputStream stream = reading.stream(content)) {
            parser.parse(stream, body, metadata, context(parts));
        } finally {
            text = body.emit(place, reading);
            properties(metadata, place, reading);
        }
        parts.rethrow();
        Optional<UnreadReason> leftOut = checkAgainst(content, text + "\n" + PropertyText.of(metadata), place, reading);
        Optional<UnreadReason> failed = PropertyText.silentFailure(metadata).or(() -> leftOut);
        if (failed.isEmpty() && !readsWhole) {
            failed = Optional.of(UnreadReason.UNSUPPORTED);
        }
        if (failed.isEmpty()) {
            reading.sink().read(place.path(), place.kind());
        }
        return failed;
    }

    /** What the parser's output goes to. */
    BodyText body(byte[] content, MediaType type, Place place, Reading reading) throws Exception {
        return Formats.isWorkbook(type)
                ? new SheetText(place, reading, List.of())
                : new BodyText(reading.settings().maxTextChars());
    }

    /** Looks for what the parser left out, has it read as well, and says what cannot be. */
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) throws Exception {
        return Optional.empty();
    }

    static void emit(String text, Place place, Reading reading) {
        reading.sink().segment(place.path(), place.context(), text);
        EncodedContent.look(text, place.path(), reading.sink());
    }

    static void properties(Metadata metadata, Place place, Reading reading) {
        properties(PropertyText.of(metadata), place, reading);
    }

    static void properties(String text, Place place, Reading reading) {
        if (!text.isEmpty()) {
            String path = StructuralPath.child(place.path(), "metadata");
            reading.sink().segment(path, "properties", text);
            reading.sink().read(path, PartKind.METADATA);
            EncodedContent.look(text, path, reading.sink());
        }
    }

    static ParseContext context(EmbeddedDocumentExtractor embedded) {
        OfficeParserConfig office = new OfficeParserConfig();
        office.setExtractMacros(true);
        office.setIncludeDeletedContent(true);
        office.setIncludeMoveFromContent(true);
        office.setIncludeHeadersAndFooters(true);
        office.setIncludeShapeBasedContent(true);
        office.setIncludeSlideNotes(true);
        office.setIncludeSlideMasterContent(true);
        office.setConcatenatePhoneticRuns(true);
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        office.setExtractAllAlternativesFromMSG(true);
        TesseractOCRConfig ocr = new TesseractOCRConfig();
        ocr.setSkipOcr(true);
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractAcroFormContent(true);
        pdf.setExtractAnnotationText(true);
        pdf.setExtractBookmarksText(true);
        pdf.setExtractActions(true);
        pdf.setExtractInlineImages(true);
        pdf.setExtractUniqueInlineImagesOnly(true);
        pdf.setCatchIntermediateIOExceptions(false);
        pdf.setImageGraphicsEngineFactory(new PdfPicturesFactory());
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, embedded);
        context.set(OfficeParserConfig.class, office);
        context.set(TesseractOCRConfig.class, ocr);
        context.set(PDFParserConfig.class, pdf);
        return context;
    }
}
