package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a picture holds beside its points, block by block: texts, and whether there is anything that is
 * neither text nor of a known kind.
 */
final class PictureBlocks {
    /** What programs write of when and with which version; whoever else writes has words. */
    private static final Pattern FORMAL = Pattern.compile(
            "(?:\\d{4}[:/.-]\\d\\d[:/.-]\\d\\d)?[ T]?(?:\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,6})?(?:Z|[+-]\\d\\d:?\\d\\d)?)?|\\d{1,4}(?:\\.\\d{1,4}){0,3}"
                    + "|[A-Z]{0,2}\\d{0,2}|ASCII|UNICODE|JIS");

    private static final int FEWEST_SIGNS = 4;
    /** How a packet of XMP begins and ends, with or without its frame. */
    private static final Map<String, String> PACKETS =
            Map.of("<x:xmpmeta", "</x:xmpmeta>", "<x:xapmeta", "</x:xapmeta>", "<rdf:RDF", "</rdf:RDF>");

    private final Set<String> texts = new LinkedHashSet<>();
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private boolean whole = true;
    private @Nullable Runnable points;

    /** Looks through a picture. Of a format that is not known here, nothing counts as whole. */
    static PictureBlocks of(byte[] content) {
        PictureBlocks blocks = new PictureBlocks();
        try {
            blocks.look(content);
            blocks.profile();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            // Lengths that lead out of it.
            blocks.whole = false;
        }
        blocks.packets(content);
        return blocks;
    }

    private void look(byte[] content) {
        String head = new String(content, 0, Math.min(16, content.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG")) {
            PngBlocks.look(content, this);
        } else if (head.startsWith("GIF8")) {
            GifBlocks.look(content, this);
        } else if (head.startsWith("\u00ff\u00d8")) {
            JpegBlocks.look(content, this);
        } else if (head.startsWith("BM")) {
            BmpBlocks.look(content, this);
        } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            TiffBlocks.look(content, 0, content.length, this);
        } else {
            whole = false;
        }
    }

    /** Whether everything is points, of a known kind without text, or among the texts. */
    boolean isWhole() {
        Runnable left = points;
        points = null;
        if (left != null) {
            left.run();
        }
        return whole;
    }

    /** What takes the time to unpack the points, and is done for pictures that count as read. */
    void points(Runnable look) {
        points = look;
    }

    /** What is written, each once. */
    Set<String> texts() {
        return texts;
    }

    /** The structure breaks off, or something is not known and no text. */
    void isNotWhole() {
        whole = false;
    }

    /** A piece of the colour profile. */
    void profile(byte[] content, int from, int to) {
        profile.write(content, from, to - from);
    }

    private void profile() {
        whole &= profile.size() == 0 || ColourProfile.look(profile.toByteArray(), this::text);
    }

    /** A text that the format has a place for. */
    void text(String text) {
        String written = text.replace('\0', ' ').strip();
        if (written.length() >= FEWEST_SIGNS && !FORMAL.matcher(written).matches()) {
            texts.add(written);
        }
    }

    /** Bytes of a kind that is not known, or that belong to nothing. */
    void unknown(byte[] content, int from, int to) {
        int begin = from;
        int end = Math.max(from, Math.min(to, content.length));
        while (begin < end && content[begin] == 0) {
            begin++;
        }
        while (end > begin && content[end - 1] == 0) {
            end--;
        }
        byte[] part = Arrays.copyOfRange(content, begin, end);
        if (PictureEnd.isNothing(part)) {
            return;
        }
        Optional<String> text = StrictText.decode(part, null).filter(StrictText::isText);
        text.ifPresentOrElse(this::text, this::isNotWhole);
    }

    private void packets(byte[] content) {
        String raw = new String(content, StandardCharsets.ISO_8859_1);
        if (!raw.contains("xmpmeta") && !raw.contains("xapmeta") && !raw.contains("rdf:RDF")) {
            return;
        }
        String begin =
                raw.contains("<x:xmpmeta") ? "<x:xmpmeta" : raw.contains("<x:xapmeta") ? "<x:xapmeta" : "<rdf:RDF";
        String end = PACKETS.getOrDefault(begin, "");
        for (int from = raw.indexOf(begin); from >= 0; ) {
            int to = raw.indexOf(end, from);
            byte[] packet = raw.substring(from, to < 0 ? raw.length() : to + end.length())
                    .getBytes(StandardCharsets.ISO_8859_1);
            whole &= to >= 0;
            XmpText.of(new String(packet, StandardCharsets.UTF_8)).forEach(this::text);
            from = to < 0 ? -1 : raw.indexOf(begin, to);
        }
    }

    /** A number of bytes in the order of the network. */
    static int number(byte[] content, int at, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | content[at + i] & 0xFF;
        }
        return number;
    }

    static boolean startsWith(byte[] content, int at, String head) {
        for (int i = 0; i < head.length(); i++) {
            if (at + i >= content.length || (content[at + i] & 0xFF) != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
