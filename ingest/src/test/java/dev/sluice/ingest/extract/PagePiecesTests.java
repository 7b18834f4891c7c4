package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page says in pieces, or in places where only names and numbers can stand. */
class PagePiecesTests {
    private static String read(String document) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        new Reading(new DocumentReader(ExtractionSettings.defaults()), collected)
                .embedded(document.getBytes(StandardCharsets.UTF_8), "", Optional.empty(), Origin.ATTACHED, 1);
        Extraction extraction = collected.finish(Duration.ZERO);
        assertThat(extraction.complete()).as(document).isTrue();
        return extraction.text().canonical();
    }

    private static String page(String body) {
        return read("<!DOCTYPE html><html><body><p>Notes</p>" + body + "</body></html>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "p::after{content:\"219\" '-09-' \"9998\"} | 219-09-9998",
                "p::after{content:'219\\NEWLINE-09-9998'} | 219-09-9998",
                "p::after{content:\"a \\\" Quillfeather\"} | a \" Quillfeather",
                "p::after{content:'\\51 uill\\66 eather'} | Quillfeather",
                "p::after{content:'SSN /*' '*/ 219'} | SSN /**/ 219",
                "p{counter-reset:a 219 b 9 c 9998} b::after{content:counter(a) '-0' counter(b) '-' counter(c)} | 219-09-9998",
                "p{background:url(https://x.example/219-09-9998)} | 219-09-9998",
                "p{background:url('https://x.example/219-09-9998')} | 219-09-9998",
                ".patient-john-quillfeather{color:red} | patient john quillfeather"
            })
    void aStyleSheetSaysItInOne(String css, String said) {
        assertThat(page("<style>" + css.replace("NEWLINE", "\n") + "</style>")).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='data:Jane Quillfeather;base64,DOT'>",
                "<img src='data:image/jane.quillfeather;base64,DOT'>",
                "<img src='data:image/gif;charset=quillfeather;base64,DOT'>",
                "<img src='data:image/gif;base64,DOT' src='data:,Jane Quillfeather'>",
                "</p title='data:,Jane Quillfeather'>",
                "<style>p{background:url(data:image/quillfeather;base64,DOT)}</style>"
            })
    void dataOfAPageIsReadWithWhatItIsCalled(String html) {
        assertThat(page(html.replace("DOT", "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")))
                .containsIgnoringCase("quillfeather");
    }

    @Test
    void numbersOfListsAreReadWhereTheirAuthorChoseThem() {
        assertThat(page("<ol start=219><li>x</li><li>y</li></ol><ul><li value=7>z</li></ul><ol><li>none</li></ol>"))
                .contains("219. x\n220. y\n7. z\nnone");
    }

    @Test
    void aLineWithReadingsIsGivenWithoutThemToo() {
        assertThat(page("<p>No <ruby>219<rp>(</rp><rt>area</rt></ruby>-<ruby>09<rt>group</rt></ruby>-9998</p>"))
                .contains("No 219-09-9998")
                .contains("area");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class='patient-john-quillfeather-hiv'>x</p>",
                "<p id='patient_john_quillfeather_hiv'>x</p>",
                "<p id='patientJohnQuillfeatherHiv'>x</p>",
                "<p lang='patient-john-quillfeather-hiv'>x</p>",
                "<input type='patient=john_quillfeather;hiv=positive'>",
                "<a rel='patient.john.quillfeather'>x</a>",
                "<p data-patient-john-quillfeather-hiv>x</p>",
                "<patient-john-quillfeather-hiv>x</patient-john-quillfeather-hiv>"
            })
    void wordsJoinedInANameAreReadApart(String html) {
        assertThat(page(html).toLowerCase(java.util.Locale.ROOT)).containsPattern("patient john quillfeather");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p class='nav-item-link card__header-title--large col-md-6 d-flex justify-content-between'>x</p>",
                "<p id='mainContentWrapper' lang='zh-Hant-TW'>x</p>",
                "<link rel='apple-touch-icon'>",
                "<script type='text/x-handlebars-template'></script>",
                "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>",
                "<input type='datetime-local' aria-label=''>"
            })
    void usualNamesAreNoText(String html) {
        assertThat(page(html)
                        .replaceAll("(?m)^(?:x|Notes|\\[attachment/1 \\| ])?\\s*$", "")
                        .strip())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<r><n>Notes</n><ssn><a>219</a><b>09</b><c>9998</c></ssn></r> | ssn: 219 09 9998",
                "<r><e><v value='219'/></e><e><v value='09'/></e><e><v value='9998'/></e></r> | r: 219 09 9998",
                "<r><patient><a>John</a><b>Quillfeather</b></patient></r> | patient: John Quillfeather"
            })
    void leavesOfAnElementAreReadInOneToo(String xml, String said) {
        assertThat(read("<?xml version='1.0'?>" + xml)).contains(said);
        assertThat(read(xml)).contains(said).contains(xml);
    }

    @Test
    void elementsThatHoldMoreAreNotGivenAgain() {
        String rows = "<row><a>1</a><b>" + "long text ".repeat(20) + "</b></row>";
        String xml = "<?xml version='1.0'?><table>" + rows.repeat(50) + "</table>";

        assertThat(read(xml)).doesNotContain("row: 1").doesNotContain("table: ");
        assertThat(read("<?xml version='1.0'?><r>" + "<a><b>1</b><c>2</c></a>".repeat(2_000) + "</r>")
                        .length())
                .isLessThan(60_000);
    }

    @Test
    void aBoundaryOfWordsIsReadApart() {
        assertThat(read("From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: "
                        + "multipart/mixed; boundary=\"patient_john_quillfeather\"\n\n--patient_john_quillfeather\n"
                        + "Content-Type: text/plain\n\nNotes\n--patient_john_quillfeather--\n"))
                .contains("patient john quillfeather");
    }
}
