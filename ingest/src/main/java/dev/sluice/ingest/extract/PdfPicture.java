package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.tika.mime.MediaType;

/** A picture of a PDF with its masks: a single black point can be the colour of a page of writing. */
final class PdfPicture {
    private static final List<COSName> MASKS = List.of(COSName.SMASK, COSName.MASK);

    private static final List<String> PHOTOGRAPHS =
            List.of(COSName.DCT_DECODE.getName(), COSName.DCT_DECODE_ABBREVIATION.getName());
    /** Of a picture whose colours are named where nobody knows. */
    private static final int MOST_COLOURS = 4;
    /** Bytes behind the points that are too few for more of them. */
    private static final int MOST_REST = 64;
    /** Filters that unpack to points; what the others unpack to ends where they say. */
    private static final Set<String> PLAIN = Set.of(
            "FlateDecode",
            "Fl",
            "LZWDecode",
            "LZW",
            "RunLengthDecode",
            "RL",
            "ASCIIHexDecode",
            "AHx",
            "ASCII85Decode",
            "A85");

    private PdfPicture() {}

    /** Tells of what is written with a picture, and whether there may be writing in it. */
    static PartState read(PDImage image, Place at, Reading reading) throws IOException {
        properties(image, at, reading);
        PartState state = reading.reader().pictures().judge(width(image), height(image), image::getImage, at, reading);
        if (state != PartState.UNREAD && !isWhole(image)) {
            reading.sink().unread(at.path(), PartKind.IMAGE, UnreadReason.UNSUPPORTED);
            return PartState.UNREAD;
        }
        return state;
    }

    /** What a camera or a person wrote into a photograph, which the page does not show. */
    private static void properties(PDImage image, Place at, Reading reading) throws IOException {
        if (image instanceof PDImageXObject picture && "jpg".equals(picture.getSuffix())) {
            try (InputStream encoded = picture.getStream().createInputStream(List.of(COSName.DCT_DECODE.getName()))) {
                byte[] content = encoded.readNBytes((int) reading.settings().maxDocumentBytes());
                PictureBlocks blocks = PictureBlocks.of(content);
                if (PictureReader.hasProperties(content)) {
                    reading.reader().pictures().properties(content, MediaType.image("jpeg"), blocks, at, reading);
                } else {
                    PictureReader.texts("", blocks, at, reading);
                }
            }
        }
    }

    /** The streams that make up a picture; of what stands in the drawing itself, none. */
    static List<COSStream> streams(PDImage image) {
        List<COSStream> streams = new ArrayList<>();
        if (image instanceof PDImageXObject object) {
            COSStream stream = object.getCOSObject();
            streams.add(stream);
            for (COSName mask : MASKS) {
                if (stream.getDictionaryObject(mask) instanceof COSStream masking) {
                    streams.add(masking);
                }
            }
        }
        return streams;
    }

    /** Points, the largest of the picture and its masks. */
    static int width(PDImage image) {
        return largest(image, image.getWidth(), COSName.WIDTH, COSName.W);
    }

    /** Points, the largest of the picture and its masks. */
    static int height(PDImage image) {
        return largest(image, image.getHeight(), COSName.HEIGHT, COSName.H);
    }

    private static int largest(PDImage image, int own, COSName name, COSName abbreviated) {
        return streams(image).stream()
                .mapToInt(stream -> stream.getInt(name, abbreviated))
                .reduce(own, Math::max);
    }

    /** Whether a picture and its masks hold nothing but their points. */
    static boolean isWhole(PDImage image) throws IOException {
        List<COSStream> streams = streams(image);
        if (streams.isEmpty()) {
            return true;
        }
        for (COSStream stream : streams) {
            if (!isWhole(stream, (PDImageXObject) image)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(COSStream stream, PDImageXObject image) throws IOException {
        List<String> filters = filters(stream.getFilters());
        if (filters.stream().anyMatch(PHOTOGRAPHS::contains)) {
            PictureBlocks blocks = PictureBlocks.of(encoded(stream));
            // What is written with the picture itself was told.
            return blocks.isWhole()
                    && (stream == image.getCOSObject() || blocks.texts().isEmpty());
        }
        if (filters.stream().anyMatch(filter -> !PLAIN.contains(filter))) {
            return true;
        }
        int width = stream.getInt(COSName.WIDTH, COSName.W);
        int height = stream.getInt(COSName.HEIGHT, COSName.H);
        boolean mask = stream.getBoolean(COSName.IMAGE_MASK, COSName.IM, false);
        int bits = mask ? 1 : Math.max(1, stream.getInt(COSName.BITS_PER_COMPONENT, COSName.BPC, 8));
        int colours = mask || stream != image.getCOSObject() ? 1 : colours(image);
        long points = (((long) width * bits * colours + 7) / 8) * height;
        byte[] content = DeflatedStream.content(stream, Integer.MAX_VALUE - 8);
        byte[] rest = Arrays.copyOfRange(content, (int) Math.min(points, content.length), content.length);
        return PictureEnd.isNothing(rest) && (rest.length <= MOST_REST || PictureEnd.isZero(rest));
    }

    private static int colours(PDImageXObject image) {
        try {
            return image.getColorSpace().getNumberOfComponents();
        } catch (IOException | RuntimeException e) {
            return MOST_COLOURS;
        }
    }

    private static List<String> filters(COSBase filters) {
        List<String> names = new ArrayList<>();
        if (filters instanceof COSName name) {
            names.add(name.getName());
        } else if (filters instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                names.add(array.getObject(i) instanceof COSName name ? name.getName() : "");
            }
        }
        return names;
    }

    /** A photograph as it would stand in a file of its own. */
    private static byte[] encoded(COSStream stream) throws IOException {
        try (InputStream encoded = new PDStream(stream).createInputStream(PHOTOGRAPHS)) {
            return encoded.readAllBytes();
        }
    }
}
