package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a PDF wherever they stand among its objects (ISO 32000-2 §7.3.4): alternative and actual text, tool
 * tips, defaults and choices of form fields, authors of annotations, names of layers, scripts, XMP.
 */
final class PdfStrings {
    private static final int MAX_OBJECTS = 2_000_000;
    private static final int MAX_STREAM = 4 << 20;
    /** Keys whose strings are bytes, dates, identifiers and appearances, and text of no one. */
    private static final Set<String> FORMAL = Set.of(
            "ID",
            "DA",
            "DS",
            "M",
            "CreationDate",
            "ModDate",
            "SourceModified",
            "Lang",
            "NM",
            "Registry",
            "Ordering",
            "FontFamily",
            "CharSet",
            "Panose",
            "IDTree",
            "Cert",
            "ByteRange",
            "CheckSum",
            "Producer",
            "OutputConditionIdentifier",
            "Parent",
            "ColorSpace",
            "CS",
            "O",
            "U",
            "OE",
            "UE",
            "Perms",
            "LastModified");

    private static final COSName XMP = COSName.getPDFName("Metadata");

    private final Set<String> found = new LinkedHashSet<>();
    private boolean whole = true;
    private boolean intact = true;

    /** Goes through all objects that the trailer leads to, each once. */
    void walk(COSDocument document) {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> waiting = new ArrayDeque<>();
        if (document.getTrailer() != null) {
            waiting.push(document.getTrailer());
        }
        // Objects that stand in a stream themselves are named by its number, below zero.
        document.getXrefTable().values().stream()
                .filter(place -> place < 0)
                .distinct()
                .map(place ->
                        document.getObjectFromPool(new COSObjectKey(-place, 0)).getObject())
                .forEach(stream -> intact &= !(stream instanceof COSStream packed) || DeflatedStream.isWhole(packed));
        while (!waiting.isEmpty()) {
            COSBase next = waiting.pop();
            if (seen.size() > MAX_OBJECTS) {
                whole = false;
                return;
            }
            if (next instanceof COSString string) {
                text(string.getString());
            } else if (next instanceof COSArray array && seen.add(array) && !isColours(array)) {
                for (COSBase each : array) {
                    visit(each, waiting);
                }
            } else if (next instanceof COSDictionary dictionary && seen.add(dictionary)) {
                dictionary(dictionary, waiting);
            }
        }
    }

    private static void visit(@Nullable COSBase value, Deque<COSBase> waiting) {
        COSBase direct = value instanceof COSObject indirect ? indirect.getObject() : value;
        if (direct != null) {
            waiting.push(direct);
        }
    }

    private void dictionary(COSDictionary dictionary, Deque<COSBase> waiting) {
        boolean signature = dictionary.containsKey(COSName.BYTERANGE);
        for (Map.Entry<COSName, COSBase> each : dictionary.entrySet()) {
            String key = each.getKey().getName();
            boolean bytes = signature && key.equals("Contents");
            if (!FORMAL.contains(key) && !bytes) {
                visit(each.getValue(), waiting);
            }
            if ((key.equals("JS") || key.equals("RC"))
                    && dictionary.getDictionaryObject(each.getKey()) instanceof COSStream text) {
                text(content(text));
            }
        }
        intact &= !(dictionary instanceof COSStream packed) || DeflatedStream.isWhole(packed);
        if (dictionary instanceof COSStream stream && XMP.equals(stream.getCOSName(COSName.TYPE))) {
            XmpText.of(content(stream)).forEach(this::text);
        }
    }

    private static boolean isColours(COSArray array) {
        return array.size() == 4 && COSName.INDEXED.equals(array.getObject(0));
    }

    private String content(COSStream stream) {
        try (InputStream decoded = stream.createInputStream()) {
            byte[] bytes = decoded.readNBytes(MAX_STREAM + 1);
            whole &= bytes.length <= MAX_STREAM;
            boolean wide = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF;
            return new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        } catch (IOException e) {
            whole = false;
            return "";
        }
    }

    /** Keys and digests are strings too: what has signs that no text has, and few of those of one, is none. */
    private void text(String text) {
        long strange = text.chars().filter(PdfStrings::isStrange).count();
        long plain = text.chars().filter(PdfStrings::isPlain).count();
        if (!text.isBlank() && (strange == 0 || 2 * plain >= text.length())) {
            StringBuilder shown = new StringBuilder(text);
            for (int i = 0; i < shown.length(); i++) {
                shown.setCharAt(i, isStrange(shown.charAt(i)) ? ' ' : shown.charAt(i));
            }
            found.add(shown.toString());
        }
    }

    private static boolean isStrange(int c) {
        return Character.isISOControl(c) && !Character.isWhitespace(c) || c == 0xFFFD;
    }

    /** Beyond the first 128 and up to 255 stand the bytes of anything. */
    private static boolean isPlain(int c) {
        return (c < 0x80 || c > 0xFF) && (Character.isLetterOrDigit(c) || Character.isWhitespace(c));
    }

    /** The strings, each once. */
    Set<String> found() {
        return found;
    }

    /** Why not all of them were seen, or not all that the objects are packed in. */
    Optional<UnreadReason> unread() {
        if (!intact) {
            return Optional.of(UnreadReason.DAMAGED);
        }
        return whole ? Optional.empty() : Optional.of(UnreadReason.OVER_LIMIT);
    }
}
