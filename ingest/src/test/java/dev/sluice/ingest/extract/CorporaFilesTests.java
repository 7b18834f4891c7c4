package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.BodyContentHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real and odd files, where a folder of them is named by the system property sluice.corpora: what is not complete and why
 * stands by name in {@code corpora-files.csv}, and everything else is read whole.
 */
class CorporaFilesTests {
    private static final Pattern PROTECTED_OR_BROKEN = Pattern.compile(
            "(?i).*(?:protected|encrypted|password|AESkeylength|truncat|corrupt|bomb|spanned|fuzz2|oom|(?:Rels|Type)Has).*");
    private static final Pattern OFFICE =
            Pattern.compile("doc[xm]?|dot[xm]?|xls[xmb]?|xlt[xm]?|ppt[xm]?|pot[xm]?|od[tspg]|fods|rtf|pdf|msg|eml");
    /** Sound, pictures and drawings: what they say or show is no text that a parser finds. */
    private static final Pattern NO_DOCUMENT =
            Pattern.compile("mp[34]|m4a|flac|oga|mid|amr|flv|mkv|webm|[ew]mf|dwg|prt|png|tif|jpg|heic");
    /** Formats that docs/commands.md names as never read whole, and others of single programs. */
    private static final Pattern NEVER_WHOLE =
            Pattern.compile("vsd[xm]?|vssx|pub|one|key|mdb|pst|hwp|wpd?|chm|dbf|mat|sas7bdat"
                    + "|rar|ar|pack|p7m|bplist|webarchive|zip");

    /** Office documents with pictures that are more than a logo: photographs, scans, previews of objects, drawings. */
    private static final Set<String> PICTURES_OF_MORE = Set.of(
            "pdfbox/survey.pdf",
            "poi/shapes.pptx",
            "tika-odd/EmbeddedDocument.docx",
            "tika-odd/EmbeddedOutlook.docx",
            "tika-odd/testEXCEL_embeddedPDF_mac.xlsx",
            "tika-odd/testODSMacro.ods",
            "tika-odd/testPPT_embeddedMP3.pptx",
            "tika-odd/testPPT_embedded_two_slides.pptx",
            "tika-odd/testWORD_embedded_pics.docx",
            "tika-odd/test_embedded_zip.pptx",
            "tika-odd/test_recursive_embedded.doc",
            "tika/testEmailWithPNGAtt.eml",
            "tika/testWORD_2006ml.doc");

    /** The one file that needs more memory than there is; on a busy machine its time is over before that. */
    private static final String GREEDY = "tika/testOneNote-fuzz2.one";

    private static final String WITHOUT_RECOGNITION = """
            <properties><parsers><parser class="org.apache.tika.parser.DefaultParser">
            <parser-exclude class="org.apache.tika.parser.ocr.TesseractOCRParser"/></parser></parsers></properties>
            """;

    /** A file and what was read of it. */
    private record Answer(String path, JsonNode entry, Extraction extraction) {
        boolean complete() {
            return extraction.complete();
        }

        String reasons() {
            String reasons = String.join(
                    " ", extraction.unread().stream().map(Enum::name).toList());
            return path.equals(GREEDY) && reasons.equals("TIMEOUT") ? "MEMORY" : reasons;
        }

        boolean hasPictures() {
            return extraction.coverage().parts().stream().anyMatch(part -> part.kind() == PartKind.IMAGE);
        }

        String format() {
            return entry.get("format").asString();
        }

        /** Whether it must not be taken for complete, by what the manifest and its own name say. */
        boolean isExpectedToFail() {
            return entry.has("expect_failure")
                    || entry.has("password")
                    || PROTECTED_OR_BROKEN.matcher(path).matches();
        }

        /** A document that plain Tika reads with text and of which nothing bad is known. */
        boolean isOrdinary() {
            boolean read =
                    entry.get("plain_tika_3_3_1").get("status").asString().equals("ok");
            return read && !isExpectedToFail() && !NO_DOCUMENT.matcher(format()).matches();
        }

        boolean holds(String snippet) {
            return plain(extraction.text().canonical()).contains(plain(snippet));
        }
    }

    private static final List<Answer> ANSWERS = new ArrayList<>();
    private static Path folder = Path.of("");
    private static ExtractionHealth health;

