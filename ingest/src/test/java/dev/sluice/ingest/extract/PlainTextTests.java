package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainTextTests {
    private static Extraction read(byte[] content, String name) {
        ExtractionSettings settings = ExtractionSettings.defaults();
        Collected collected = new Collected(settings);
        String text = PlainText.recognise(content, null).orElseThrow();
        collected.mediaType(PlainText.read(
                text,
                "",
                PartKind.DOCUMENT,
                "",
                Optional.of(name),
                Optional.empty(),
                settings.maxTextChars(),
                collected));
        return collected.finish(java.time.Duration.ZERO);
    }

    private static Extraction read(String content, String name) {
        return read(content.getBytes(StandardCharsets.UTF_8), name);
    }

    @Test
    void namesAndHeadsThatWouldFillTheMemoryAreALimit() {
        String name = "n".repeat(100_000);
        String json = "{\"" + name + "\":[" + "1,".repeat(40_000) + "1]}";
        String head = IntStream.range(0, 500)
                .mapToObj(i -> "Column " + i + " " + "x".repeat(48))
                .collect(Collectors.joining(","));
        String csv = head + "\n" + ("1" + ",1".repeat(499) + "\n").repeat(1_000);
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults())) {
            for (String text : new String[] {json, csv}) {
                Extraction read = extractor.extract(
                        text.getBytes(StandardCharsets.UTF_8), Optional.of("a.csv"), Optional.empty());
                assertThat(read.complete()).isFalse();
                assertThat(read.unread()).containsExactly(UnreadReason.OVER_LIMIT);
            }
        }
    }

    @Test
    void textIsReadAsItIs() {
        assertThat(read("A memo.\n", "memo.txt").text().canonical()).isEqualTo("A memo.\n");
        assertThat(read("# Head", "a.md").mediaType()).isEqualTo("text/markdown");
    }

    @Test
    void utf16IsReadWithAndWithoutMark() {
        assertThat(read("\uFEFFJosé".getBytes(StandardCharsets.UTF_16LE), "")
                        .text()
                        .canonical())
                .isEqualTo("José");
        assertThat(read("Plain words".getBytes(StandardCharsets.UTF_16BE), "")
                        .text()
                        .canonical())
                .isEqualTo("Plain words");
    }

    @Test
    void windows1252IsReadWhereUnmistakable() {
        byte[] text = "The café’s naïve résumé costs 5 € in all, dear".getBytes(Charset.forName("windows-1252"));

        assertThat(read(text, "").text().canonical()).contains("café’s naïve résumé");
        assertThat(PlainText.recognise("Žluťoučký kůň".getBytes(Charset.forName("ISO-8859-2")), null))
                .isEmpty();
        assertThat(PlainText.recognise("Caf\u0082 noir".getBytes(StandardCharsets.ISO_8859_1), null))
                .isEmpty();
    }

    @Test
    void jsonEscapesHideNothing() {
        Extraction json = read("{\"name\":[{\"family\":\"Sm\\u0069th\",\"given\":[\"Ann\"]}],\"n\":1}", "");

        assertThat(json.mediaType()).isEqualTo("application/json");
        assertThat(json.text().canonical()).contains("family: Smith", "given: Ann", "n: 1");
        assertThat(read("{\"a\":\"\\u0041\"", "a.json").unread()).containsExactly(UnreadReason.DAMAGED);
    }

    @Test
    void ndjsonIsRecognised() {
        assertThat(read("{\"a\":1}\n{\"a\":2}\n", "").mediaType()).isEqualTo("application/x-ndjson");
    }

    @Test
    void cellsCarryTheirHeads() {
        Extraction csv = read("name,ssn\n\"Smith, Ann\",078-05-1120\n", "claims.csv");

        assertThat(csv.mediaType()).isEqualTo("text/csv");
        assertThat(csv.text().canonical()).contains("name: Smith, Ann | ssn: 078-05-1120");
    }

    @Test
    void hl7SegmentsBecomeLines() {
        Extraction hl7 = read("\u000bMSH|^~\\&|A|B\rPID|1||123||Smith\\T\\Co\\X20\\Ltd\r\u001c\r", "x.bin");

        assertThat(hl7.mediaType()).isEqualTo("application/hl7-v2");
        assertThat(hl7.text().canonical()).isEqualTo("MSH|^~\\&|A|B\nPID|1||123||Smith&Co Ltd");
    }

    @Test
    void x12SegmentsBecomeLines() {
        String isa =
                "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261122*1200*^*00501*000000001*0*P*:~";

        assertThat(isa).hasSize(106);
        Extraction x12 = read(isa + "GS*HC*A*B~NM1*IL*1*DOE*JANE~", "");
        assertThat(x12.mediaType()).isEqualTo("application/edi-x12");
        assertThat(x12.text().canonical()).contains("\nNM1*IL*1*DOE*JANE~");
    }

    @Test
    void markupAndMailAreLeftToTheParser() {
        assertThat(PlainText.recognise("<html><p>x".getBytes(StandardCharsets.US_ASCII), null))
                .isEmpty();
        assertThat(PlainText.recognise("{\\rtf1 x}".getBytes(StandardCharsets.US_ASCII), null))
                .isEmpty();
        assertThat(PlainText.recognise(
                        "From: a@b.org\nTo: c@d.org\nSubject: x\n\nbody".getBytes(StandardCharsets.US_ASCII), null))
                .isEmpty();
    }
}
