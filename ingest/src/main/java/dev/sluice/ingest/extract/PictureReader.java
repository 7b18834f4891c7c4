package dev.sluice.ingest.extract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.image.ImageParser;
import org.apache.tika.parser.image.JpegParser;
import org.apache.tika.parser.image.TiffParser;

/** Reads pictures: their properties, and their writing where character recognition is configured. */
final class PictureReader {
    private static final int MAX_FRAMES = 50;
    private static final long MAX_PIXELS = 40_000_000;
    private static final Pattern DRAWING = Pattern.compile("(?:x-)?(?:emf|wmf|svg\\+xml|vnd\\.wmf|emz|wmz)");

    private final Optional<Tesseract> ocr;
    private final Parser jpeg = new JpegParser();
    private final Parser tiff = new TiffParser();
    private final Parser image = new ImageParser();

    PictureReader(Optional<Tesseract> ocr) {
        this.ocr = ocr;
        ImageIO.setUseCache(false);
    }

    /** How a picture is decoded when it has to be. */
    interface Decoding {
        BufferedImage decode() throws IOException;
    }

    Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin) {
        if (origin == Origin.THUMBNAIL && isSmallRendering(content)) {
            properties(content, type, PictureBlocks.of(content), place, reading);
            reading.sink().noText(place.path(), place.kind());
            return Optional.empty();
        }
        if (DRAWING.matcher(type.getSubtype()).matches()) {
            return Optional.of(drawing(content, type, place, reading));
        }
        PictureBlocks blocks = PictureBlocks.of(content);
        properties(content, type, blocks, place, reading);
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.of(UnreadReason.IMAGE_WITHOUT_OCR);
            }
            ImageReader decoder = readers.next();
            try {
                decoder.setInput(stream);
                if (frames(decoder, place, reading) && !blocks.isWhole()) {
                    return Optional.of(UnreadReason.UNSUPPORTED);
                }
            } finally {
                decoder.dispose();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof LimitReachedException limit) {
                throw limit;
            }
            return Optional.of(UnreadReason.DAMAGED);
        }
        return Optional.empty();
    }

    /**
     * What the format itself names as the thumbnail of the document shows the first page, which is read as text; in so
     * few pixels no more can be read of it. Anything larger is a picture like all others.
     */
    private static boolean isSmallRendering(byte[] content) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader decoder = readers.next();
            try {
                decoder.setInput(stream);
                return decoder.getNumImages(true) == 1
                        && PictureBlocks.of(content).isWhole()
                        && Math.max(decoder.getWidth(0), decoder.getHeight(0)) <= Writing.LARGEST_THUMBNAIL;
            } finally {
                decoder.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Judges each frame, and says whether all are read or without writing. */
    private boolean frames(ImageReader decoder, Place place, Reading reading) throws IOException {
        int frames = decoder.getNumImages(true);
        if (frames < 1 || frames > MAX_FRAMES) {
            reading.sink().unread(place.path(), place.kind(), UnreadReason.OVER_LIMIT);
            return false;
        }
        boolean read = true;
        for (int i = 0; i < frames; i++) {
            int frame = i;
            Place page = frames == 1
                    ? place
                    : new Place(
                            StructuralPath.child(place.path(), "page", i + 1),
                            PartKind.PAGE,
                            place.context(),
                            place.depth());
            read &= judge(decoder.getWidth(i), decoder.getHeight(i), () -> decoder.read(frame), page, reading)
                    != PartState.UNREAD;
        }
        return read;
    }

    /** Writes a picture's line of coverage, and its text if that can be recognised. */
    PartState judge(int width, int height, Decoding decoding, Place place, Reading reading) {
        CoveragePart part = CoveragePart.unread(place.path(), place.kind(), UnreadReason.IMAGE_WITHOUT_OCR);
        if (width <= Writing.TINY && height <= Writing.TINY) {
            part = CoveragePart.of(place.path(), place.kind(), PartState.NO_TEXT);
        } else if (ocr.isPresent() && (long) width * height <= MAX_PIXELS) {
            part = recognise(decoding, place, reading).orElse(part);
        }
        if (part.state() == PartState.UNREAD && Math.max(width, height) <= Writing.LARGEST_DECORATION) {
            part = decoration(decoding, place);
        }
        if (part.state() == PartState.NO_TEXT) {
            reading.wordless(place.path());
        }
        reading.sink().part(part);
        return part.state();
    }

    private static CoveragePart decoration(Decoding decoding, Place place) {
        try {
            return Writing.mayHold(decoding.decode())
                    ? CoveragePart.unread(place.path(), place.kind(), UnreadReason.IMAGE_WITHOUT_OCR)
                    : CoveragePart.of(place.path(), place.kind(), PartState.NO_TEXT);
        } catch (IOException | RuntimeException | LinkageError e) {
            return CoveragePart.unread(place.path(), place.kind(), UnreadReason.IMAGE_WITHOUT_OCR);
        }
    }

    /** Reads a picture optically. What was guessed is passed on, but the picture stays unread. */
    private Optional<CoveragePart> recognise(Decoding decoding, Place place, Reading reading) {
        BufferedImage picture;
        Optional<RecognisedText> recognised;
        try {
            picture = decoding.decode();
            recognised = ocr.orElseThrow().read(picture);
        } catch (IOException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
        recognised
                .map(RecognisedText::text)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> reading.sink().segment(place.path(), "recognised", text));
        return recognised
                // Handwriting, a page on its side, a face: nothing recognised is not nothing there.
                .filter(RecognisedText::isReliable)
                .map(found -> CoveragePart.of(place.path(), place.kind(), PartState.OCR));
    }

    /** Text of a vector drawing is read as far as a parser finds it; shapes may be writing all the same. */
    private static UnreadReason drawing(byte[] content, MediaType type, Place place, Reading reading) {
        try {
            PartReader reader = type.getSubtype().equals("svg+xml") ? new XmlReader() : new OtherReader();
            reader.read(
                    content, type, place, new Reading(reading.reader(), new TextOnly(reading.sink())), Origin.ATTACHED);
        } catch (LimitReachedException e) {
            throw e;
        } catch (Exception e) {
            return UnreadReason.DAMAGED;
        }
        return UnreadReason.IMAGE_WITHOUT_OCR;
    }

    /** Whether a JPEG has a segment beside those of the picture itself: EXIF, XMP, IPTC or a comment. */
    static boolean hasProperties(byte[] jpeg) {
        int at = 2;
        while (at + 4 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) != 0xDA) {
            int marker = jpeg[at + 1] & 0xFF;
            // APP0 is the frame of JFIF, APP2 the profile and APP14 the transform of colours.
            if (marker == 0xFE || marker > 0xE0 && marker <= 0xEF && marker != 0xE2 && marker != 0xEE) {
                return true;
            }
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return false;
    }

    /** Tells of the properties of a picture, and of what else is written in its blocks. */
    void properties(byte[] content, MediaType type, PictureBlocks blocks, Place place, Reading reading) {
        Parser parser = switch (type.getSubtype()) {
            case "jpeg" -> jpeg;
            case "tiff" -> tiff;
            default -> image;
        };
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        try (TikaInputStream stream = TikaInputStream.get(content)) {
            parser.parse(
                    stream,
                    new BodyText(reading.settings().maxTextChars()),
                    metadata,
                    TikaReader.context(new EmbeddedParts(reading, place)));
        } catch (LimitReachedException e) {
            throw e;
        } catch (Exception e) {
            reading.sink()
                    .unread(StructuralPath.child(place.path(), "metadata"), PartKind.METADATA, UnreadReason.DAMAGED);
        }
        texts(PicturePropertyText.of(metadata), blocks, place, reading);
    }

    /** Tells of what is written in the blocks of a picture and does not stand among its properties. */
    static void texts(String properties, PictureBlocks blocks, Place place, Reading reading) {
        StringJoiner told = new StringJoiner("\n");
        told.setEmptyValue("");
        if (!properties.isEmpty()) {
            told.add(properties);
        }
        blocks.texts().stream().filter(each -> !properties.contains(each)).forEach(told::add);
        String text = told.toString();
        if (!text.isEmpty()) {
            String path = StructuralPath.child(place.path(), "metadata");
            reading.sink().segment(path, "properties", text);
            reading.sink().read(path, PartKind.METADATA);
        }
    }

    /** Passes on text and nothing else. */
    private record TextOnly(ReadingSink sink) implements ReadingSink {
        @Override
        public void mediaType(String mediaType) {}

        @Override
        public void part(CoveragePart part) {}

        @Override
        public void segment(String path, String context, CharSequence text) {
            sink.segment(path, context, text);
        }
    }
}