    @BeforeAll
    static void read() throws IOException {
        folder = Path.of(System.getProperty("sluice.corpora", "")).resolve("files");
        assumeTrue(
                Files.exists(folder.resolve("manifest.jsonl")), "skipped: sluice.corpora names no folder with files/");
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(1)))) {
            for (String line : Files.readAllLines(folder.resolve("manifest.jsonl"))) {
                JsonNode entry = JsonMapper.shared().readTree(line);
                String path = entry.get("path").asString();
                byte[] content = Files.readAllBytes(folder.resolve(path));
                ANSWERS.add(new Answer(path, entry, extractor.extract(content, Optional.of(path), Optional.empty())));
            }
            health = extractor.health();
        }
    }

    @Test
    void whatIsNotCompleteIsSoForItsReason() throws IOException {
        Map<String, String> found = new TreeMap<>();
        ANSWERS.stream()
                .filter(answer -> !answer.complete())
                .forEach(answer -> found.put(answer.path(), answer.reasons()));

        assertThat(found).containsExactlyEntriesOf(expected());
    }

    @Test
    void whatIsProtectedOrBrokenIsIncomplete() {
        assertThat(ANSWERS)
                .filteredOn(answer -> answer.isExpectedToFail() && answer.complete())
                .extracting(Answer::path)
                .isEmpty();
    }

    @Test
    void noChildDiesButOfWhatIsMadeToKillIt() {
        assertThat(health.documents()).isEqualTo(ANSWERS.size());
        assertThat(health.childrenLost().keySet()).isSubsetOf(UnreadReason.MEMORY, UnreadReason.TIMEOUT);
        assertThat(health.lost()).isLessThanOrEqualTo(2);
    }

    @Test
    void noSnippetThatPlainTikaFindsIsLost() throws Exception {
        List<String> lost = new ArrayList<>();
        int byTika = 0;
        int byUs = 0;
        int all = 0;
        TikaConfig config =
                new TikaConfig(new java.io.ByteArrayInputStream(WITHOUT_RECOGNITION.getBytes(StandardCharsets.UTF_8)));
        for (Answer answer : ANSWERS) {
            JsonNode snippets = answer.entry().get("expect_text");
            String tika = snippets.isEmpty() ? "" : plain(tika(config, answer.path()));
            for (JsonNode snippet : snippets) {
                boolean found = answer.holds(snippet.asString());
                boolean foundByTika = tika.contains(plain(snippet.asString()));
                all++;
                byUs += found ? 1 : 0;
                byTika += foundByTika ? 1 : 0;
                if (!found && foundByTika) {
                    lost.add(answer.path() + ": " + snippet.asString());
                }
            }
        }
        System.out.printf("snippets: %d, found by plain Tika %d, found here %d%n", all, byTika, byUs);
        assertThat(lost).isEmpty();
        assertThat(byUs).isGreaterThanOrEqualTo(byTika);
    }

    /** Also of files that are not complete; without character recognition only what stands in pictures is missing. */
    @Test
    void everySnippetIsFoundButThoseInPictures() {
        Set<String> missing = new TreeSet<>();
        for (Answer answer : ANSWERS) {
            for (JsonNode snippet : answer.entry().get("expect_text")) {
                if (!answer.holds(snippet.asString())) {
                    missing.add(answer.path() + " " + answer.reasons());
                }
            }
        }
        assertThat(missing)
                .containsExactly(
                        "tika/testOCR.jpg IMAGE_WITHOUT_OCR",
                        "tika/testOCR_spacing.png IMAGE_WITHOUT_OCR",
                        "tika/testTIFF_multipage.tif IMAGE_WITHOUT_OCR");
    }

    @Test
    void ordinaryFilesWithoutPicturesAreComplete() {
        Predicate<Answer> ordinary = answer -> answer.isOrdinary() && !answer.hasPictures();
        assertShare(
                "ordinary files without pictures, of formats that are read whole",
                95,
                ordinary.and(answer -> !NEVER_WHOLE.matcher(answer.format()).matches()));
        assertShare(
                "ordinary office documents without pictures",
                95,
                ordinary.and(answer -> OFFICE.matcher(answer.format()).matches()));
        assertShare("ordinary files without pictures, of all formats", 75, ordinary);
    }

    @Test
    void ordinaryOfficeDocumentsAreCompleteWithTheirLogos() {
        Predicate<Answer> office =
                answer -> answer.isOrdinary() && OFFICE.matcher(answer.format()).matches();
        assertShare(
                "ordinary office documents, logos counted",
                90,
                office.and(answer -> !PICTURES_OF_MORE.contains(answer.path())));
        assertShare("ordinary office documents, all pictures counted", 80, office);
    }

    private static void assertShare(String what, int percent, Predicate<Answer> which) {
        List<Answer> all = ANSWERS.stream().filter(which).toList();
        List<String> incomplete = all.stream()
                .filter(answer -> !answer.complete())
                .map(answer -> answer.path() + " " + answer.reasons())
                .toList();
        int complete = all.size() - incomplete.size();
        System.out.printf(
                "%s: %d of %d complete (%.1f %%)%n", what, complete, all.size(), 100.0 * complete / all.size());
        assertThat(complete * 100)
                .as("%s, incomplete: %s", what, incomplete)
                .isGreaterThanOrEqualTo(all.size() * percent);
    }

    private static String tika(TikaConfig config, String path) throws Exception {
        BodyContentHandler text = new BodyContentHandler(-1);
        AutoDetectParser parser = new AutoDetectParser(config);
        ParseContext context = new ParseContext();
        context.set(Parser.class, parser);
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, path);
        try (TikaInputStream stream = TikaInputStream.get(folder.resolve(path))) {
            parser.parse(stream, text, metadata, context);
        }
        return text.toString();
    }

    /** Paths in the corpus and the reasons why each is not complete. */
    private static Map<String, String> expected() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        try (InputStream in = CorporaFilesTests.class.getResourceAsStream("corpora-files.csv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    expected.put(line.substring(0, line.indexOf(';')), line.substring(line.indexOf(';') + 1));
                }
            }
        }
        return expected;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00a0]+", " ");
    }
}
