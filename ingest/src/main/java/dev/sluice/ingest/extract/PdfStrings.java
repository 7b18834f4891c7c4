package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a PDF wherever they stand among its objects (ISO 32000-2 §7.3.4): alternative and actual text, tool
 * tips, defaults and choices of form fields, authors of annotations, names of layers, scripts, XMP.
 */
final class PdfStrings {
    private static final int MAX_OBJECTS = 2_000_000;
    private static final int MAX_STREAM = 4 << 20;
    /** Keys under which scripts and formatted text stand, in a string or in a stream. */
    private static final Set<String> TEXTS = Set.of("JS", "RC", "RV");

    private static final COSName XMP = COSName.getPDFName("Metadata");

    private static final COSName TEMPLATE = COSName.getPDFName("Template");
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();
    private final List<COSDictionary> pages = new ArrayList<>();
    private final PdfStreams streams = new PdfStreams();
    private boolean whole = true;
    private boolean intact = true;

    /** Goes through all objects that the trailer leads to, each once, then through those that nothing leads to. */
    void walk(COSDocument document) {
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
        walk();
        List<COSBase> lost = new ArrayList<>();
        new TreeMap<>(document.getXrefTable()).forEach((key, place) -> {
            COSBase object = document.getObjectFromPool(key).getObject();
            if (object != null && !seen.contains(object) && !isPacking(object)) {
                lost.add(object);
            }
            if (object instanceof COSStream stream) {
                streams.standsAt(stream, place);
            }
        });
        // A page says what the streams are for that it names.
        lost.stream().filter(PdfStrings::isPage).forEach(this::lost);
        lost.forEach(this::lost);
    }

    /** Streams that other objects are packed in belong to the file, and to nothing in it. */
    static boolean isPacking(COSBase object) {
        return object instanceof COSStream stream
                && (COSName.XREF.equals(stream.getCOSName(COSName.TYPE)) && stream.containsKey(COSName.W)
                        || COSName.OBJ_STM.equals(stream.getCOSName(COSName.TYPE))
                                && stream.containsKey(COSName.FIRST));
    }

    private static boolean isPage(COSBase object) {
        return object instanceof COSDictionary dictionary
                && (COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE))
                        || TEMPLATE.equals(dictionary.getCOSName(COSName.TYPE)));
    }

    /** Goes through what nothing leads to: programs that replace the content of a page often leave it in the file. */
    private void lost(COSBase object) {
        if (!seen.contains(object)) {
            if (object instanceof COSStream stream) {
                streams.unnamed(stream);
            }
            waiting.push(object);
            walk();
        }
    }

    private void walk() {
        while (!waiting.isEmpty()) {
            COSBase next = waiting.pop();
            if (seen.size() > MAX_OBJECTS) {
                whole = false;
                return;
            }
            if (next instanceof COSString string) {
                if (seen.add(string) && !PdfFormalStrings.isGenerated(string.getString())) {
                    text(string.getString());
                }
            } else if (next instanceof COSArray array && seen.add(array)) {
                colours(array);
            } else if (next instanceof COSDictionary dictionary && seen.add(dictionary)) {
                dictionary(dictionary);
            }
        }
    }

    private void visit(@Nullable COSBase value) {
        COSBase direct = value instanceof COSObject indirect ? indirect.getObject() : value;
        if (direct != null) {
            waiting.push(direct);
        }
    }

    private void dictionary(COSDictionary dictionary) {
        boolean signature = dictionary.containsKey(COSName.BYTERANGE);
        if (isPage(dictionary)) {
            pages.add(dictionary);
        }
        for (Map.Entry<COSName, COSBase> each : dictionary.entrySet()) {
            String key = each.getKey().getName();
            COSBase value = dictionary.getDictionaryObject(each.getKey());
            name(value, key);
            PdfProperties.name(each.getKey(), this::text);
            if (value instanceof COSName name) {
                PdfProperties.name(name, this::text);
            }
            if (value instanceof COSString string) {
                boolean bytes = signature && key.equals("Contents");
                if (!PdfFormalStrings.isFormal(bytes ? "Cert" : key, string.getString(), dictionary)) {
                    waiting.push(string);
                } else {
                    WrittenRuns.look(string.getBytes(), this::text);
                }
            } else if (key.equals("ID") && value instanceof COSArray identifiers) {
                identifiers.forEach(this::identifier);
            } else {
                visit(value);
            }
            if (TEXTS.contains(key) && value instanceof COSStream text) {
                text(content(text));
                streams.take(text);
            }
        }
        streams.dictionary(dictionary);
        intact &= !(dictionary instanceof COSStream packed) || DeflatedStream.isWhole(packed);
        if (dictionary instanceof COSStream stream && XMP.equals(stream.getCOSName(COSName.TYPE))) {
            XmpText.of(content(stream)).forEach(this::text);
            streams.take(stream);
        }
    }

    /** Notes what streams are for by the key that they stand under, alone or in an array. */
    private void name(@Nullable COSBase value, String key) {
        if (value instanceof COSStream stream) {
            streams.named(stream, key);
        } else if (value instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getObject(i) instanceof COSStream stream) {
                    streams.named(stream, key);
                }
            }
        }
    }

    private void identifier(@Nullable COSBase each) {
        if (!(each instanceof COSString string) || !PdfFormalStrings.isBytes(string.getString())) {
            visit(each);
        }
    }

    /** The colours of an index are bytes, in a string or in a stream. */
    private void colours(COSArray array) {
        boolean indexed = array.size() == 4 && COSName.INDEXED.equals(array.getObject(0));
        if (indexed && array.getObject(3) instanceof COSStream colours) {
            streams.indexed(colours);
        }
        for (int i = 0; i < array.size(); i++) {
            COSBase each = array.getObject(i);
            if (each instanceof COSName name) {
                PdfProperties.name(name, this::text);
            } else if (indexed && i == 3 && each instanceof COSString colours) {
                WrittenRuns.look(colours.getBytes(), this::text);
            } else {
                visit(array.get(i));
            }
        }
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

    static boolean isStrange(int c) {
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

    /** The streams, in the order of the walk. */
    PdfStreams streams() {
        return streams;
    }

    /** Adds the pages that stand in the file without being in the tree of pages: deleted ones, and templates. */
    void addLostPages(PDDocument document) {
        if (pages.size() == document.getNumberOfPages()) {
            return;
        }
        Set<COSBase> inTree = Collections.newSetFromMap(new IdentityHashMap<>());
        document.getPages().forEach(page -> inTree.add(page.getCOSObject()));
        for (COSDictionary page : pages) {
            if (inTree.add(page)) {
                page.setItem(COSName.TYPE, COSName.PAGE);
                document.addPage(new PDPage(page));
            }
        }
    }

    /** Why not all of them were seen, or not all that the objects are packed in. */
    Optional<UnreadReason> unread() {
        if (!intact) {
            return Optional.of(UnreadReason.DAMAGED);
        }
        return whole ? Optional.empty() : Optional.of(UnreadReason.OVER_LIMIT);
    }
}
