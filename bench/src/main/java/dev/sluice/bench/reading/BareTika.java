package dev.sluice.bench.reading;

import java.io.IOException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/**
 * Tika in this process, as its documentation shows it: the type is found, the text of the document and of what is embedded
 * in it goes into one string. No child process, no time limit, no account of what was not read; character recognition off.
 */
final class BareTika implements DocumentReading {
    private final AutoDetectParser parser = new AutoDetectParser();

    @Override
    public Read read(DocumentSet.Document document) {
        TesseractOCRConfig ocr = new TesseractOCRConfig();
        ocr.setSkipOcr(true);
        ParseContext context = new ParseContext();
        context.set(TesseractOCRConfig.class, ocr);
        context.set(Parser.class, parser);
        BodyContentHandler body = new BodyContentHandler(-1);
        try (TikaInputStream stream = TikaInputStream.get(document.content())) {
            parser.parse(stream, body, new Metadata(), context);
        } catch (IOException | SAXException | TikaException | RuntimeException e) {
            return Read.FAILED;
        }
        String text = body.toString();
        return new Read(!text.isBlank(), text.length());
    }

    @Override
    public void close() {}
}
