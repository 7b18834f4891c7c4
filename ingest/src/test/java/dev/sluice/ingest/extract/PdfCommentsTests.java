package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words beside the objects of a PDF, and what an author may write there to have them passed over. */
class PdfCommentsTests {
    private static List<String> told(String raw) {
        List<String> told = new ArrayList<>();
        PdfComments.ofFile(raw, 0, raw.length(), told::add);
        return told;
    }

    private static String among(String text) {
        String written = new String(text.replace("\\n", "\n").getBytes(UTF_8), ISO_8859_1);
        return String.join(
                "\n",
                told(new String(PdfObjects.page("", "", ""), ISO_8859_1)
                        .replace("endobj\n2 0 obj", "endobj\n" + written + "\n2 0 obj")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "obj (\\n% Jane Quillfeather | Jane Quillfeather",
                "obj (\\nJane Quillfeather | Jane Quillfeather",
                "obj <\\n% Jane Quillfeather | Jane Quillfeather",
                "trailer Jane Quillfeather | Jane Quillfeather",
                "trailer <</Size 1>> SSN 219-09-9998 startxref | SSN 219-09-9998",
                "trailer <</Size 1>> stream\\nSSN 219-09-9998 | SSN 219-09-9998",
                "9 0 obj 5 Jane Quillfeather endobj | Jane Quillfeather",
                "9 0 obj <<>> stream\\nx\\nendstream Jane Quillfeather endobj | Jane Quillfeather",
                "9 0 obj <<>> stream\\nx\\nendstream >> stream Jane Quillfeather endobj | Jane Quillfeather",
                "9 0 obj <</A Jane Quillfeather>> endobj | Jane Quillfeather",
                "9 0 obj [1 SSN 219099998] endobj | SSN 219099998",
                "9 0 obj [219-09-9998] endobj | 219-09-9998",
                "9 0 obj <Jane Quillfeather> endobj | Jane Quillfeather",
                "9 0 obj <</A 1 % Jane Quillfeather\\n>> endobj | Jane Quillfeather",
                "9 0 obj [(x\\n% Jane Quillfeather | Jane Quillfeather",
                "9 0 obj <</A\\n% Jane Quillfeather | Jane Quillfeather",
                "SSN 219099998 | SSN 219099998",
                "Card 4111 1111 1111 1111 | Card 4111 1111 1111 1111",
                "SSN 219099 998 obj 1 endobj | SSN 219099 998",
                "SSN 219099998 9 0 obj 1 endobj | SSN 219099998",
                "219099998 0 obj 1 endobj | 219099998",
                "endobj SSN endobj 219099998 endobj | SSN endobj 219099998",
                "startxref 219099998 of Jane Quillfeather | 219099998 of Jane Quillfeather",
                "startxref 219099998 | 219099998",
                "startxref 41 11 11 11 SSN | 41 11 11 11 SSN",
                "xref SSN 219099998 | SSN 219099998",
                "xref 41111111 11111111 trailer | 41111111 11111111",
                "xref\\n0 1\\n0000000000 65535 f\\nSSN 219099998 | SSN 219099998",
                "% пациент Иванов | пациент Иванов",
                "Иванов Пётр | Иванов Пётр",
                "% 張偉 | 張偉",
                "%PDF-219 | PDF-219"
            })
    void wordsBesideObjectsAreToldWhateverStandsBeforeThem(String text, String told) {
        assertThat(among(text)).contains(told);
    }

    @Test
    void aStreamWithoutAnEndIsTold() {
        assertThat(told("%PDF-1.4\n1 0 obj <</Length 9>> stream\nJane Quillfeather"))
                .singleElement()
                .asString()
                .contains("Jane Quillfeather");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%âãÏÓ",
                "%Äåòåë§ó\u00a0ÐÄÆ",
                "9 0 obj\\n12 0 R\\nendobj",
                "9 0 obj\\n-.5\\nendobj",
                "9 0 obj\\n[/A/B(c (d) \\\\) e)<0a 1B>true false null 1 0 R -1.5 +2 .5 <<>>]\\nendobj",
                "9 0 obj<</A[<</B[1]>>]/C<</D(x)>>/E 3 0 R>>stream\\nJane % Quillfeather\\nendstream\\nendobj",
                "9 0 obj<<>>\\nstream\\nJane\\nendstream endobj 10 0 obj[]endobj",
                "xref\\n0 2\\n0000000000 65535 f \\n0000000017 00000 n \\n5 1\\n0000000099 00002 n\\r\\ntrailer<</Size 9>>",
                "xref\\n0 0\\ntrailer\\n<</Size 9/Prev 17>>\\nstartxref\\n0\\n%%EOF",
                "startxref\\n17\\n%%EOF\\n%PDF-2.0"
            })
    void whatAFileIsMadeOfIsNotTold(String text) {
        List<String> told = told("%PDF-1.4\n" + text.translateEscapes() + "\n1 0 obj\n<<>>\nendobj\n");
        assertThat(told).isEmpty();
    }

    @Test
    void aMarkOfBinaryFilesStandsBehindTheirHeadOnly() {
        assertThat(told("%PDF-1.4\n%âãÏÓ\n%âãÏÓ\n%PDF-1.4\n%âãÏÓ\n")).hasSize(2);
    }

    @Test
    void filesOfProgramsHaveNothingBesideTheirObjects() {
        byte[] pdf = Samples.pdf("Ordinary text.", "Second page");
        byte[] changed = PdfStatePlaces.appended(pdf, document -> document.removePage(1));

        assertThat(told(new String(pdf, ISO_8859_1))).isEmpty();
        assertThat(told(new String(changed, ISO_8859_1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BI ID ", "ID ", "( ", "< ", "BI % x\nID xEI "})
    void manyBeginningsWithoutAnEndAmongOperationsAreGoneThroughOnce(String beginning) {
        List<String> told = new ArrayList<>();
        PdfComments.ofDrawing(
                "% Jane\n" + beginning.repeat(400_000) + "\n% Quillfeather", text -> told.add(text.strip()));

        assertThat(told.getFirst()).isEqualTo("Jane");
        assertThat(told.getLast()).endsWith("Quillfeather");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream ", "1 0 obj<<>>stream ", "xref 1 ", "startxref 1 ", "1 0 obj ( ", "1 0 obj < "})
    void manyBeginningsWithoutAnEndInAFileAreGoneThroughOnce(String beginning) {
        assertThat(told(beginning.repeat(400_000) + "\n% Quillfeather"))
                .anyMatch(text -> text.endsWith("Quillfeather"));
    }

    @Test
    void textBeforeTheHeadOfAFileIsReadHoweverLongItIs() {
        String pdf = new String(PdfObjects.page("", "", ""), ISO_8859_1);
        String text = "obj Patient Quillfeather\n" + "The garden opens at nine. ".repeat(44) + "\n";
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(2)))) {
            for (String before : new String[] {"Patient Quillfeather\n", text, text + text}) {
                Extraction read =
                        extractor.extract((before + pdf).getBytes(ISO_8859_1), Optional.empty(), Optional.empty());
                assertThat(read.text().canonical()).contains("Patient Quillfeather");
            }
        }
    }
}
