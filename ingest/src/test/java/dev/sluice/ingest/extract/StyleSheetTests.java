package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StyleSheetTests {
    private static Extraction page(String html) {
        ExtractionSettings settings = ExtractionSettings.defaults();
        Collected collected = new Collected(settings);
        new Reading(new DocumentReader(settings), collected)
                .embedded(
                        ("<!DOCTYPE html><html><body>" + html + "</body></html>").getBytes(StandardCharsets.UTF_8),
                        "",
                        Optional.empty(),
                        Origin.ATTACHED,
                        1);
        return collected.finish(Duration.ZERO);
    }

    private static String url(byte[] content, String type) {
        return "url(data:" + type + ";base64," + Base64.getEncoder().encodeToString(content) + ")";
    }

    @Test
    void aPictureInAStyleIsUnread() {
        String card = url(Samples.png(Samples.written("Member Jane Doe", 30, Color.BLACK, Color.WHITE)), "image/png");

        assertThat(page("<p style='background-image:" + card + "'>See the card.</p>")
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
        assertThat(page("<style>p { background: " + card + " }</style><p>See the card.</p>")
                        .unread())
                .containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void generatedTextIsRead() {
        assertThat(
                        page("<style>p::after { content: \"Jane \" 'D\\6f e' } i::before { content: '\\f101' }</style><p>Dear</p>")
                                .text()
                                .canonical())
                .contains("Jane", "Doe")
                .doesNotContain("f101");
    }

    @Test
    void aFontAndAPlainStyleAreNothing() {
        byte[] content = java.nio.ByteBuffer.allocate(60)
                .put(new byte[] {'w', 'O', 'F', '2', 0, 1, 0, 0})
                .putInt(60)
                .putShort((short) 1)
                .array();
        String font = url(content, "font/woff2");

        Extraction plain =
                page("<style>@font-face { src: " + font + " } p { color: red }</style><p style='color:red'>Dear</p>");
        assertThat(plain.unread()).isEmpty();
        assertThat(plain.text().canonical()).contains("Dear").doesNotContain("red");
    }
}
