package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in a PDF and is shown on no page of it: it is read, or the document is incomplete for a stated reason. */
class UnshownPdfTests {
    private static final String FORMAT = "PDF";
    private static final String PATTERN =
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 600 600]/XStep 600/YStep 600"
                    + PdfObjects.FONTS;
    private static final String GLYPHS =
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 600 400]/FontMatrix[1 0 0 1 0 0]/CharProcs<</A 7 0 R>>/Encoding"
                    + "<</Type/Encoding/Differences[65/A]>>/FirstChar 65/LastChar 65/Widths[600]" + PdfObjects.FONTS
                    + ">>";
    private static final String STAMP = "<</Type/Annot/Subtype/Stamp/Rect[0 0 300 50]/AP<</N 7 0 R>>>>";
    private static final String SCAN = PdfObjects.picture(600, 400, true, "");

    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(2)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private static Extraction extract(byte[] document) {
        return extractor.extract(document, Optional.empty(), Optional.empty());
    }

    static Stream<Planted> drawings() {
        return Stream.of(
                Planted.read(
                        FORMAT,
                        "form that nothing paints",
                        value -> PdfObjects.page("/XObject<</X 6 0 R>>", "", "", PdfObjects.form(value))),
                Planted.read(
                        FORMAT,
                        "form that nothing names",
                        value -> PdfObjects.page("", "", "", PdfObjects.form(value))),
                appearance("other state of a field", "<</Off 7 0 R/On 8 0 R>>/D 7 0 R"),
                appearance("field that is pressed", "7 0 R/D 8 0 R"),
                appearance("field under the pointer", "7 0 R/R 8 0 R"),
                Planted.read(
                        FORMAT,
                        "pattern that is not used",
                        value -> PdfObjects.page(
                                "/Pattern<</P 6 0 R>>", "", "", PdfObjects.stream(PATTERN, PdfObjects.says(value)))),
                Planted.read(
                        FORMAT,
                        "glyph that is not used",
                        value -> PdfObjects.page(
                                "/Font<</F1 5 0 R/T3 6 0 R>>",
                                "",
                                "",
                                GLYPHS,
                                PdfObjects.stream("", "600 0 d0 " + PdfObjects.says(value)))),
                Planted.read(
                        FORMAT, "deleted stamp", value -> PdfObjects.page("", "", "", STAMP, PdfObjects.form(value))),
                Planted.unread(
                        FORMAT,
                        "form without its fonts",
                        UnreadReason.UNSUPPORTED,
                        value -> PdfObjects.page(
                                "",
                                "",
                                "",
                                PdfObjects.stream(
                                        "/Type/XObject/Subtype/Form/BBox[0 0 600 600]", PdfObjects.says(value)))),
                Planted.unread(
                        FORMAT,
                        "letters drawn in a form that nothing paints",
                        UnreadReason.IMAGE_WITHOUT_OCR,
                        value -> PdfObjects.page(
                                "",
                                "",
                                "",
                                PdfObjects.stream(
                                        "/Type/XObject/Subtype/Form/BBox[0 0 600 600]",
                                        "1 1 m 9 9 l 5 7 l 3 2 l 8 8 l f ".repeat(40)))));
    }

    private static Planted appearance(String place, String states) {
        return Planted.read(
                FORMAT,
                place,
                value -> PdfObjects.file(
                        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
                        "",
                        "",
                        "/Annots[6 0 R]",
                        "",
                        "<</Type/Annot/Subtype/Widget/FT/Btn/T(box)/Rect[0 0 300 50]/AS/Off/AP<</N " + states + ">>>>",
                        PdfObjects.form("off"),
                        PdfObjects.form(value)));
    }

    static Stream<Planted> pictures() {
        return Stream.of(
                unread("picture that nothing paints", "/XObject<</I 6 0 R>>", "", "", SCAN),
                unread("picture that nothing names", "", "", "", SCAN),
                unread("large thumbnail of a page", "", "/Thumb 6 0 R", "", SCAN),
                unread(
                        "picture in place of another",
                        "/XObject<</I 6 0 R>>",
                        "",
                        "q 9 0 0 9 0 0 cm /I Do Q",
                        PdfObjects.picture(1, 1, false, "/Alternates[<</Image 7 0 R/DefaultForPrinting true>>]"),
                        SCAN),
                masked("soft mask of a single point", 1, "/SMask 7 0 R"),
                masked("soft mask of a small picture", 16, "/SMask 7 0 R"),
                masked("mask of a single point", 1, "/Mask 7 0 R"),
                unread(
                        "triangles of a gradient",
                        "/Shading<</S 6 0 R>>",
                        "",
                        "/S sh",
                        PdfObjects.stream(
                                "/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
                                        + "/Decode[0 255 0 255 0 1 0 1 0 1]",
                                "\0abcde".repeat(600))));
    }

    private static Planted unread(String place, String resources, String entries, String content, String... objects) {
        return Planted.unread(
                FORMAT,
                place,
                UnreadReason.IMAGE_WITHOUT_OCR,
                value -> PdfObjects.page(resources, entries, content, objects));
    }

    private static Planted masked(String place, int points, String mask) {
        return unread(
                place,
                "/XObject<</I 6 0 R>>",
                "",
                "q 600 0 0 400 0 0 cm /I Do Q",
                PdfObjects.picture(points, points, false, mask),
                SCAN);
    }

    static Stream<Planted> data() {
        return Stream.of(
                Planted.read(
                        FORMAT,
                        "file that nothing names",
                        value -> PdfObjects.page(
                                "", "", "", PdfObjects.stream("/Type/EmbeddedFile", "Ordinary " + value))),
                Planted.read(
                        FORMAT,
                        "private data of a program",
                        value -> PdfObjects.page(
                                "",
                                "/PieceInfo<</App<</Private<</Data 6 0 R>>>>>>",
                                "",
                                PdfObjects.stream("", "Ordinary " + value))),
                Planted.read(
                        FORMAT,
                        "text in place of a font",
                        value -> PdfObjects.page(
                                "/Font<</F1 5 0 R/F2<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor<</Type"
                                        + "/FontDescriptor/FontName/A/FontFile2 6 0 R>>>>>>",
                                "",
                                "",
                                PdfObjects.stream("", "Ordinary " + value))),
                Planted.unread(
                        FORMAT,
                        "bytes of nobody knows what",
                        UnreadReason.UNKNOWN_TYPE,
                        value -> PdfObjects.page("", "", "", PdfObjects.stream("", "\1\2\3\4\u00fe\u0081".repeat(40)))),
                Planted.unread(
                        FORMAT,
                        "more points than a picture says that it has",
                        UnreadReason.UNSUPPORTED,
                        value -> PdfObjects.page(
                                "/XObject<</I 6 0 R>>",
                                "",
                                "q 9 0 0 9 0 0 cm /I Do Q",
                                SCAN.replace("/Width 600/Height 400", "/Width 1/Height 1"))),
                Planted.unread(
                        FORMAT,
                        "text behind the points of a picture",
                        UnreadReason.UNSUPPORTED,
                        value -> PdfObjects.page(
                                "/XObject<</I 6 0 R>>",
                                "",
                                "q 9 0 0 9 0 0 cm /I Do Q",
                                PdfObjects.stream(
                                        "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8",
                                        "\u00ff".repeat(64) + value))));
    }

    static Stream<Planted> strings() {
        String descriptor = "/FontDescriptor<</Type/FontDescriptor/FontName/Helvetica/";
        return Stream.of(
                        Stream.of("M", "NM", "DA", "DS", "Lang")
                                .map(key -> Planted.read(
                                        FORMAT,
                                        key + " of an annotation",
                                        value -> PdfObjects.page(
                                                "",
                                                "/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(x)/" + key
                                                        + "(Note " + value + ")>>]",
                                                ""))),
                        Stream.of("FontFamily", "CharSet")
                                .map(key -> Planted.read(
                                        FORMAT,
                                        key + " of a font",
                                        value -> PdfObjects.page(
                                                "/Font<</F1 5 0 R/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                                                        + descriptor + key + "(Note " + value + ")>>>>>>",
                                                "",
                                                ""))),
                        Stream.of("Producer", "CreationDate", "ModDate")
                                .map(key -> Planted.read(
                                        FORMAT,
                                        key,
                                        value -> PdfObjects.file(
                                                "<</Type/Catalog/Pages 2 0 R>>",
                                                "/Info<</" + key + "(Note " + value + ")>>",
                                                "",
                                                "",
                                                ""))),
                        Stream.of(Planted.read(
                                FORMAT,
                                "identifier of the file",
                                value -> PdfObjects.file(
                                        "<</Type/Catalog/Pages 2 0 R>>", "/ID[(Note " + value + ")(x)]", "", "", ""))),
                        Stream.of("ActualText", "Alt", "E", "Note")
                                .map(key -> Planted.read(
                                        FORMAT,
                                        key + " among operators",
                                        value -> PdfObjects.page(
                                                "", "", "/Span<</" + key + "(Note " + value + ")>>BDC EMC "))),
                        Stream.of("/P<</X(VALUE)>>DP ", "(VALUE) pop ")
                                .map(operator -> Planted.read(
                                        FORMAT,
                                        "operand in " + operator,
                                        value -> PdfObjects.page("", "", operator.replace("VALUE", "Note " + value)))))
                .flatMap(each -> each);
    }

    static Stream<Planted> values() {
        return Stream.of(drawings(), pictures(), data(), strings())
                .flatMap(each -> each)
                .flatMap(Planted::each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void theValueIsReadOrTheDocumentIsIncomplete(Planted planted) {
        Extraction extraction = extract(planted.document());

        if (planted.unread().isPresent()) {
            assertThat(extraction.unread()).contains(planted.unread().get());
        } else {
            assertThat(extraction.text().canonical()).as(planted.toString()).contains(planted.value());
            assertThat(extraction.unread()).isEmpty();
        }
    }

    /** What belongs under the keys of dates, identifiers and appearances is no text. */
    @Test
    void formalStringsAreNoText() {
        Extraction extraction = extract(PdfObjects.file(
                "<</Type/Catalog/Pages 2 0 R/Lang(en-US)>>",
                "/Info<</CreationDate(D:20260102030405+01'00')/Producer(pdfTeX 1.40.21)>>"
                        + "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]",
                "",
                "/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Seen)/M(D:20260102030405Z)"
                        + "/NM(0f8fad5b-d9cb-469f-a165-70867728950e)/DA(/Helv 12 Tf 0 g)"
                        + "/DS(font: Helvetica,sans-serif 12.0pt; text-align:left; color:#E52237)>>]",
                ""));

        assertThat(extraction.unread()).isEmpty();
        assertThat(extraction.text().segments())
                .filteredOn(segment -> segment.path().equals("/other"))
                .isEmpty();
    }

    /** The same file again and again: what is read does not depend on where its objects lie in memory. */
    @Test
    void theSameFileIsReadTheSame() {
        byte[] document = PdfObjects.page("", "", "", STAMP, PdfObjects.form("Seen by Quillfeather"));
        String text = extract(document).text().canonical();

        for (String ends : List.of("\n", "\n\n", "\n\n\n")) {
            byte[] longer = Samples.bytes(out -> {
                out.write(document);
                out.write(ends.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            });
            assertThat(extract(longer).text().canonical()).isEqualTo(text);
        }
    }

    @Test
    void aSmallThumbnailOfAPageIsNoPictureOfItsOwn() {
        assertThat(extract(PdfObjects.page("", "/Thumb 6 0 R", "", PdfObjects.picture(76, 98, true, "")))
                        .unread())
                .isEmpty();
    }

    static Stream<Planted> sections() {
        return Stream.of("", "startxref\nSECTION\n% x\n%%EOF\n", "startxref\nSECTION\n%%EOF\n")
                .map(end -> Planted.read(
                        FORMAT,
                        "state before the last, ended with " + end.strip().replace('\n', ' '),
                        value -> PdfObjects.replaced(
                                PdfObjects.page("", "", PdfObjects.says(value)),
                                4,
                                PdfObjects.stream("", PdfObjects.ORDINARY),
                                end)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sections")
    void aStateWithoutAnEndOfItsOwnIsRead(Planted planted) {
        Extraction extraction = extract(planted.document());

        assertThat(extraction.text().canonical()).contains(planted.value());
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void theSameBytesWithOtherMeasuresAreAnotherPicture() {
        byte[] file = PdfObjects.page("/XObject<</I 6 0 R>>", "", "q 600 0 0 400 0 0 cm /I Do Q", SCAN);
        String small = SCAN.replace("/Width 600/Height 400", "/Width 1/Height 1");

        assertThat(extract(PdfObjects.replaced(file, 6, small, "startxref\nSECTION\n%%EOF\n"))
                        .unread())
                .contains(UnreadReason.IMAGE_WITHOUT_OCR);
    }
}
