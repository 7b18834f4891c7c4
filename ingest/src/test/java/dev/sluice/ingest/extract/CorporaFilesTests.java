package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real and odd files, where a folder of them is named by the system property sluice.corpora. */
class CorporaFilesTests {
    private static final Pattern BAD = Pattern.compile(
            "(?i).*(?:protected|encrypted|password|AESkeylength|truncat|corrupt|bomb|spanned|fuzz2|oom).*");
    private static final Pattern OFFICE =
            Pattern.compile("doc[xm]?|dot[xm]?|xls[xm]?|xlt[xm]?|ppt[xm]?|pot[xm]?|odt|ods|odp|rtf|pdf");

    @Test
    void everyFileHasAnOutcomeAndUnreadableOnesAreIncomplete() throws IOException {
        Path files = Path.of(System.getProperty("sluice.corpora", "")).resolve("files");
        assumeTrue(
                Files.exists(files.resolve("manifest.jsonl")), "skipped: sluice.corpora names no folder with files/");
        int snippets = 0;
        int found = 0;
        int office = 0;
        int complete = 0;
        List<String> missing = new ArrayList<>();
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofSeconds(60)))) {
            for (String line : Files.readAllLines(files.resolve("manifest.jsonl"))) {
                JsonNode entry = JsonMapper.shared().readTree(line);
                String path = entry.get("path").asString();
                Extraction extraction =
                        extractor.extract(Files.readAllBytes(files.resolve(path)), Optional.of(path), Optional.empty());
                assertThat(extraction.complete())
                        .as(path)
                        .isEqualTo(extraction.unread().isEmpty());
                if (BAD.matcher(path).matches()) {
                    assertThat(extraction.complete()).as(path).isFalse();
                }
                if (extraction.complete()) {
                    for (JsonNode snippet : entry.get("expect_text")) {
                        snippets++;
                        if (plain(extraction.text().canonical()).contains(plain(snippet.asString()))) {
                            found++;
                        } else {
                            missing.add(path);
                        }
                    }
                }
                boolean ordinary =
                        OFFICE.matcher(entry.get("format").asString()).matches()
                                && !entry.has("expect_failure")
                                && !entry.has("password")
                                && !BAD.matcher(path).matches()
                                && entry.get("plain_tika_3_3_1")
                                        .get("status")
                                        .asString()
                                        .equals("ok");
                boolean picture = extraction.unread().contains(UnreadReason.IMAGE_WITHOUT_OCR);
                if (ordinary && !picture) {
                    office++;
                    complete += extraction.complete() ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "snippets found in complete files: %d of %d; ordinary office files without unread pictures complete: %d of %d%n",
                found, snippets, complete, office);
        assertThat(missing).isEmpty();
        assertThat(complete * 10).isGreaterThanOrEqualTo(office * 9);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00a0]+", " ");
    }
}
