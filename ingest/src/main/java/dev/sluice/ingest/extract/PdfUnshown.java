package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDTilingPattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;

/**
 * What a PDF holds that none of its pages shows, after the pages went by: drawings are gone through, pictures judged,
 * everything else that is not known for {@link PdfData} read as a file that is in the document.
 */
final class PdfUnshown {
    private static final COSName PATTERN_TYPE = COSName.getPDFName("PatternType");
    /** An operator that drawings begin, end or draw with. */
    private static final Pattern OPERATOR = Pattern.compile(
            "(?:\\A|[\\s\\])>])(?:q|Q|cm|re|BT|ET|Do|BMC|BDC|EMC|gs|[mlcfnSW]|f\\*|W\\*)(?=\\s|\\z|[/\\[])");
    /** Vertices and patches of a gradient; with more of them one can write. */
    private static final int MOST_VERTICES = 180;

    private static final int MOST_PATCHES = 20;

    private final PdfStreams streams;
    private final PdfPages pages;
    private final Reading reading;
    private final Place place;
    private final ParseContext context;
    private final Map<Long, UnreadReason> lost = new HashMap<>();

    PdfUnshown(PdfStreams streams, PdfPages pages, Reading reading, Place place, ParseContext context) {
        this.streams = streams;
        this.pages = pages;
        this.reading = reading;
        this.place = place;
        this.context = context;
    }

    /** Reads them, or says that they are not read. */
    void read() {
        for (COSDictionary font : streams.drawnFonts()) {
            glyphs(font);
        }
        List<COSStream> others = new ArrayList<>();
        for (COSStream stream : streams.all()) {
            boolean form = COSName.FORM.equals(stream.getCOSName(COSName.SUBTYPE));
            if (streams.isTaken(stream) || PdfStrings.isPacking(stream)) {
                continue;
            }
            if (form || stream.getInt(PATTERN_TYPE) == 1) {
                draw(form ? new PDFormXObject(stream) : new PDTilingPattern(stream), stream);
            } else {
                others.add(stream);
            }
        }
        for (COSStream stream : others) {
            if (!streams.isTaken(stream)) {
                other(stream);
            }
        }
        form();
    }

    /** Where in the file drawings stand that are not read unless another state of the file shows them. */
    Map<Long, UnreadReason> lost() {
        return lost;
    }

    private void glyphs(COSDictionary dictionary) {
        COSDictionary procedures = dictionary.getCOSDictionary(COSName.CHAR_PROCS);
        try {
            PDType3Font font = new PDType3Font(dictionary);
            for (COSName name : procedures.keySet()) {
                COSStream procedure = procedures.getCOSStream(name);
                if (procedure != null && !streams.isTaken(procedure)) {
                    draw(new PDType3CharProc(font, procedure), procedure);
                }
            }
        } catch (IOException e) {
            pages.unread(UnreadReason.DAMAGED);
        }
    }

    private void draw(PDContentStream content, COSStream stream) {
        Optional<UnreadReason> unread;
        try {
            PdfUnshownDrawing drawing = new PdfUnshownDrawing(content, context, new Metadata());
            drawing.run();
            unread = drawing.unread();
        } catch (LimitReachedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            unread = Optional.of(Reasons.of(e));
        }
        Long at = streams.place(stream);
        if (unread.isPresent() && at != null) {
            lost.put(at, unread.get());
        } else {
            unread.ifPresent(pages::unread);
            streams.take(stream);
        }
        comments(stream);
    }

    /** Comments among operations that no page shows. */
    private void comments(COSStream stream) {
        try {
            byte[] content = DeflatedStream.content(stream, Integer.MAX_VALUE - 8);
            PdfComments.ofDrawing(new String(content, StandardCharsets.ISO_8859_1), pages::property);
        } catch (IOException e) {
            pages.unread(UnreadReason.DAMAGED);
        }
    }

