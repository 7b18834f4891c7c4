package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.Parser;

/**
 * Reads office documents that are zip packages of XML. After the parser, every part of the package is gone through once
 * more, so that text which the parser leaves out (alternative texts, authors of changes, hidden parts) is read, too.
 */
final class PackagedOfficeReader extends TikaReader {
    /** Parts of formats, in which somebody may have written in few places: names of styles, texts before numbers, links. */
    private static final Pattern FORMATS = Pattern.compile(
            "\\[Content_Types]\\.xml|META-INF/manifest\\.xml|docProps/app\\.xml|customXml/itemProps\\d*\\.xml|(?:Object \\d+/)?styles\\.xml"
                    + "|(?:word|xl|ppt)/(?:glossary/)?(?:styles|stylesWithEffects|fontTable|numbering|webSettings|presProps|viewProps|tableStyles|calcChain|revisionInfo)\\.xml"
                    + "|(?:word|xl|ppt)/(?:glossary/)?theme/theme(?:Override)?\\d*\\.xml"
                    + "|(?:word|xl|ppt)/(?:charts|diagrams)/(?:style|colors|quickStyle|layout)\\d*\\.xml");

    /** A declaration stands before the first element. */
    private static final int MOST_OF_PROLOG = 1 << 16;

    private static final Pattern PRINTER = Pattern.compile("(?:xl|word|ppt)/printerSettings/printerSettings\\d*\\.bin");
    /** The picture of the first page, by the name that OpenDocument gives it. */
    static final String THUMBNAIL = "Thumbnails/thumbnail.png";

    /** Parts of binary workbooks; macros, objects and settings of printers are taken apart elsewhere. */
    private static final Pattern BINARY = Pattern.compile("xl/(?!embeddings/|printerSettings/|vbaProject).*\\.bin");

    PackagedOfficeReader(Parser parser) {
        super(parser, true);
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        OpenPackage opened;
        try {
            opened = OpenPackage.open(content);
        } catch (IOException | RuntimeException e) {
            return read(content, type, place, reading, origin, Optional.of(Reasons.of(e)));
        }
        try (opened) {
            reading.hold(content, opened);
            return read(
                    content,
                    type,
                    place,
                    reading,
                    origin,
                    opened.check(reading.settings().maxExpandedBytes()));
        } finally {
            reading.letGo(content);
        }
    }

    private Optional<UnreadReason> read(
            byte[] content,
            MediaType type,
            Place place,
            Reading reading,
            Origin origin,
            Optional<UnreadReason> damaged) {
        try {
            Optional<UnreadReason> failed = super.read(content, type, place, reading, origin)
                    .or(() -> ZipContent.beside(content, place, reading));
            OpenPackage opened = reading.held(content);
            if (type.getSubtype().contains("word") && opened != null) {
                String path = StructuralPath.child(place.path(), "other");
                reading.sink().segment(path, "form fields", WordFields.of(opened, reading));
            }
            return failed.isPresent() ? failed : damaged;
        } catch (LimitReachedException e) {
            throw e;
        } catch (Exception e) {
            return damaged.isPresent() ? damaged : Optional.of(Reasons.of(e));
        }
    }

    /** Reads a part that the parser did not hand over; what it takes apart itself is not looked at again. */
    private static void unclaimed(
            OpenPackage opened, ZipArchiveEntry entry, Place place, LeftOutText leftOut, Reading reading)
            throws IOException {
        if (entry.isDirectory() && entry.getSize() == 0) {
            return;
        }
        byte[] bytes = opened.content(entry, reading.settings().maxDocumentBytes());
        if (PackageParts.isWhatItIsCalled(entry.getName(), bytes, leftOut::look)) {
            return;
        }
        if (isPrinter(entry, bytes) || entry.getName().equals("layout-cache")) {
            CountedText.runs(CountedText.of(bytes, 0, bytes.length), leftOut::look);
            return;
        }
        if (reading.isTooLarge(bytes)) {
            reading.unreadable(place.path(), UnreadReason.OVER_LIMIT);
        } else if (!reading.hasRead(bytes) && !OleParts.haveBeenRead(bytes, reading)) {
            Origin origin = entry.getName().equals(THUMBNAIL) ? Origin.THUMBNAIL : Origin.ATTACHED;
            reading.embedded(bytes, place.path(), Optional.of(entry.getName()), origin, place.depth() + 1);
        }
    }

