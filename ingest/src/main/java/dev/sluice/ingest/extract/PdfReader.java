package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
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
    private static final int FEW_UNMAPPED = 3;
    /** Files that are filled, signed and commented have a handful. */
    private static final int MAX_EARLIER = 20;

    private final PDFParser parser = new WalkingParser();

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        PdfFile file = new PdfFile(content);
        PdfTold told = new PdfTold(file.earlier() > 0);
        LeftOutText leftOut = new LeftOutText("", reading.settings().maxTextChars());
        Optional<UnreadReason> failed;
        try {
            failed = state(content, type, place, reading, leftOut, told);
        } catch (LimitReachedException e) {
            throw e;
        } catch (Exception e) {
            UnreadReason reason = Reasons.of(e);
            return Optional.of(reason == UnreadReason.DAMAGED && file.isEncrypted() ? UnreadReason.ENCRYPTED : reason);
        }
        earlier(file, type, place, reading, leftOut, told);
        file.comments(leftOut::look);
        file.outside().forEach(bytes -> reading.outside(bytes, place));
        String other = StructuralPath.child(place.path(), "other");
        reading.sink().segment(other, "alternative and hidden text", leftOut.text());
        EncodedContent.look(leftOut.text(), other, reading.sink());
        failed = failed.or(file::structure).or(told::lost);
        if (failed.isEmpty()) {
            reading.sink().read(place.path(), place.kind());
        }
        return failed;
    }

    /** Reads what the file held before it was changed by appending, each state with what later ones have no more. */
    private void earlier(
            PdfFile file, MediaType type, Place place, Reading reading, LeftOutText leftOut, PdfTold told) {
        told.toEarlier();
        for (int i = 0; i < file.earlier(); i++) {
            String path = reading.next(place.path(), "revision");
            Optional<UnreadReason> failed;
            if (i == MAX_EARLIER) {
                reading.sink().unread(path, PartKind.DOCUMENT, UnreadReason.OVER_LIMIT);
                return;
            }
            byte[] content = file.earlier(i);
            reading.expand(content.length);
            try {
                Place at = new Place(path, PartKind.DOCUMENT, place.context(), place.depth());
                failed = state(content, type, at, reading, leftOut, told);
            } catch (LimitReachedException e) {
                throw e;
            } catch (Exception e) {
                failed = Optional.of(Reasons.of(e));
            }
            reading.sink()
                    .part(failed.map(reason -> CoveragePart.unread(path, PartKind.DOCUMENT, reason))
                            .orElseGet(() -> CoveragePart.of(path, PartKind.DOCUMENT, PartState.READ)));
        }
    }

    /** Reads one state of a file, and says what of it was not. */
    private Optional<UnreadReason> state(
            byte[] content, MediaType type, Place place, Reading reading, LeftOutText leftOut, PdfTold told)
            throws Exception {
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, type.toString());
        PdfStrings strings = new PdfStrings();
        PdfPages pages = new PdfPages(reading, place, leftOut, told, strings.streams());
        EmbeddedParts parts = new EmbeddedParts(reading, place) {
            @Override
            boolean isWanted(byte[] part) {
                return !told.isInEarlier() || !reading.hasRead(part);
            }
        };
        ParseContext context = TikaReader.context(parts);
        context.set(PdfPages.class, pages);
        context.set(PdfStrings.class, strings);
        PdfUnshown unshown = new PdfUnshown(strings.streams(), pages, reading, place, context);
        pages.before(unshown);
        try (TikaInputStream stream = TikaInputStream.get(content)) {
            parser.parse(stream, pages, metadata, context);
        } finally {
            pages.rest();
            TikaReader.properties(told.added(PropertyText.of(metadata)), place, reading);
        }
        pages.rethrow();
        parts.rethrow();
        told.drawings(strings.streams().takenPlaces(), unshown.lost());
        leftOut.given(PropertyText.of(metadata));
        strings.found().forEach(leftOut::look);
        pages.asides().forEach(leftOut::look);
        if (!pages.isEnded() || pages.count() == 0 || pages.count() < pages.declared()) {
            return Optional.of(UnreadReason.DAMAGED);
        }
        return PropertyText.silentFailure(metadata).or(strings::unread).or(() -> unmapped(metadata));
    }

    /** Bullets and ornaments are one or two on a page; as few characters as a telephone number has are text. */
    static Optional<UnreadReason> unmapped(Metadata metadata) {
        int[] lost = metadata.getIntValues(PDF.UNMAPPED_UNICODE_CHARS_PER_PAGE);
        return Arrays.stream(lost).anyMatch(count -> count > FEW_UNMAPPED)
                ? Optional.of(UnreadReason.CHARSET)
                : Optional.empty();
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
            PdfStrings strings = context.get(PdfStrings.class);
            strings.walk(document.getDocument());
            strings.addLostPages(document);
            context.get(PdfPages.class).declared(document.getNumberOfPages());
            return document;
        }
    }
}
