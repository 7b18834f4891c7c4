package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.parser.Parser;

/**
 * Reads office documents and messages that are OLE files. After the parser, every stream of the file is gone through once
 * more: what the parser left out is read, streams that nobody knows are parts of their own.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb">[MS-CFB]</a>
 */
final class OleReader extends TikaReader {
    private static final int MAX_DEPTH = 20;
    private static final Set<String> WORKBOOKS = Set.of("workbook", "book", "revision log", "user names");
    private static final Set<String> ART = Set.of("powerpoint document", "pictures");
    /** Gone through together with the text of the document that they belong to. */
    private static final Set<String> WORD = Set.of("worddocument", "0table", "1table", "data");
    /** Where macros stand, which the parser takes apart; forms among them say what they show in streams of their own. */
    private static final Set<String> MACROS = Set.of("macros", "_vba_project_cur", "_vba_project", "vba");

    private static final Set<String> FORMS = Set.of("f", "o");
    /** Flags and sizes of an object, and what the parser has unpacked. */
    private static final Pattern FORMAL =
            Pattern.compile("\\x01ole|\\x03objinfo|\\x03odfinfo?|\\x03access\\w{3}|encryptedpackage|encryptioninfo");

    private static final Pattern OBJECT =
            Pattern.compile("_\\d{6,10}|mbd[0-9a-f]{8}|lnk[0-9a-f]{8}|__substg1\\.0_3701000d");
    private static final Pattern DESCRIBED = Pattern.compile(
            "current user|\\x01compobj|\\x03linkinfo|\\x03itemname|\\x03ocx\\w{4}|ctls|contents|\\x02olepres\\d{3}|\\x01olelink");
    private static final Pattern MESSAGE =
            Pattern.compile("__substg1\\.0_[0-9a-f]{8}(?:-[0-9a-f]{8})?|__properties_version1\\.0");
    private static final Pattern PREVIEW = Pattern.compile("\\x02olepres\\d{3}");
    /** A preview without a picture has a head only. */
    private static final int LARGEST_HEAD = 512;

