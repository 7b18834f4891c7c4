package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page of a PDF shows is read as it is seen, whatever the file says it is and whatever was drawn first. */
class PdfLinesTests {
    private static final String FORMAT = "PDF";
    /** How wide digits and hyphens of Helvetica are at 12 points. */
    private static final double DIGIT = 6.672;

    private static final double HYPHEN = 3.996;

    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(2)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    static Stream<Planted> values() {
        return Stream.of(
                        renamed(
                                "another text instead",
                                value -> "/Span<</ActualText(release)>> BDC " + text(value) + "EMC "),
                        renamed("no text instead", value -> "/Span<</ActualText()>> BDC " + text(value) + "EMC "),
                        renamed(
                                "another text instead, within a text",
                                value -> "BT /F1 12 Tf 50 600 Td /Span<</ActualText(release)>> BDC (" + value
                                        + ") Tj EMC ET "),
                        renamed(
                                "another text instead, one sequence in another",
                                value -> "/Span<</ActualText(release)>> BDC /P BMC " + text(value) + "EMC EMC "),
                        Planted.read(
                                FORMAT,
                                "another text instead, in the resources",
                                value -> PdfObjects.page(
                                        "/Properties<</P 6 0 R>>",
                                        "",
                                        "/Span /P BDC " + text(value) + "EMC ",
                                        "<</ActualText(release)>>")))
                .flatMap(Planted::each);
    }

    private interface Content {
        String with(String value);
    }

    private static Planted renamed(String place, Content content) {
        return Planted.read(FORMAT, place, value -> PdfObjects.page("", "", content.with(value)));
    }

    private static String text(String value) {
        return "BT /F1 12 Tf 50 600 Td (" + value + ") Tj ET ";
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsShownIsReadWhateverIsToBeReadInstead(Planted planted) {
        Extraction extraction = extract(planted.document());

        assertThat(extraction.text().canonical()).as(planted.toString()).contains(planted.value());
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void aNumberDrawnInAnyOrderIsReadAsItStands() {
        long seed = System.nanoTime();
        String number = "447-199-203";
        List<String> glyphs = new ArrayList<>();
        double x = 50;
        for (char each : number.toCharArray()) {
            glyphs.add("BT /F1 12 Tf 1 0 0 1 %.3f 600 Tm (%c) Tj ET ".formatted(x, each));
            x += each == '-' ? HYPHEN : DIGIT;
        }
        Collections.shuffle(glyphs, new Random(seed));

        assertThat(read(String.join("", glyphs))).as("seed " + seed).contains(number);
    }

    @Test
    void aValueDrawnAfterAllLabelsStandsBehindItsOwn() {
        String content = at(50, 600, "Number:")
                + at(50, 580, "Street:")
                + at(100, 580, "Hill Road")
                + at(100, 600, "447-199-203");

        assertThat(read(content)).contains("Number: 447-199-203");
    }

    @Test
    void linesThatRunUpThePageAreReadTheSame() {
        String content = "q 0 1 -1 0 500 0 cm " + at(100, 100, "447-199-203") + at(300, 300, "Hill Road")
                + at(50, 100, "Number:") + "Q ";

        assertThat(read(content)).contains("Number: 447-199-203");
    }

    /** Of columns nothing is joined: what stands side by side in them was not meant to be read in a row. */
    @Test
    void columnsStayApart() {
        String content = at(50, 600, "the beds of the") + at(50, 580, "garden") + at(150, 600, "447 paths");

        assertThat(read(content)).doesNotContain("of the 447");
    }

    @Test
    void anOrdinaryPageIsGivenOnce() {
        assertThat(read("").split("garden opens at nine", -1)).hasSize(2);
    }

    private static String at(int x, int y, String text) {
        return "BT /F1 12 Tf 1 0 0 1 " + x + " " + y + " Tm (" + text + ") Tj ET ";
    }

    private static String read(String content) {
        Extraction extraction = extract(PdfObjects.page("", "", content));
        assertThat(extraction.unread()).isEmpty();
        return extraction.text().canonical();
    }

    /** Those who write PDF behind a text hope that it is taken for text; every reader of PDF opens it. */
    @Test
    void aPdfBehindATextIsNoPlainText() {
        byte[] pdf = PdfObjects.page("", "", text("Quillfeather"));
        for (String version : List.of("1.4", "2.0")) {
            String behind = "The garden opens at nine. "
                    + new String(pdf, StandardCharsets.ISO_8859_1).replaceFirst("%PDF-1.4", "%PDF-" + version);

            Extraction extraction = extract(behind.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(extraction.complete() && extraction.mediaType().startsWith("text/"))
                    .isFalse();
        }
    }

    private static Extraction extract(byte[] document) {
        return extractor.extract(document, Optional.empty(), Optional.empty());
    }
}
