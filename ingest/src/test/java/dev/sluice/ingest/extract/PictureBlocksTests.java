package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pictures too small for writing hold beside their points: it is told, or they do not count as read. */
class PictureBlocksTests {
    private static final String VALUE = "Patient Quillfeather 078-05-1120";

    /** A place in a picture, and the picture with a value there. */
    private record Row(String place, byte[] picture) {
        @Override
        public String toString() {
            return place;
        }
    }

    private static byte[] picture(String format) {
        return Samples.bytes(out -> ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), format, out));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** A PNG with a chunk before its end. */
    private static byte[] png(String kind, byte[] data) {
        byte[] png = picture("png");
        CRC32 crc = new CRC32();
        crc.update(bytes(kind));
        crc.update(data);
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(bytes(kind))
                .put(data)
                .putInt((int) crc.getValue());
        return joined(
                Arrays.copyOf(png, png.length - 12),
                chunk.array(),
                Arrays.copyOfRange(png, png.length - 12, png.length));
    }

    /** A JPEG with a segment after its beginning. */
    private static byte[] jpeg(int marker, byte[] data) {
        byte[] jpeg = picture("jpg");
        return joined(
                Arrays.copyOf(jpeg, 2),
                new byte[] {(byte) 0xFF, (byte) marker, (byte) (data.length + 2 >> 8), (byte) (data.length + 2)},
                data,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** A GIF with an extension before its end. */
    private static byte[] gif(int kind, byte[]... data) {
        byte[] gif = picture("gif");
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (byte[] block : data) {
            blocks.write(block.length);
            blocks.writeBytes(block);
        }
        return joined(
                Arrays.copyOf(gif, gif.length - 1), new byte[] {0x21, (byte) kind}, blocks.toByteArray(), new byte[] {
                    0, 0x3B
                });
    }

    /** A directory of one tag of ASCII. */
    private static byte[] tiff(int tag) {
        byte[] text = bytes(VALUE + "\0");
        return ByteBuffer.allocate(26 + text.length)
                .put(bytes("MM\0*"))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) tag)
                .putShort((short) 2)
                .putInt(text.length)
                .putInt(26)
                .putInt(0)
                .put(text)
                .array();
    }

    private static byte[] resource(int kind, byte[] data) {
        return joined(
                bytes("Photoshop 3.0\u00008BIM"),
                new byte[] {(byte) (kind >> 8), (byte) kind, 0, 0, 0, 0, 0, (byte) data.length},
                data,
                new byte[data.length % 2]);
    }

    static Stream<Row> told() {
        byte[] value = bytes(VALUE);
        String packet =
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:description>" + VALUE
                        + "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>";
        Stream<Row> segments = Stream.of(0xE0, 0xE1, 0xE2, 0xE4, 0xEB, 0xEC, 0xED, 0xEE, 0xEF, 0xFE)
                .map(marker -> new Row("JPEG segment " + Integer.toHexString(marker), jpeg(marker, value)));
        Stream<Row> tags = Stream.of(0x0132, 0x010E, 0x9213, 0xC68B, 0x9003)
                .flatMap(tag -> Stream.of(
                        new Row("EXIF tag " + tag, jpeg(0xE1, joined(bytes("Exif\0\0"), tiff(tag)))),
                        new Row("EXIF tag of a PNG " + tag, png("eXIf", tiff(tag)))));
        return Stream.of(
                        segments,
                        tags,
                        Stream.of("png", "jpg", "gif", "bmp", "tiff")
                                .map(format -> new Row("behind a " + format, joined(picture(format), value))),
                        Stream.of(
                                new Row("private chunk", png("prVt", value)),
                                new Row("text", png("tEXt", joined(bytes("Title\0"), value))),
                                new Row("packed text", png("zTXt", joined(bytes("Title\0\0"), deflated(value)))),
                                new Row("text of the world", png("iTXt", joined(bytes("Title\0\0\0\0\0"), value))),
                                new Row("plain text of a GIF", gif(0x01, new byte[12], value)),
                                new Row("comment of a GIF", gif(0xFE, value)),
                                new Row("block of a program", gif(0xFF, bytes("NOTES   1.0"), value)),
                                new Row("block that is called XMP", gif(0xFF, bytes("XMP DataXMP"), value)),
                                new Row("XMP", jpeg(0xE1, bytes("http://ns.adobe.com/xap/1.0/\0" + packet))),
                                new Row("XMP of a PNG", png("iTXt", bytes("XML:com.adobe.xmp\0\0\0\0\0" + packet))),
                                new Row("resource of Photoshop", jpeg(0xED, resource(0x0BB7, value))),
                                new Row(
                                        "caption of a contact",
                                        jpeg(0xED, resource(0x0404, joined(new byte[] {0x1C, 2, 118, 0, 32}, value))))))
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("told")
    void whatIsWrittenIsTold(Row row) {
        PictureBlocks blocks = PictureBlocks.of(row.picture());

        assertThat(String.join("\n", blocks.texts())).contains(VALUE);
        assertThat(blocks.isWhole()).isTrue();
    }

    static Stream<Row> notWhole() {
        byte[] bytes = new byte[200];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 73 + 200);
        }
        byte[] packed = deflated(bytes(VALUE.repeat(9)));
        return Stream.of(
                new Row("bytes in a private chunk", png("prVt", bytes)),
                new Row("packed text in a private chunk", png("prVt", packed)),
                new Row("profile that is none", png("iCCP", joined(bytes("ICC Profile\0\0"), packed))),
                new Row("other pictures", png("fdAT", new byte[30])),
                new Row("bytes in a segment", jpeg(0xE4, bytes)),
                new Row("bytes in a resource of a program", jpeg(0xED, bytes)),
                new Row("bytes in a block of a program", gif(0xFF, bytes("NOTES   1.0"), bytes)),
                new Row("bytes behind a PNG", joined(picture("png"), bytes)),
                new Row("bytes behind a TIFF", joined(picture("tiff"), bytes)),
                new Row("bytes behind a BMP", joined(picture("bmp"), bytes)),
                new Row("picture of another format", bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notWhole")
    void whatIsNeitherTextNorKnownIsNotWhole(Row row) {
        assertThat(PictureBlocks.of(row.picture()).isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void whatIsOnlyPointsIsWholeAndSaysNothing(String format) {
        PictureBlocks blocks = PictureBlocks.of(picture(format));

        assertThat(blocks.isWhole()).isTrue();
        assertThat(blocks.texts()).isEmpty();
    }

    @Test
    void morePointsThanAPictureHasAreNotWhole() {
        byte[] png = picture("png");
        byte[] lines = joined(new byte[8 * 9], bytes(VALUE));
        byte[] packed = deflated(lines);
        CRC32 crc = new CRC32();
        crc.update(bytes("IDAT"));
        crc.update(packed);
        byte[] chunk = ByteBuffer.allocate(12 + packed.length)
                .putInt(packed.length)
                .put(bytes("IDAT"))
                .put(packed)
                .putInt((int) crc.getValue())
                .array();

        PictureBlocks blocks = PictureBlocks.of(
                joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, png.length - 12, png.length)));

        assertThat(blocks.isWhole() && blocks.texts().isEmpty()).isFalse();
    }

    @Test
    void aPictureThatIsNotWholeIsUnread() {
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults())) {
            byte[] packed = deflated(bytes(VALUE.repeat(9)));
            Extraction extraction = extractor.extract(png("prVt", packed), Optional.empty(), Optional.empty());

            assertThat(extraction.unread()).contains(UnreadReason.UNSUPPORTED);
        }
    }
}
