package dev.sluice.ingest.extract;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Where an OLE file can hold text or pictures under names that readers know from elsewhere. */
final class ObjectFilePlaces {
    private static final String WORKBOOK = "XLS";
    private static final String WORD = "DOC";

    private ObjectFilePlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                beside("stream called data", "Data"),
                beside("stream called a table of Word", "1Table"),
                beside("stream called as in a message", "__substg1.0_notes"),
                beside("flags of an object", "\u0001Ole"),
                beside("stream beside macros", "_VBA_PROJECT_CUR", "notes"),
                beside("caption of a form of macros", "_VBA_PROJECT_CUR", "UserForm1", "\u0003VBFrame"),
                beside("text among the code of macros", "_VBA_PROJECT_CUR", "VBA", "notes"),
                Planted.unread(
                        WORKBOOK,
                        "stream called encrypted",
                        UnreadReason.ENCRYPTED,
                        value -> with(Samples.xls(Planted.ORDINARY), text(value), "EncryptedPackage")),
                Planted.read(
                        WORD,
                        "table that is not in use",
                        value -> with(new WordFile(Planted.ORDINARY).bytes(), text(value), "0Table")),
                picture(
                        "picture beside the text",
                        png -> new WordFile(Planted.ORDINARY)
                                .data(WordFile.joined(new byte[68], png))
                                .bytes()),
                picture(
                        "preview of an object",
                        png -> with(
                                new WordFile(Planted.ORDINARY).bytes(),
                                WordFile.joined(new byte[40], png),
                                "ObjectPool",
                                "\u0002OlePres000")));
    }

    private static Planted beside(String place, String... path) {
        return Planted.read(WORKBOOK, place, value -> with(Samples.xls(Planted.ORDINARY), text(value), path));
    }

    private static Planted picture(String place, Function<byte[], byte[]> building) {
        return Planted.unread(
                WORD,
                place,
                UnreadReason.IMAGE_WITHOUT_OCR,
                value -> building.apply(Samples.png(Samples.written(value, 24, Color.BLACK, Color.WHITE))));
    }

    private static byte[] text(String value) {
        return ("Patient seen by " + value + " today").getBytes(StandardCharsets.US_ASCII);
    }

    /** The same file with one stream more. */
    private static byte[] with(byte[] file, byte[] content, String... path) {
        return Samples.bytes(out -> {
            try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(file))) {
                DirectoryEntry folder = files.getRoot();
                for (int i = 0; i < path.length - 1; i++) {
                    folder = folder.hasEntryCaseInsensitive(path[i])
                            ? (DirectoryEntry) folder.getEntryCaseInsensitive(path[i])
                            : folder.createDirectory(path[i]);
                }
                folder.createDocument(path[path.length - 1], new ByteArrayInputStream(content));
                files.writeFilesystem(out);
            }
        });
    }
}