    OleReader(Parser parser) {
        super(parser, true);
    }

    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) throws Exception {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        OleFindings findings = new OleFindings(leftOut, place, reading);
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(content))) {
            directory(files.getRoot(), findings, 0);
            if (!OleDirectory.isWhole(content, files.getRoot())) {
                findings.failed(UnreadReason.DAMAGED);
            }
        } catch (org.apache.poi.poifs.filesystem.NotOLE2FileException notPacked) {
            CountedText.runs(CountedText.of(content, 0, content.length), findings::text);
        }
        String path = StructuralPath.child(place.path(), "other");
        reading.sink().segment(path, "alternative and hidden text", leftOut.text());
        EncodedContent.look(leftOut.text(), path, reading.sink());
        boolean drawn = findings.outlines().mayBeWriting(text.length()) || leftOut.mayBeDrawn(text.length());
        return findings.unread().or(() -> drawn ? Optional.of(UnreadReason.IMAGE_WITHOUT_OCR) : Optional.empty());
    }

    private static void directory(DirectoryEntry directory, OleFindings findings, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            findings.failed(UnreadReason.OVER_LIMIT);
            return;
        }
        if (directory.hasEntryCaseInsensitive("WordDocument")) {
            WordStreams.read(stream(directory, "WordDocument"), name -> stream(directory, name), findings);
        }
        MessageProperties.read(directory, findings);
        for (Entry entry : directory) {
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (entry instanceof DirectoryEntry inner) {
                inner(inner, name, findings, depth);
            } else if (entry instanceof DocumentEntry document
                    && !MESSAGE.matcher(name).matches()) {
                content(name, document, findings);
            }
        }
    }

    private static void inner(DirectoryEntry inner, String name, OleFindings findings, int depth) throws IOException {
        if (MACROS.contains(name)) {
            macros(inner, findings, depth);
        } else if (OBJECT.matcher(name).matches()) {
            byte[] object = EmbeddedParts.copy(inner);
            if (!OleParts.haveBeenRead(object, findings.reading())) {
                findings.part(object, "");
            }
        } else {
            directory(inner, findings, depth + 1);
        }
    }

    private static void macros(DirectoryEntry macros, OleFindings findings, int depth) throws IOException {
        for (Entry entry : macros) {
            if (entry instanceof DirectoryEntry inner && depth < MAX_DEPTH) {
                macros(inner, findings, depth + 1);
            } else if (entry instanceof DocumentEntry document) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                byte[] bytes = bytes(document);
                boolean plain = !macros.getName().equalsIgnoreCase("VBA") && !name.startsWith("project");
                if (plain && !FORMS.contains(name)
                        || StrictText.decode(bytes, null)
                                        .filter(StrictText::isText)
                                        .isPresent()
                                && !name.startsWith("project")) {
                    CountedText.runs(CountedText.of(bytes, 0, bytes.length), findings::program);
                } else if (FORMS.contains(name)) {
                    CountedText.runs(CountedText.of(bytes, 0, bytes.length), findings::text);
                }
            }
        }
    }

    private static void content(String name, DocumentEntry document, OleFindings findings) throws IOException {
        if (WORD.contains(name) && document.getParent().hasEntryCaseInsensitive("WordDocument")) {
            return;
        }
        byte[] bytes = bytes(document);
        if (name.startsWith("encrypt") && FORMAL.matcher(name).matches()) {
            // The parser reads all of a document that is encrypted, or fails.
            findings.failed(UnreadReason.ENCRYPTED);
        } else if (FORMAL.matcher(name).matches()) {
            CountedText.runs(CountedText.of(bytes, 0, bytes.length), findings::program);
        } else if (name.startsWith("\5")) {
            PropertySets.read(bytes, findings);
        } else if (WORKBOOKS.contains(name) || isCache(document)) {
            ExcelRecords.read(bytes, findings);
        } else if (ART.contains(name)) {
            if (!new ArtRecords(findings).walk(bytes)) {
                findings.failed(UnreadReason.DAMAGED);
            }
        } else if (isStore(document)) {
            findings.xml(bytes);
        } else if (name.equals("\1ole10native")) {
            packed(document, findings);
        } else if (DESCRIBED.matcher(name).matches() && !isFile(name, bytes)) {
            boolean preview = PREVIEW.matcher(name).matches();
            if (preview && !LoosePictures.look(bytes, findings) && bytes.length > LARGEST_HEAD) {
                findings.failed(UnreadReason.UNSUPPORTED);
            }
            CountedText.runs(CountedText.of(bytes, 0, bytes.length), findings::program);
        } else {
            findings.part(bytes, document.getName());
        }
    }

    /** Whether what is called the content of an object is more than its settings. */
    private static boolean isFile(String name, byte[] bytes) {
        return name.equals("contents") && bytes.length > 4 && (bytes[0] == '%' || bytes[0] == 'P' || bytes[0] == '{');
    }

    /** The values that a pivot table was made of. */
    private static boolean isCache(DocumentEntry document) {
        return document.getParent().getName().equalsIgnoreCase("_SX_DB_CUR");
    }

    private static boolean isStore(DocumentEntry document) {
        DirectoryEntry around = document.getParent().getParent();
        return around != null && around.getName().equalsIgnoreCase("MsoDataStore");
    }

    private static void packed(DocumentEntry document, OleFindings findings) {
        try {
            Ole10Native file = Ole10Native.createFromEmbeddedOleObject(
                    (org.apache.poi.poifs.filesystem.DirectoryNode) document.getParent());
            for (String name : new String[] {file.getLabel(), file.getFileName(), file.getCommand()}) {
                findings.text(Optional.ofNullable(name).orElse(""));
            }
            findings.part(file.getDataBuffer(), "");
        } catch (IOException | Ole10NativeException | RuntimeException e) {
            if (e instanceof LimitReachedException limit) {
                throw limit;
            }
            findings.failed(UnreadReason.DAMAGED);
        }
    }

    private static byte[] stream(DirectoryEntry directory, String name) {
        try {
            return directory.hasEntryCaseInsensitive(name)
                            && directory.getEntryCaseInsensitive(name) instanceof DocumentEntry document
                    ? bytes(document)
                    : new byte[0];
        } catch (FileNotFoundException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static byte[] bytes(DocumentEntry document) throws IOException {
        try (DocumentInputStream stream = new DocumentInputStream(document)) {
            return stream.readAllBytes();
        }
    }
}