    private void other(COSStream stream) {
        String role = streams.role(stream);
        boolean thumbnail = role.equals("Thumb");
        try {
            if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE)) || thumbnail) {
                pages.unshown(new PDImageXObject(new PDStream(stream), null), thumbnail);
            } else if (isMesh(stream)) {
                mesh(stream);
            } else if (!PdfData.isOne(stream, role, streams.isLinearized(), pages::property)) {
                file(stream);
            }
        } catch (IOException | IllegalArgumentException e) {
            pages.unread(UnreadReason.DAMAGED);
        }
    }

    private static boolean isMesh(COSStream stream) {
        return stream.getInt(COSName.SHADING_TYPE) >= 4;
    }

    /** Triangles and patches of a gradient, whether a page paints it or not (ISO 32000-2 §8.7.4.5). */
    private void mesh(COSStream stream) throws IOException {
        int type = stream.getInt(COSName.SHADING_TYPE);
        COSArray decode = stream.getCOSArray(COSName.DECODE);
        int colours = decode == null ? 1 : Math.max(1, (decode.size() - 4) / 2);
        int corners = type < 6 ? 1 : 4;
        int points = type < 6 ? 1 : type == 6 ? 8 : 12;
        long bits = Math.max(0, stream.getInt(COSName.BITS_PER_FLAG, 0))
                + 2L * points * Math.max(1, stream.getInt(COSName.BITS_PER_COORDINATE))
                + (long) corners * colours * Math.max(1, stream.getInt(COSName.BITS_PER_COMPONENT));
        long count = 8L * DeflatedStream.content(stream, Integer.MAX_VALUE - 8).length / bits;
        if (count > (type < 6 ? MOST_VERTICES : MOST_PATCHES)) {
            pages.unread(UnreadReason.IMAGE_WITHOUT_OCR);
        }
    }

    private void file(COSStream stream) throws IOException {
        byte[] content = content(stream);
        if (isBlank(content) || reading.hasRead(content)) {
            return;
        }
        boolean file = COSName.EMBEDDED_FILE.equals(stream.getCOSName(COSName.TYPE));
        if (!file && mayDraw(content)) {
            PdfUnshownDrawing drawing = new PdfUnshownDrawing(new PDFormXObject(stream), context, new Metadata());
            if (isDrawing(drawing)) {
                Long at = streams.place(stream);
                Optional<UnreadReason> unread = drawing.unread();
                if (at != null) {
                    unread.ifPresent(reason -> lost.put(at, reason));
                } else {
                    unread.ifPresent(pages::unread);
                }
                comments(stream);
                return;
            }
        }
        embedded(content);
    }

    private void embedded(byte[] content) {
        if (content.length > reading.settings().maxDocumentBytes()) {
            reading.unreadable(place.path(), UnreadReason.OVER_LIMIT);
        } else {
            reading.embedded(content, place.path(), Optional.empty(), Origin.ATTACHED, place.depth() + 1);
        }
    }

    private byte[] content(COSStream stream) throws IOException {
        return DeflatedStream.content(stream, (int) reading.settings().maxDocumentBytes() + 1);
    }

    /** Content that a page had before, or part of such, has only operators, and its fonts are not known. */
    private static boolean isDrawing(PdfUnshownDrawing drawing) {
        try {
            drawing.run();
            return drawing.isDrawing();
        } catch (LimitReachedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean mayDraw(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        long strange = text.chars().filter(PdfStrings::isStrange).count();
        return strange * 4 < text.length() && OPERATOR.matcher(text).find();
    }

    private static boolean isBlank(byte[] content) {
        for (byte each : content) {
            if (each < 0 || each > ' ') {
                return false;
            }
        }
        return true;
    }

    /** The pieces of an XML form are XML only together. */
    private void form() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
            for (COSStream piece : streams.forms()) {
                whole.writeBytes(content(piece));
            }
        } catch (IOException e) {
            pages.unread(UnreadReason.DAMAGED);
        }
        byte[] content = whole.toByteArray();
        if (!isBlank(content) && !reading.hasRead(content)) {
            embedded(content);
        }
    }
}
