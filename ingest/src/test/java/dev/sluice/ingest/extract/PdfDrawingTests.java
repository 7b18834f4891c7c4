package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDAppearanceContentStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationHighlight;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationInk;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is drawn on a page of a PDF, in annotations and as outlines, through the real child process. */
class PdfDrawingTests {
    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofSeconds(60)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private static Extraction extract(byte[] document) {
        return extractor.extract(document, Optional.empty(), Optional.empty());
    }

    private interface Drawing {
        void on(PDDocument pdf, PDAppearanceContentStream content) throws IOException;
    }

    private static byte[] annotated(PDAnnotation annotation, Drawing drawing) {
        return Samples.pdf(
                null,
                pdf -> {
                    try {
                        PDAppearanceStream appearance = new PDAppearanceStream(pdf);
                        appearance.setBBox(new PDRectangle(300, 200));
                        appearance.setResources(new PDResources());
                        try (PDAppearanceContentStream content = new PDAppearanceContentStream(appearance)) {
                            drawing.on(pdf, content);
                        }
                        PDAppearanceDictionary appearances = new PDAppearanceDictionary();
                        appearances.setNormalAppearance(appearance);
                        annotation.setAppearance(appearances);
                        annotation.setRectangle(new PDRectangle(100, 100, 300, 200));
                        pdf.getPage(0).getAnnotations().add(annotation);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "Please see the attached card.");
    }

    private static void says(PDAppearanceContentStream content, String text) throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(10, 10);
        content.showText(text);
        content.endText();
    }

    @Test
    void aPictureInAStampIsUnread() {
        BufferedImage card = Samples.written("Member Jane Doe 12345", 30, Color.BLACK, Color.WHITE);

        Extraction extraction = extract(annotated(
                new PDAnnotationRubberStamp(),
                (pdf, content) -> content.drawImage(LosslessFactory.createFromImage(pdf, card), 0, 0)));

        assertThat(extraction.unread()).containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void inkIsUnread() {
        assertThat(extract(annotated(new PDAnnotationInk(), (pdf, content) -> {
                            content.moveTo(10, 10);
                            content.curveTo(20, 40, 30, 5, 40, 20);
                            content.stroke();
                        }))
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void whatPlaysIsUnread() {
        PDAnnotation sound = new PDAnnotationRubberStamp();
        sound.getCOSObject().setName(COSName.SUBTYPE, "Sound");

        assertThat(extract(annotated(sound, (pdf, content) -> content.addRect(0, 0, 9, 9)))
                        .complete())
                .isFalse();
    }

    @Test
    void aSignatureDrawnInAStampIsUnread() {
        assertThat(extract(annotated(new PDAnnotationRubberStamp(), (pdf, content) -> {
                            content.moveTo(10, 10);
                            for (int i = 0; i < 40; i++) {
                                content.lineTo(10 + 6 * i, 10 + 40 * (i % 3));
                            }
                            content.stroke();
                        }))
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void theTextOfAStampIsRead() {
        Extraction extraction =
                extract(annotated(new PDAnnotationRubberStamp(), (pdf, content) -> says(content, "Seen by Jane Doe")));

        assertThat(extraction.unread()).isEmpty();
        assertThat(extraction.text().canonical()).contains("Please see", "Seen by Jane Doe");
    }

    @Test
    void aNoteThatShowsItsContentsIsReadOnceAndAMarkIsNoWriting() {
        PDAnnotation note = new PDAnnotationFreeText();
        note.setContents("Call Jane Doe");
        Extraction noted = extract(annotated(note, (pdf, content) -> says(content, "Call Jane Doe")));
        Extraction marked = extract(annotated(new PDAnnotationHighlight(), (pdf, content) -> {
            content.addRect(0, 0, 200, 12);
            content.fill();
        }));

        assertThat(noted.unread()).isEmpty();
        assertThat(noted.text().canonical()).containsOnlyOnce("Call Jane Doe");
        assertThat(marked.unread()).isEmpty();
    }

    @Test
    void lettersDrawnAsOutlinesBesideMuchTextAreUnread() {
        String much = "An ordinary sentence of the page. ".repeat(60);

        assertThat(extract(drawn(much, 30, 12)).unread()).containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
        assertThat(extract(drawn(much, 30, 4)).unread()).isEmpty();
    }

    @Test
    void fewCharactersWithoutMeaningOnAFullPageAreUnread() {
        Metadata metadata = new Metadata();
        metadata.add(PDF.CHARACTERS_PER_PAGE, 2_000);
        metadata.add(PDF.UNMAPPED_UNICODE_CHARS_PER_PAGE, 2);
        assertThat(PdfReader.unmapped(metadata)).isEmpty();

        metadata.add(PDF.CHARACTERS_PER_PAGE, 2_000);
        metadata.add(PDF.UNMAPPED_UNICODE_CHARS_PER_PAGE, 12);
        assertThat(PdfReader.unmapped(metadata)).contains(UnreadReason.CHARSET);
    }

    /** Outlines of some pieces each, ten points wide. */
    private static byte[] drawn(String text, int outlines, int pieces) {
        return Samples.pdf(
                null,
                pdf -> {
                    PDPage page = pdf.getPage(0);
                    try (PDPageContentStream content =
                            new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, false)) {
                        for (int i = 0; i < outlines; i++) {
                            content.moveTo(12 * i, 300);
                            for (int piece = 0; piece < pieces; piece++) {
                                content.lineTo(12 * i + piece % 10, 300 + piece * 7 % 10);
                            }
                            content.fill();
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                text);
    }

    /** A page whose content stream and resources are given as they stand in a file. */
    private static byte[] page(String resources, String content, String... objects) {
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/T3 6 0 R>>"
                        + resources + ">>>>",
                stream("", "BT /F1 12 Tf 50 700 Td (The garden opens at nine.) Tj ET " + content),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
        all.addAll(List.of(objects));
        for (String object : all) {
            offsets.add(pdf.length());
            pdf.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append("xref\n0 ").append(all.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append("%010d 00000 n \n".formatted(offset)));
        pdf.append("trailer\n<</Size ").append(all.size() + 1).append("/Root 1 0 R>>\nstartxref\n");
        return pdf.append(start).append("\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String stream(String dictionary, String content) {
        return "<<" + dictionary + "/Length " + content.length() + ">>\nstream\n" + content + "\nendstream";
    }

    private static final String SAYS = "BT /F1 24 Tf 50 300 Td (Patient Quillfeather 078-05-1120) Tj ET";

    private static byte[] glyphs(String content, String procedure, String... objects) {
        List<String> all = new ArrayList<>(List.of(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 600 400]/FontMatrix[1 0 0 1 0 0]/CharProcs<</A 7 0 R>>/Encoding"
                        + "<</Type/Encoding/Differences[65/A]>>/FirstChar 65/LastChar 65/Widths[600]"
                        + "/Resources<</XObject<</I 8 0 R>>/Font<</F1 5 0 R>>>>>>",
                stream("", "600 0 d0 " + procedure)));
        all.addAll(List.of(objects));
        return page("", content, all.toArray(String[]::new));
    }

    @Test
    void textInAPatternIsRead() {
        Extraction extraction = extract(page(
                "/Pattern<</P1 6 0 R>>",
                "/Pattern cs /P1 scn 0 0 600 600 re f",
                stream(
                        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 600 600]/XStep 600/YStep 600"
                                + "/Resources<</Font<</F1 5 0 R>>>>",
                        SAYS)));

        assertThat(extraction.text().canonical()).contains("Patient Quillfeather 078-05-1120");
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void textInASoftMaskIsRead() {
        Extraction extraction = extract(page(
                "/ExtGState<</G 6 0 R>>",
                "q /G gs 0 0 600 600 re f Q",
                "<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 7 0 R>>>>",
                stream(
                        "/Type/XObject/Subtype/Form/BBox[0 0 600 600]/Group<</S/Transparency/CS/DeviceGray>>"
                                + "/Resources<</Font<</F1 5 0 R>>>>",
                        SAYS)));

        assertThat(extraction.text().canonical()).contains("Patient Quillfeather 078-05-1120");
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void textInAGlyphIsRead() {
        Extraction extraction = extract(glyphs("BT /T3 1 Tf 0 100 Td (A) Tj ET", SAYS));

        assertThat(extraction.text().canonical()).contains("Patient Quillfeather 078-05-1120");
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void aPageSizedPictureInAGlyphIsUnreadAndOneOfALetterIsNot() {
        String scan = "q 600 0 0 400 0 0 cm /I Do Q";
        String pixels = "01".repeat(340 * 340 / 2).replace('0', '\0').replace('1', '\u00ff');
        String picture = stream(
                "/Type/XObject/Subtype/Image/Width 340/Height 340/ColorSpace/DeviceGray/BitsPerComponent 8", pixels);

        assertThat(extract(glyphs("BT /T3 1 Tf 0 100 Td (A) Tj ET", scan, picture))
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
        assertThat(extract(glyphs("BT /T3 0.02 Tf 0 100 Td (A) Tj ET", scan, picture))
                        .unread())
                .isEmpty();
    }

    @Test
    void aGlyphOfManyLettersIsUnread() {
        StringBuilder outlines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            outlines.append(10 * i).append(" 10 m ");
            for (int j = 1; j < 12; j++) {
                outlines.append(10 * i + j % 7)
                        .append(' ')
                        .append(10 + j * 5 % 9)
                        .append(" l ");
            }
            outlines.append("f ");
        }

        assertThat(extract(glyphs("BT /T3 1 Tf 0 100 Td (A) Tj ET", outlines.toString()))
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }
}
