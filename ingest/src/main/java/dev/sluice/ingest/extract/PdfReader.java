package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PDF;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParser;
import org.jspecify.annotations.Nullable;

/** Reads PDF page by page. A file that the parser could read only by repairing it is not wholly read. */
final class PdfReader implements PartReader {
    private static final int TAIL = 2_048;
    private static final int FEW_UNMAPPED = 3;
    private static final Pattern START_XREF = Pattern.compile("startxref\\s+(\\d{1,12})\\s+%%EOF");
    private static final Pattern SECTION = Pattern.compile("\\A\\s*(?:xref\\s|\\d+\\s+\\d+\\s+obj)");

    private final PDFParser parser = new WalkingParser();

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        LeftOutText leftOut = new LeftOutText("", reading.settings().maxTextChars());
        PdfStrings strings = new PdfStrings();
        PdfPages pages = new PdfPages(reading, place, leftOut);
        EmbeddedParts parts = new EmbeddedParts(reading, place);
        ParseContext context = TikaReader.context(parts);
        context.set(PdfPages.class, pages);
        context.set(PdfStrings.class, strings);
        try (TikaInputStream stream = TikaInputStream.get(content)) {
            parser.parse(stream, pages, metadata, context);
        } catch (LimitReachedException e) {
            throw e;
        } catch (Exception e) {
            UnreadReason reason = Reasons.of(e);
            return Optional.of(
                    reason == UnreadReason.DAMAGED && isEncrypted(content) ? UnreadReason.ENCRYPTED : reason);
        } finally {
            pages.rest();
            TikaReader.properties(metadata, place, reading);
        }
        pages.rethrow();
        parts.rethrow();
        leftOut.given(PropertyText.of(metadata));
        strings.found().forEach(leftOut::look);
        String other = StructuralPath.child(place.path(), "other");
        reading.sink().segment(other, "alternative and hidden text", leftOut.text());
        EncodedContent.look(leftOut.text(), other, reading.sink());
        if (pages.count() == 0 || pages.count() < pages.declared()) {
            return Optional.of(UnreadReason.DAMAGED);
        }
        Optional<UnreadReason> failed = PropertyText.silentFailure(metadata)
                .or(strings::unread)
                .or(() -> structure(content))
                .or(() -> unmapped(metadata));
        if (failed.isEmpty()) {
            reading.sink().read(place.path(), place.kind());
        }
        return failed;
    }

    /** Whether there is an encryption dictionary: what fails then fails for want of a key. */
    private static boolean isEncrypted(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("/Encrypt");
    }

    /** Bullets and ornaments are one or two on a page; as few characters as a telephone number has are text. */
    static Optional<UnreadReason> unmapped(Metadata metadata) {
        int[] lost = metadata.getIntValues(PDF.UNMAPPED_UNICODE_CHARS_PER_PAGE);
        return Arrays.stream(lost).anyMatch(count -> count > FEW_UNMAPPED)
                ? Optional.of(UnreadReason.CHARSET)
                : Optional.empty();
    }

    /** Whether the file ends as a PDF does, with the offset of a cross-reference section that is there. */
    static Optional<UnreadReason> structure(byte[] content) {
        int from = Math.max(0, content.length - TAIL);
        String tail = new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
        int marker = tail.lastIndexOf("%%EOF");
        if (marker < 0) {
            return Optional.of(UnreadReason.TRUNCATED);
        }
        Matcher start = START_XREF.matcher(tail);
        long offset = -1;
        while (start.find()) {
            offset = Long.parseLong(start.group(1));
        }
        String head = new String(content, 0, Math.min(1_024, content.length), StandardCharsets.ISO_8859_1);
        int shift = Math.max(0, head.indexOf("%PDF-"));
        return isSection(content, offset) || isSection(content, offset + shift)
                ? Optional.empty()
                : Optional.of(UnreadReason.DAMAGED);
    }

    private static boolean isSection(byte[] content, long offset) {
        if (offset < 0 || offset >= content.length) {
            return false;
        }
        int length = (int) Math.min(40, content.length - offset);
        return SECTION.matcher(new String(content, (int) offset, length, StandardCharsets.ISO_8859_1))
                .find();
    }

    /** Goes through the objects of a document before the parser goes through its pages. */
    private static final class WalkingParser extends PDFParser {
        private static final long serialVersionUID = 1;

        @Override
        protected PDDocument getPDDocument(
                InputStream stream,
                @Nullable TikaInputStream file,
                String password,
                StreamCacheCreateFunction cache,
                Metadata metadata,
                ParseContext context)
                throws IOException, EncryptedDocumentException {
            PDDocument document = super.getPDDocument(stream, file, password, cache, metadata, context);
            context.get(PdfStrings.class).walk(document.getDocument());
            context.get(PdfPages.class).declared(document.getNumberOfPages());
            return document;
        }
    }
}
