package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageFragmentTests {
    private static final String SPLIT = "Notes of the release.<style>p::after{content:'Quill' 'feather'}</style>";
    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(2)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private static Extraction read(String text, String name, String type) {
        return extractor.extract(
                text.getBytes(StandardCharsets.UTF_8),
                Optional.of(name).filter(each -> !each.isEmpty()),
                Optional.of(type).filter(each -> !each.isEmpty()));
    }

    @Test
    void aFileThatIsCalledAPageIsReadAsOne() {
        for (Extraction read : new Extraction[] {
            read(SPLIT, "a.html", ""), read(SPLIT, "A.HTM", ""), read(SPLIT, "", "text/html; charset=utf-8")
        }) {
            assertThat(read.text().canonical()).contains("Quillfeather").contains(SPLIT);
            assertThat(read.complete()).isTrue();
        }
    }

    @Test
    void aTextThatIsAPageTooKeepsItsNameAndType() {
        String rows = "name,ssn\nJane<br>,219099998\n" + "Joe<br>,219099997\n".repeat(5);
        String broken = "{\"a\": \"<p><p><p><p><p><p>Quillfeather\"";

        for (Extraction read :
                new Extraction[] {read(rows, "people.csv", ""), read(rows, "", "text/csv; header=present")}) {
            assertThat(read.mediaType()).isEqualTo(MediaTypes.CSV);
            assertThat(read.text().canonical())
                    .contains("name: Jane<br> | ssn: 219099998", "ssn: 219099997", "Jane\n,219099998");
            assertThat(read.complete()).isTrue();
        }
        for (Extraction read : new Extraction[] {read(broken, "a.json", ""), read(broken, "", "application/json")}) {
            assertThat(read.mediaType()).isEqualTo(MediaTypes.JSON);
            assertThat(read.text().canonical()).contains(broken);
            assertThat(read.unread()).containsExactly(UnreadReason.DAMAGED);
        }
        assertThat(read(rows, "x\ny".repeat(100_000) + "\n.txt", "\n").complete())
                .isTrue();
    }

    @Test
    void aTextWithFewTagsIsNoPage() {
        assertThat(PageFragment.isOne("Use <b> or <i>, not <u>; see List<String> and <your name>.", false))
                .isFalse();
        assertThat(PageFragment.isOne("<note> a < b and <x y>", true)).isFalse();
        assertThat(PageFragment.isOne("a <b>bold</b> word", true)).isTrue();
        assertThat(PageFragment.isOne("<p>a<p>b<p>c<br/>d<br />e<br>", false)).isTrue();
    }

    @Test
    void anOrdinaryMessageStaysCompleteAndClean() {
        String mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: notes\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n\r\n"
                + "<div class=\"gmail-body main-content-wrapper\" dir=ltr><p class=MsoNormal>The release is out.</p>"
                + "<ul><li>Faster index</li><li>Three bugs fixed</li></ul><ol start=3><li>Next</li></ol>"
                + "<img width=1 height=1 src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\">"
                + "<a href=\"https://example.org/notes\">Notes</a></div>\r\n";
        Extraction read = read(mail, "", "");

        assertThat(read.unread()).isEmpty();
        assertThat(read.text().canonical())
                .contains("Three bugs fixed\n3. Next")
                .doesNotContain("<li>");
        Extraction bare = read(mail.replaceAll("<[^>]*>", " "), "", "");
        assertThat(types(read)).isEqualTo(types(bare));
    }

    private static Set<FindingType> types(Extraction read) {
        return Classifier.standard().classify(read.text()).findings().stream()
                .map(Finding::type)
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsGivenAgainIsBounded() {
        String many = "a<p title='b c d'>b</p> <span>c</span>d <ruby>e<rt>f</rt></ruby><ol start=3><li>x</ol>\n"
                .repeat(1_500);
        Extraction read = read(many, "", "");

        assertThat(read.complete()).isTrue();
        assertThat(read.text().canonical().length()).isLessThan(5 * many.length());
    }
}
