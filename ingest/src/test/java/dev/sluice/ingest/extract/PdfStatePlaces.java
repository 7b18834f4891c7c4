package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Where a PDF holds text that it shows no more: earlier states of the file, objects that nothing leads to, its ends. */
final class PdfStatePlaces {
    private static final String FORMAT = "PDF";
    private static final String PAGE =
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>";

    private PdfStatePlaces() {}

    static Stream<Planted> all() {
        return Stream.of(states(), lost(), ends()).flatMap(each -> each);
    }

    interface Change {
        void of(PDDocument pdf) throws IOException;
    }

    /** What is saved by appending to the file. */
    static byte[] appended(byte[] pdf, Change change) {
        return Samples.bytes(out -> {
            try (PDDocument document = Loader.loadPDF(pdf)) {
                change.of(document);
                document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
                document.saveIncremental(out);
            }
        });
    }

    private static void write(PDDocument pdf, int page, String text) throws IOException {
        try (PDPageContentStream content =
                new PDPageContentStream(pdf, pdf.getPage(page), PDPageContentStream.AppendMode.OVERWRITE, true)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(50, 500);
            content.showText(text);
            content.endText();
        }
        pdf.getPage(page).getCOSObject().setNeedToBeUpdated(true);
    }

    private static Planted state(String place, Change change) {
        return Planted.read(FORMAT, place, value -> appended(Samples.pdf("Ordinary text.", "Page " + value), change));
    }

    private static Stream<Planted> states() {
        return Stream.of(
                state("page that was written anew", pdf -> write(pdf, 1, "Ordinary page")),
                state("page that was removed", pdf -> {
                    pdf.removePage(1);
                    pdf.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
                }),
                Planted.read(
                        FORMAT,
                        "two states before",
                        value -> appended(
                                appended(Samples.pdf("Page " + value), pdf -> write(pdf, 0, "Second")),
                                pdf -> write(pdf, 0, "Third"))),
                Planted.read(
                        FORMAT,
                        "state between",
                        value -> appended(
                                appended(Samples.pdf("First"), pdf -> write(pdf, 0, "Page " + value)),
                                pdf -> write(pdf, 0, "Third"))),
                Planted.read(
                        FORMAT,
                        "title that was changed",
                        value -> appended(
                                Samples.pdf(
                                        null,
                                        pdf -> pdf.getDocumentInformation().setTitle(value),
                                        "Ordinary"),
                                pdf -> {
                                    pdf.getDocumentInformation().setTitle("Ordinary title");
                                    pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
                                })),
                Planted.unread(
                        FORMAT,
                        "picture with writing that was removed",
                        UnreadReason.IMAGE_WITHOUT_OCR,
                        value -> appended(
                                Samples.pdf(
                                        Samples.written(value, 20, java.awt.Color.BLACK, java.awt.Color.WHITE),
                                        pdf -> {},
                                        "Ordinary text."),
                                pdf -> write(pdf, 0, "Ordinary text."))),
                Planted.unread(
                        FORMAT,
                        "state whose table is not where it says",
                        UnreadReason.DAMAGED,
                        value -> new String(
                                        appended(Samples.pdf("Page " + value), pdf -> write(pdf, 0, "Second")),
                                        ISO_8859_1)
                                .replaceFirst("startxref\\s+\\d+", "startxref\n0")
                                .getBytes(ISO_8859_1)),
                Planted.unread(FORMAT, "more states than any program leaves", UnreadReason.OVER_LIMIT, value -> {
                    byte[] pdf = Samples.pdf("Page " + value);
                    for (int i = 0; i < 25; i++) {
                        String text = "State " + i;
                        pdf = appended(pdf, document -> write(document, 0, text));
                    }
                    return pdf;
                }));
    }

    /** A document of one page, and whatever else. */
    static byte[] written(String... more) {
        List<String> objects = new ArrayList<>(List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                PAGE,
                drawing("Ordinary text."),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
        objects.addAll(List.of(more));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes("%PDF-1.7\n".getBytes(ISO_8859_1));
        StringBuilder table = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(pdf.size()));
            pdf.writeBytes((i + 1 + " 0 obj\n" + objects.get(i) + "\nendobj\n").getBytes(ISO_8859_1));
        }
        table.append("trailer<</Size ")
                .append(objects.size() + 1)
                .append("/Root 1 0 R>>\nstartxref\n")
                .append(pdf.size())
                .append("\n%%EOF\n");
        pdf.writeBytes(table.toString().getBytes(ISO_8859_1));
        return pdf.toByteArray();
    }

    private static String drawing(String text) {
        String content = "BT /F1 12 Tf 9 90 Td (" + text + ") Tj ET";
        return "<</Length " + content.length() + ">>stream\n" + content + "\nendstream";
    }

    private static Stream<Planted> lost() {
        return Stream.of(
                Planted.read(
                        FORMAT,
                        "page that nothing leads to",
                        value -> written(PAGE.replace("4 0 R", "7 0 R"), drawing(value))),
                Planted.read(
                        FORMAT,
                        "template of a page",
                        value -> written(
                                PAGE.replace("4 0 R", "7 0 R").replace("/Page/", "/Template/"), drawing(value))),
                Planted.read(FORMAT, "dictionary that nothing leads to", value -> written("<</Note(" + value + ")>>")),
                Planted.unread(
                        FORMAT,
                        "drawing that nothing leads to",
                        UnreadReason.UNSUPPORTED,
                        value -> written(drawing(value))));
    }

    private static Stream<Planted> ends() {
        byte[] plain = Samples.pdf("Ordinary text.");
        return Stream.of(
                Planted.read(FORMAT, "text behind the end", value -> ended(plain, "Ordinary " + value + ".\n")),
                Planted.read(
                        FORMAT, "text between two ends", value -> ended(plain, "Ordinary " + value + ".\n%%EOF\n")),
                Planted.unread(
                        FORMAT,
                        "document behind the end, longer than the tail in which an end is looked for",
                        UnreadReason.TRUNCATED,
                        value -> Samples.bytes(out -> {
                            out.write(plain);
                            out.write(Samples.docx(value));
                        })));
    }

    private static byte[] ended(byte[] pdf, String text) {
        return Samples.bytes(out -> {
            out.write(pdf);
            out.write(text.getBytes(ISO_8859_1));
        });
    }
}
