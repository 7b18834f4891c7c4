package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** What is packed in an OLE object of a package, which parsers unpack before they hand it over. */
final class OleParts {
    private OleParts() {}

    /** Whether the file in an object was read. */
    static boolean haveBeenRead(byte[] object, Reading reading) {
        if (FileMagic.valueOf(object) != FileMagic.OLE2) {
            return false;
        }
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(object))) {
            DirectoryEntry root = files.getRoot();
            if (root.hasEntryCaseInsensitive(Ole10Native.OLE10_NATIVE)) {
                return reading.hasRead(
                        Ole10Native.createFromEmbeddedOleObject(files).getDataBuffer());
            }
            for (Entry entry : root) {
                if (entry instanceof DocumentEntry document && isContent(entry.getName())) {
                    try (DocumentInputStream stream = new DocumentInputStream(document)) {
                        if (reading.hasRead(stream.readAllBytes())) {
                            return true;
                        }
                    }
                }
            }
            return reading.hasRead(EmbeddedParts.copy(root));
        } catch (IOException | Ole10NativeException | RuntimeException damaged) {
            return false;
        }
    }

    private static boolean isContent(String name) {
        return name.equalsIgnoreCase("CONTENTS") || name.equalsIgnoreCase("Package");
    }
}
