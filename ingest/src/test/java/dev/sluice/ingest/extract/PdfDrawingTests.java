package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
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
}
