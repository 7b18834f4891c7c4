package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where text formats and pictures hold more than is shown of them. */
class OutOfSightTests {
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

    private static Extraction extract(String text) {
        return extract(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "jpg", "bmp"})
    void whatStandsBehindTheEndOfATinyPictureIsRead(String format) {
        BufferedImage dot = Samples.drawn(8, 8, graphics -> {});
        byte[] picture =
                Samples.bytes(out -> assertThat(ImageIO.write(dot, format, out)).isTrue());
        byte[] text = "Ordinary text.".getBytes(StandardCharsets.UTF_8);
        byte[] longer = Samples.bytes(out -> {
            out.write(picture);
            out.writeBytes("Quillfeather ".repeat(500).getBytes(StandardCharsets.UTF_8));
        });

        assertThat(extract(Samples.zip("a.txt", text, "dot." + format, picture)).unread())
                .isEmpty();
        assertThat(extract(Samples.zip("a.txt", text, "dot." + format, longer))
                        .text()
                        .canonical())
                .contains("Quillfeather Quillfeather");
    }

    @Test
    void aDefinitionInsideAnXmlDocumentIsUnread() {
        String xml = "<?xml version='1.0'?>\n<!DOCTYPE note%s>\n<note>Ordinary text.</note>";

        assertThat(extract(xml.formatted(" SYSTEM 'note.dtd'")).unread()).isEmpty();
        assertThat(extract(xml.formatted(" [ ]")).unread()).isEmpty();
        assertThat(extract(xml.formatted(" [<!-- Quillfeather -->]")).unread())
                .containsExactly(UnreadReason.UNSUPPORTED);
        assertThat(extract(xml.formatted(" SYSTEM \"a>b\" [<!ATTLIST note who CDATA \"Quillfeather\">]"))
                        .unread())
                .containsExactly(UnreadReason.UNSUPPORTED);
    }

    @Test
    void theEscapeSignOfAnHl7MessageIsTheOneThatItNames() {
        String message = "MSH|^~%s&|LAB|H|EHR|H|20260302||ORU^R01|1|P|2.5\rPID|1||77||%sX51756978%sllfeather^Ann\r";

        assertThat(extract(message.formatted("\\", "\\", "\\")).text().canonical())
                .contains("Quixllfeather");
        assertThat(extract(message.formatted("$", "$", "$")).text().canonical()).contains("Quixllfeather");
        assertThat(extract(message.formatted("$", "$", "$") + message.formatted("\\", "\\", "\\"))
                        .complete())
                .isFalse();
    }
}
