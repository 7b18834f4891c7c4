package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.poi.hslf.usermodel.HSLFFreeformShape;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing that is drawn, outside PDF: outlines of letters, handwriting, and a picture for each letter. */
class DrawnWritingTests {
    private static final String WRITTEN = "Patient Quillfeather 447-199-203";
    private static final String SLIDE = "<p:sp xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
            + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><p:spPr><a:xfrm><a:off x='0' y='0'/>"
            + "<a:ext cx='3810000' cy='254000'/></a:xfrm><a:custGeom><a:pathLst><a:path w='3810000' h='254000'>"
            + "PATH</a:path></a:pathLst></a:custGeom></p:spPr></p:sp>";

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

    private static PathIterator letters() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                .createGlyphVector(new FontRenderContext(new AffineTransform(), true, true), WRITTEN)
                .getOutline(0, 12)
                .getPathIterator(new AffineTransform());
    }

    /** The outlines of the writing, each step with its points by the words of a format. */
    private static String outlines(String begin, String line, String square, String cube, String point) {
        StringBuilder path = new StringBuilder();
        float[] points = new float[6];
        for (PathIterator each = letters(); !each.isDone(); each.next()) {
            int kind = each.currentSegment(points);
            String form = switch (kind) {
                case PathIterator.SEG_MOVETO -> begin;
                case PathIterator.SEG_LINETO -> line;
                case PathIterator.SEG_QUADTO -> square;
                case PathIterator.SEG_CUBICTO -> cube;
                default -> "";
            };
            int count = kind == PathIterator.SEG_CLOSE ? 0 : Math.max(1, kind);
            StringBuilder pairs = new StringBuilder();
            for (int i = 0; i < count; i++) {
                pairs.append(
                        point.formatted(Math.round(points[2 * i] * 12_700), Math.round(points[2 * i + 1] * 12_700)));
            }
            path.append(form.replace("*", pairs));
        }
        return path.toString();
    }

    private static String svg() {
        return "<svg viewBox=\"0 0 3810000 254000\" width=\"300\" height=\"20\"><path d=\""
                + outlines("M*", "L*", "Q*", "C*", "%d %d ") + "\"/></svg>";
    }

    private static byte[] page(String body) {
        return ("<!DOCTYPE html><html><head><title>x</title></head><body><p>" + Planted.ORDINARY + "</p>" + body
                        + "</body></html>")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Stream<byte[]> drawn() {
        String free = outlines(
                "<a:moveTo>*</a:moveTo>",
                "<a:lnTo>*</a:lnTo>",
                "<a:quadBezTo>*</a:quadBezTo>",
                "<a:cubicBezTo>*</a:cubicBezTo>",
                "<a:pt x='%d' y='%d'/>");
        return Stream.of(
                page(svg()),
                page(svg().replace(" width=\"300\" height=\"20\"", "")),
                ("<?xml version='1.0'?><note>" + Planted.ORDINARY + svg() + "</note>").getBytes(StandardCharsets.UTF_8),
                shapes(SLIDE.replace("PATH", free)),
                shapes(SLIDE.replace("PATH", free).replace("cx='3810000'", "cx='0'")),
                shapes("<v:shape xmlns:v='urn:schemas-microsoft-com:vml' path='"
                        + outlines("m*", "l*", "l*", "c*", "%d,%d,").toLowerCase(Locale.ROOT) + "e'/>"),
                shapes(
                        "<ink:ink xmlns:ink='http://www.w3.org/2003/InkML'><ink:trace>10 0, 9 14, 8 28</ink:trace></ink:ink>"),
                freeShape());
    }

    /** A document whose only drawing is this. */
    private static byte[] shapes(String xml) {
        return new OfficePackage()
                .root(
                        "word/document.xml",
                        "officeDocument",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>"
                                + Planted.ORDINARY + "</w:t></w:r><w:r><w:drawing>" + xml
                                + "</w:drawing></w:r></w:p></w:body></w:document>")
                .bytes();
    }

    private static byte[] freeShape() {
        return Samples.bytes(out -> {
            try (HSLFSlideShow show = new HSLFSlideShow()) {
                HSLFFreeformShape shape = new HSLFFreeformShape();
                java.awt.geom.Path2D path = new java.awt.geom.Path2D.Double();
                path.append(new FlatteningPathIterator(letters(), 0.2), false);
                shape.setPath(path);
                show.createSlide().addShape(shape);
                show.getSlides().getFirst().createTextBox().setText(Planted.ORDINARY);
                show.write(out);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void writingThatIsDrawnIsUnread(byte[] document) {
        assertThat(extract(document).unread()).containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    static Stream<byte[]> ordinary() {
        String icon =
                "<svg viewBox='0 0 24 24' width='24' height='24'><path d='M12 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10zm0 12c-4 0-8 2-8 5"
                        + "v3h16v-3c0-3-4-5-8-5zm%d 0h2v2h-2z'/></svg>";
        String icons = String.join(
                "", IntStream.range(0, 15).mapToObj(i -> icon.formatted(i)).toList());
        String text = ("<p>" + Planted.ORDINARY + "</p>").repeat(10);
        return Stream.of(
                page(icon.formatted(1)),
                page(text + icons),
                page(text + icons + icons + icons + icons),
                page("<svg width='100' height='100'><rect width='10' height='10'/><circle r='5'/></svg>"),
                shapes(SLIDE.replace(
                        "PATH",
                        "<a:moveTo><a:pt x='0' y='0'/></a:moveTo>"
                                + "<a:lnTo><a:pt x='3810000' y='127000'/></a:lnTo>".repeat(20)
                                + "<a:arcTo wR='1' hR='1' stAng='0' swAng='1'/><a:close/>")),
                shapes("<v:shape xmlns:v='urn:schemas-microsoft-com:vml' path='m0,0l100,0,100,100,0,100xe'/>"));
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void signsAndShapesAreNoWriting(byte[] document) {
        assertThat(extract(document).unread()).isEmpty();
    }

    private static BufferedImage letter(int number) {
        return Samples.drawn(12, 16, graphics -> {
            graphics.setColor(Color.BLACK);
            graphics.fillRect(number % 8, number / 8, 3, 5);
        });
    }

    private static String shown(int number) {
        return "<img src='data:image/png;base64," + Base64.getEncoder().encodeToString(Samples.png(letter(number)))
                + "'>";
    }

    @Test
    void manySmallPicturesOfAPageCanBeLetters() {
        String few = String.join(
                "", IntStream.range(0, 20).mapToObj(DrawnWritingTests::shown).toList());

        assertThat(extract(page(few + few)).unread()).isEmpty();
        assertThat(extract(page(few + shown(20))).unread()).containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void manySmallPicturesOfADocumentCanBeLetters() {
        assertThat(extract(pictures(20)).unread()).isEmpty();
        assertThat(extract(pictures(21)).unread()).containsExactly(UnreadReason.IMAGE_WITHOUT_OCR);
    }

    private static byte[] pictures(int count) {
        OfficePackage document = new OfficePackage()
                .root(
                        "word/document.xml",
                        "officeDocument",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>"
                                + Planted.ORDINARY + "</w:t></w:r></w:p></w:body></w:document>");
        for (int i = 0; i < count; i++) {
            int number = i;
            document.part(
                    "word/document.xml",
                    "word/media/image" + i + ".png",
                    "image",
                    "image/png",
                    Samples.bytes(out -> ImageIO.write(letter(number), "png", out)));
        }
        return document.bytes();
    }
}
