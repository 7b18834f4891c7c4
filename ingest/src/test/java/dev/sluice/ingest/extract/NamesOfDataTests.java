package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are chosen by who writes a document: a value in the place of one is read as well. */
class NamesOfDataTests {
    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults());
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private static Extraction extract(String document) {
        return extractor.extract(document.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":\"x\",\"Quillfeather\":[]}",
                "{\"note\":\"x\",\"list\":{\"Quillfeather\":[]}}",
                "{\"note\":\"x\",\"Quillfeather\":[[]]}",
                "{\"note\":\"x\",\"Quillfeather\":[[],[[]]]}",
                "{\"note\":\"x\",\"Quillfeather\":[{}]}",
                "{\"note\":\"x\",\"Quillfeather\":{}}",
                "{\"note\":\"x\",\"Quillfeather\":null}",
                "{\"note\":\"x\"}\n{\"Quillfeather\":[]}\n",
                "<?xml version='1.0'?><note><a>x</a><Quillfeather/></note>",
                "<?xml version='1.0'?><note><Quillfeather><b>1</b></Quillfeather></note>",
                "<?xml version='1.0'?><Quillfeather><a>1</a></Quillfeather>",
                "<?xml version='1.0'?><note><a Quillfeather=''>x</a></note>",
                "<?xml version='1.0'?><note><a xmlns='urn:x:Quillfeather'>x</a></note>",
                "<?xml version='1.0'?><note xmlns:Quillfeather='urn:hl7-org:v3'><a>x</a></note>",
                "<?xml version='1.0'?><note><?Quillfeather?><a>x</a></note>",
                "<?xml version='1.0'?><note><?x Quillfeather?><a>x</a></note>",
                "<?xml version='1.0'?><note xml:id='Quillfeather'><a>x</a></note>",
                "<?xml version='1.0'?><note xml:lang='Quillfeather'><a>x</a></note>",
                "<?xml version='1.0'?><note xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='Quillfeather'><a>x</a></note>",
                "<?xml version='1.0'?><note xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:note='Quillfeather'><a>x</a></note>",
                "<?xml version='1.0'?><!-- a --><!DOCTYPE note PUBLIC 'Quillfeather' 'http://example.org/x'><note>x</note>",
                "<?xml version='1.0'?><!DOCTYPE note SYSTEM \"http://example.org/Quillfeather\"><note>x</note>"
            })
    void aNameIsReadLikeAValue(String document) {
        Extraction extraction = extract(document);

        assertThat(extraction.text().canonical()).contains("Quillfeather");
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void whatIsFormalIsNotTold() {
        Extraction extraction = extract("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>"
                + "<note xmlns='http://hl7.org/fhir' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xml:lang='en-US'>"
                + "<a xsi:type='PQ' value='x'>y</a></note>");

        assertThat(extraction.text().canonical()).doesNotContain("hl7", "XMLSchema", "en-US", "PQ", "xml-stylesheet");
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void aCommentDoesNotPassForTheDeclaration() {
        assertThat(extract(
                                "<?xml version='1.0'?><!-- <!DOCTYPE note [ ]> --><!DOCTYPE note [<!ENTITY e 'Quillfeather'>]>"
                                        + "<note>x</note>")
                        .unread())
                .containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(extract("<?xml version='1.0'?><!-- " + "<!DOCTYPE".repeat(200_000)
                                + " --><!DOCTYPE note><note>x</note>")
                        .unread())
                .isEmpty();
    }

    @Test
    void aFieldBehindANumberOfATarHeaderIsRead() {
        byte[] header = HeaderPlaces.header("a.txt", 3, '0');
        byte[] name = "0\0Quillfeather".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, header, 329, name.length);
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, 148, digits.length);
        byte[] tar = HeaderPlaces.joined(
                header, java.util.Arrays.copyOf("abc".getBytes(StandardCharsets.US_ASCII), 512), new byte[1024]);

        Extraction extraction = extractor.extract(tar, Optional.empty(), Optional.empty());

        assertThat(extraction.text().canonical()).contains("Quillfeather");
        assertThat(extraction.unread()).isEmpty();
    }

    @Test
    void signsThatSaySomethingAreNotGivenUnlessTheyStandInTheText() {
        for (String value : List.of(
                "\u2820\u280f\u2801\u281e\u280a\u2811\u281d\u281e",
                "\u24c5\u24d0\u24e3",
                "\ud83d\udc64\ud83d\udc89",
                "a \u2820\u280f\u2801")) {
            GivenWords given = new GivenWords();
            given.add("a text of beds");

            assertThat(given.hold(value)).as(value).isFalse();

            given.add(value);
            assertThat(given.hold(value)).as(value).isTrue();
        }
        GivenWords given = new GivenWords();
        given.add("a text of beds");
        for (String value : List.of("", " ", "\u2013 \u2026", "*** + ***", "\u25a0", "text of")) {
            assertThat(given.hold(value)).as(value).isTrue();
        }
    }
}
