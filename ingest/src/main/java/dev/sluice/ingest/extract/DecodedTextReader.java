package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tika.mime.MediaType;

/**
 * Reads plain text inside other documents, and what looked like markup but is plain text after all. What is shown as a
 * page without beginning like one is read as that too, and only as that where it is declared and nothing else; XML that
 * begins with its first element is read as XML too.
 */
final class DecodedTextReader implements PartReader {
    private static final HtmlReader PAGE = new HtmlReader(StandardCharsets.UTF_8);
    private static final XmlReader XML = new XmlReader();
    /** XML may begin with its first element, which nobody takes for a type of its own. */
    private static final Pattern ELEMENT = Pattern.compile("\\A\\s{0,100}+<[A-Za-z][\\w:.-]{0,60}+(?:[\\s>]|/>)");

    private final Declared declared;

    DecodedTextReader(Declared declared) {
        this.declared = declared;
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin) {
        Optional<String> decoded = PlainText.decode(content, declared.charset());
        if (decoded.isEmpty()) {
            return Optional.of(UnreadReason.CHARSET);
        }
        String text = decoded.get();
        if (declared.isPage() && PageFragment.isCertain(text)) {
            return page(text, place, reading, origin);
        }
        Called called = place.kind() == PartKind.DOCUMENT
                ? reading.called()
                : new Called(
                        Optional.of(place.context()),
                        declared.isStyleSheet() ? Optional.of("text/css") : Optional.empty());
        PlainText.read(
                text,
                place.path(),
                place.kind(),
                place.context(),
                called.name(),
                called.type(),
                reading.settings().maxTextChars(),
                reading.sink());
        // Whole documents of plain text are read elsewhere, unless they are pages too.
        boolean page =
                declared.isPage() || place.kind() == PartKind.DOCUMENT || PageFragment.isPageName(place.context());
        String path = StructuralPath.child(place.path(), "other");
        if (PageFragment.isOne(text, page)) {
            return page(text, new Place(path, PartKind.ATTACHMENT, "text as a page", place.depth()), reading, origin);
        }
        if (!ELEMENT.matcher(text).find()) {
            return Optional.empty();
        }
        // Of XML without a declaration only what it draws is not in the text already.
        return XML.read(
                        text.getBytes(StandardCharsets.UTF_8),
                        MediaType.APPLICATION_XML,
                        new Place(path, PartKind.ATTACHMENT, "text as XML", place.depth()),
                        reading,
                        origin)
                .filter(UnreadReason.IMAGE_WITHOUT_OCR::equals);
    }

    private static Optional<UnreadReason> page(String text, Place place, Reading reading, Origin origin) {
        Optional<UnreadReason> failed =
                PAGE.read(text.getBytes(StandardCharsets.UTF_8), MediaType.TEXT_HTML, place, reading, origin);
        return failed.isEmpty() && reading.mayBeSpelled(place.path())
                ? Optional.of(UnreadReason.IMAGE_WITHOUT_OCR)
                : failed;
    }
}
