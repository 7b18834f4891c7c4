package dev.sluice.ingest.extract;

import dev.sluice.ingest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDInlineImage;
import org.jspecify.annotations.Nullable;

/** What was told of a PDF until now, so that earlier states of it add what the last has no more, and nothing else. */
final class PdfTold {
    private static final int MOST_DEPTH = 6;
    /** What a picture's dictionary says that does not change what is seen, or leads elsewhere. */
    private static final Set<String> WITHOUT_LOOK =
            Set.of("Length", "Metadata", "StructParent", "Name", "OC", "OPI", "Parent", "PieceInfo", "Alternates");

    private final boolean hasEarlier;
    private final Set<String> texts = new HashSet<>();
    private final Set<String> pictures = new HashSet<>();
    private final Map<Long, UnreadReason> lost = new TreeMap<>();
    private final Set<Long> shown = new HashSet<>();
    private boolean inEarlier;

    /** @param hasEarlier whether the file holds earlier states; else nothing is remembered */
    PdfTold(boolean hasEarlier) {
        this.hasEarlier = hasEarlier;
    }

    /** What comes from now on is of earlier states. */
    void toEarlier() {
        inEarlier = true;
    }

    boolean isInEarlier() {
        return inEarlier;
    }

    /** Whether a text that stands by itself is to be told. */
    boolean adds(String text) {
        return !hasEarlier || texts.add(text) || !inEarlier;
    }

    /** The lines of a text that are to be told. */
    String added(String text) {
        return hasEarlier ? text.lines().filter(this::adds).collect(Collectors.joining("\n")) : text;
    }

    /** Whether a picture is to be looked at. */
    boolean adds(PDImage image) throws IOException {
        return !hasEarlier || pictures.add(described(image)) || !inEarlier;
    }

    /** Where in the file drawings stand that one state does not show; another may. */
    void drawings(Set<Long> read, Map<Long, UnreadReason> unread) {
        shown.addAll(read);
        lost.putAll(unread);
    }

    /** Why drawings that no state of the file shows are not read. */
    Optional<UnreadReason> lost() {
        return lost.entrySet().stream()
                .filter(each -> !shown.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The same bytes are another picture with another width, mask or colours. */
    private static String described(PDImage image) throws IOException {
        StringBuilder said = new StringBuilder();
        if (image instanceof PDInlineImage inline) {
            describe(inline.getCOSObject(), said, 0);
            return said.append(Sha256.hex(inline.getData())).toString();
        }
        describe(image.getCOSObject(), said, 0);
        return said.toString();
    }

    private static void describe(@Nullable COSBase value, StringBuilder said, int depth) throws IOException {
        if (value instanceof COSStream stream) {
            try (InputStream raw = stream.createRawInputStream()) {
                said.append(Sha256.hex(raw.readAllBytes()));
            }
        }
        if (depth > MOST_DEPTH) {
            said.append(System.identityHashCode(value));
        } else if (value instanceof COSDictionary dictionary) {
            for (COSName key : new TreeSet<>(dictionary.keySet())) {
                if (!WITHOUT_LOOK.contains(key.getName())) {
                    said.append('/').append(key.getName()).append(' ');
                    describe(dictionary.getDictionaryObject(key), said, depth + 1);
                }
            }
        } else if (value instanceof COSArray array) {
            said.append('[');
            for (int i = 0; i < array.size(); i++) {
                describe(array.getObject(i), said, depth + 1);
                said.append(' ');
            }
        } else {
            said.append(value);
        }
    }
}
