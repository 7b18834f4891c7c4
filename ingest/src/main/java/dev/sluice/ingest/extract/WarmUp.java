package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Small documents that load the classes of the commonest formats before the first real one comes. */
final class WarmUp {
    static final List<String> SAMPLES = List.of(
            "<html><body><p>Warm</p></body></html>",
            "<?xml version=\"1.0\"?><a b=\"c\">Warm</a>",
            "From: a@example.org\nTo: b@example.org\nSubject: Warm\nMIME-Version: 1.0\n\nWarm\n",
            "{\\rtf1\\ansi Warm}");

    private WarmUp() {}

    static List<byte[]> packages() {
        try (XWPFDocument word = new XWPFDocument();
                PDDocument pdf = new PDDocument();
                ByteArrayOutputStream wordBytes = new ByteArrayOutputStream();
                ByteArrayOutputStream pdfBytes = new ByteArrayOutputStream()) {
            word.createParagraph().createRun().setText("Warm");
            word.write(wordBytes);
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.showText("Warm");
                content.endText();
            }
            pdf.save(pdfBytes);
            return List.of(wordBytes.toByteArray(), pdfBytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
