package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** The streams of one state of a PDF in the order in which they are come upon, and which of them were read or shown. */
final class PdfStreams {
    /** The key of none: the colours of an index. */
    static final String INDEX = "Indexed colours";

    private final Map<COSStream, String> roles = new LinkedHashMap<>();
    private final Set<COSStream> taken = new HashSet<>();
    private final Set<COSStream> drawings = new HashSet<>();
    private final Map<COSStream, Long> places = new HashMap<>();
    private final List<COSDictionary> drawnFonts = new ArrayList<>();
    private final List<COSStream> forms = new ArrayList<>();
    private boolean linearized;

    /** A dictionary names a stream under a key; the first that does says what it is for. */
    void named(COSStream stream, String key) {
        roles.putIfAbsent(stream, key);
        if (key.equals("XFA") && taken.add(stream)) {
            forms.add(stream);
        }
    }

    /** A stream of the colours of an index, whatever its array stands under. */
    void indexed(COSStream stream) {
        roles.put(stream, INDEX);
    }

    /** A stream that nothing names. */
    void unnamed(COSStream stream) {
        roles.putIfAbsent(stream, "");
    }

    /** A dictionary that is no stream, for what it says of the streams that it names. */
    void dictionary(COSDictionary dictionary) {
        linearized |= dictionary.containsKey("Linearized");
        if (COSName.TYPE3.equals(dictionary.getCOSName(COSName.SUBTYPE))
                && dictionary.getCOSDictionary(COSName.CHAR_PROCS) != null) {
            drawnFonts.add(dictionary);
        }
    }

    /** Where in the file a stream stands. */
    void standsAt(COSStream stream, long place) {
        places.put(stream, place);
    }

    @Nullable
    Long place(COSStream stream) {
        return places.get(stream);
    }

    /** The stream was read as text, drawn on a page or looked at as a picture. */
    void take(@Nullable COSStream stream) {
        if (stream != null) {
            taken.add(stream);
        }
    }

    /** The stream was drawn; what stands among its operations without being one is told, once. */
    void draw(@Nullable COSStream stream, Consumer<String> told) throws IOException {
        if (stream != null) {
            taken.add(stream);
            if (drawings.add(stream)) {
                byte[] content = DeflatedStream.content(stream, Integer.MAX_VALUE - 8);
                PdfComments.ofDrawing(new String(content, StandardCharsets.ISO_8859_1), told);
            }
        }
    }

    boolean isTaken(COSStream stream) {
        return taken.contains(stream);
    }

    /** All of them. */
    List<COSStream> all() {
        return List.copyOf(roles.keySet());
    }

    /** The key under which a stream was named first; empty if nothing names it. */
    String role(COSStream stream) {
        return roles.getOrDefault(stream, "");
    }

    /** Fonts whose glyphs are drawings. */
    List<COSDictionary> drawnFonts() {
        return drawnFonts;
    }

    /** The pieces of the XML form, in their order. */
    List<COSStream> forms() {
        return forms;
    }

    boolean isLinearized() {
        return linearized;
    }

    /** Where in the file the streams stand that were read or shown. */
    Set<Long> takenPlaces() {
        Set<Long> found = new HashSet<>();
        places.forEach((stream, place) -> {
            if (taken.contains(stream)) {
                found.add(place);
            }
        });
        return found;
    }
}