    /** Looks into the packages that attributes of drawings hold. */
    private static Optional<UnreadReason> drawings(LeftOutText leftOut, Place place, Reading reading) {
        OleFindings findings = new OleFindings(leftOut, place, reading);
        for (String packed : List.copyOf(leftOut.packed())) {
            try {
                findings.packed(Base64.getMimeDecoder().decode(packed));
            } catch (IllegalArgumentException e) {
                findings.failed(UnreadReason.DAMAGED);
            }
        }
        return findings.unread();
    }

    /** Looks for what the parser left out in a part of a binary workbook. */
    private static Optional<UnreadReason> binary(
            OpenPackage opened, ZipArchiveEntry entry, LeftOutText leftOut, Reading reading) throws IOException {
        byte[] part = opened.content(entry, reading.settings().maxDocumentBytes());
        if (reading.isTooLarge(part)) {
            return Optional.of(UnreadReason.OVER_LIMIT);
        }
        try {
            BinaryWorkbookText.look(part, entry.getName().equals("xl/styles.bin"), leftOut::look);
            return Optional.empty();
        } catch (BufferUnderflowException e) {
            return Optional.of(UnreadReason.TRUNCATED);
        }
    }

    /** Whether a part holds what a printer is set to (DEVMODEW), as long as it says that it is. */
    private static boolean isPrinter(ZipArchiveEntry entry, byte[] bytes) {
        if (!PRINTER.matcher(entry.getName()).matches() || bytes.length < 72) {
            return false;
        }
        ByteBuffer settings = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = (settings.getShort(68) & 0xFFFF) + (settings.getShort(70) & 0xFFFF);
        return settings.getShort(64) >>> 8 == 4 && length >= 72 && Math.abs(length - bytes.length) <= 64;
    }

    @Override
    BodyText body(byte[] content, MediaType type, Place place, Reading reading) throws Exception {
        OpenPackage opened = reading.held(content);
        return Formats.isWorkbook(type) && opened != null
                ? new SheetText(
                        place,
                        reading,
                        OpenDocumentSheets.names(opened, reading.settings().maxTextChars()))
                : super.body(content, type, place, reading);
    }

    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) throws Exception {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        Optional<UnreadReason> failed = Optional.empty();
        OpenPackage opened = reading.held(content);
        if (opened == null) {
            throw new IOException("a package that cannot be opened");
        }
        for (ZipArchiveEntry entry : opened.entries()) {
            String name = entry.getName();
            boolean xml = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
            boolean formats = FORMATS.matcher(name).matches();
            leftOut.look(Objects.toString(entry.getComment(), ""));
            if (!ProgramNames.isGivenPath(name)) {
                leftOut.look(name);
            }
            if (BINARY.matcher(name).matches()) {
                failed = failed.isPresent() ? failed : binary(opened, entry, leftOut, reading);
                continue;
            }
            if (!xml) {
                unclaimed(opened, entry, place, leftOut, reading);
                continue;
            }
            try (InputStream stream = opened.stream(entry)) {
                stream.mark(1);
                if (stream.read() < 0) {
                    continue;
                }
                stream.reset();
                boolean declared = formats ? leftOut.lookAmongFormats(stream) : leftOut.look(stream);
                if (declared && leftOut.prolog(opened.content(entry, MOST_OF_PROLOG))) {
                    failed = Optional.of(UnreadReason.UNSUPPORTED);
                }
            } catch (XMLStreamException e) {
                failed = Optional.of(UnreadReason.DAMAGED);
            }
        }
        Optional<UnreadReason> unpacked = drawings(leftOut, place, reading);
        failed = failed.isPresent() ? failed : unpacked;
        String path = StructuralPath.child(place.path(), "other");
        reading.sink().segment(path, "alternative and hidden text", leftOut.text());
        EncodedContent.look(leftOut.text(), path, reading.sink());
        boolean drawn = leftOut.showsThumbnail() || leftOut.mayBeDrawn(text.length());
        return drawn ? Optional.of(UnreadReason.IMAGE_WITHOUT_OCR) : failed;
    }
}
