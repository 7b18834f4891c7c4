package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.Parser;

/**
 * Reads office documents that are zip packages of XML. After the parser, every part of the package is gone through once
 * more, so that text which the parser leaves out (alternative texts, authors of changes, hidden parts) is read, too.
 */
final class PackagedOfficeReader extends TikaReader {
    private static final Pattern FORMAL = Pattern.compile(
            "\\[Content_Types]\\.xml|(?:.*/)?(?:styles|stylesWithEffects|fontTable|numbering|webSettings|presProps|viewProps|tableStyles"
                    + "|calcChain|theme/theme\\d*|themeOverride\\d*|colors\\d*|style\\d+|quickStyle\\d*|layout\\d*|revisionInfo"
                    + "|metadata|itemProps\\d*|manifest|app)\\.xml|Configurations2/.*|docProps/app\\.xml");

    /** Formats among which somebody may have written: names of styles, texts before numbers, links. */
    private static final Pattern FORMATS = Pattern.compile("docProps/app\\.xml|(?:.*/)?(?:styles|numbering)\\.xml");

    /** Objects and macros that parsers unwrap, settings of printers, fonts, the name of the type. */
    private static final Pattern TAKEN_APART = Pattern.compile(
            "mimetype|(?:.*/)?(?:embeddings/[^/]+\\.bin|vbaProject\\.bin|printerSettings\\d*\\.bin|fonts/[^/]+\\.(?:odttf|fntdata|ttf|otf))"
                    + "|Object \\d+|ObjectReplacements/.*|layout-cache");

    PackagedOfficeReader(Parser parser) {
        super(parser, true);
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception {
        Optional<UnreadReason> damaged = damage(content, reading);
        try {
            Optional<UnreadReason> failed = super.read(content, type, place, reading, origin);
            if (type.getSubtype().contains("word")) {
                String path = StructuralPath.child(place.path(), "other");
                reading.sink().segment(path, "form fields", WordFields.of(content, reading));
            }
            return failed.isPresent() ? failed : damaged;
        } catch (LimitReachedException e) {
            throw e;
        } catch (Exception e) {
            return damaged.isPresent() ? damaged : Optional.of(Reasons.of(e));
        }
    }

    private static Optional<UnreadReason> damage(byte[] content, Reading reading) {
        try (ZipFile zip = ZipContent.open(content)) {
            long total = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    return Optional.of(UnreadReason.ENCRYPTED);
                }
                try (InputStream stream = ZipContent.checked(zip, entry)) {
                    byte[] buffer = new byte[1 << 14];
                    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                        total += read;
                        if (total > reading.settings().maxExpandedBytes()) {
                            throw new LimitReachedException("expanded bytes");
                        }
                    }
                }
                if (entry.getName().equals("META-INF/manifest.xml")
                        && text(zip, entry).contains("encryption-data")) {
                    return Optional.of(UnreadReason.ENCRYPTED);
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            if (e instanceof LimitReachedException limit) {
                throw limit;
            }
            return Optional.of(Reasons.of(e));
        }
    }

    private static String text(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            return new String(stream.readNBytes(1 << 22), StandardCharsets.UTF_8);
        }
    }

    /** Reads a part that the parser did not hand over; what it takes apart itself is not looked at again. */
    private static void unclaimed(ZipFile zip, ZipArchiveEntry entry, Place place, Reading reading) throws IOException {
        if (entry.isDirectory() || TAKEN_APART.matcher(entry.getName()).matches()) {
            return;
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes((int) reading.settings().maxDocumentBytes() + 1);
            if (bytes.length > reading.settings().maxDocumentBytes()) {
                reading.unreadable(place.path(), UnreadReason.OVER_LIMIT);
            } else if (!reading.hasRead(bytes)) {
                Origin origin = entry.getName().startsWith("Thumbnails/") ? Origin.THUMBNAIL : Origin.ATTACHED;
                reading.embedded(bytes, place.path(), Optional.of(entry.getName()), origin, place.depth() + 1);
            }
        }
    }

    @Override
    BodyText body(byte[] content, MediaType type, Place place, Reading reading) throws Exception {
        return Formats.isWorkbook(type)
                ? new SheetText(
                        place,
                        reading,
                        OpenDocumentSheets.names(content, reading.settings().maxTextChars()))
                : super.body(content, type, place, reading);
    }

    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) throws Exception {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        Optional<UnreadReason> failed = Optional.empty();
        try (ZipFile zip = ZipContent.open(content)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String name = entry.getName();
                boolean xml = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
                boolean formats = FORMATS.matcher(name).matches();
                if (FORMAL.matcher(name).matches() && !formats) {
                    continue;
                }
                if (!xml) {
                    unclaimed(zip, entry, place, reading);
                    continue;
                }
                try (InputStream stream = zip.getInputStream(entry)) {
                    if (formats) {
                        leftOut.lookAmongFormats(stream);
                    } else {
                        leftOut.look(stream);
                    }
                } catch (XMLStreamException e) {
                    failed = Optional.of(UnreadReason.DAMAGED);
                }
            }
        }
        reading.sink()
                .segment(StructuralPath.child(place.path(), "other"), "alternative and hidden text", leftOut.text());
        return failed;
    }
}
