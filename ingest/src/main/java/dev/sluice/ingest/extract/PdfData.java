package dev.sluice.ingest.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;

/**
 * Streams of a PDF that are neither drawings, pictures, files nor text, but what those are shown with: fonts, colours,
 * functions, certificates. Each has to be what it stands there as; anything else is read as a file.
 */
final class PdfData {
    private static final Set<String> FONTS = Set.of("FontFile", "FontFile2", "FontFile3");
    private static final Set<String> CHARACTERS = Set.of("ToUnicode", "UseCMap", "Encoding", "CMap");
    private static final Set<String> CERTIFICATES = Set.of("Certs", "CRLs", "OCSPs", "Cert", "CRL", "OCSP", "TS");
    private static final int MOST_CHARACTERS = 1 << 16;
    private static final int HEAD = 40;
    private static final int MOST_COLOURS = 256 * 4 + 8;
    private static final int LARGEST_CALCULATION = 1 << 12;
    /** A program of numbers and operators (ISO 32000-2 §7.10.5). */
    private static final Pattern CALCULATION = Pattern.compile("(?:[\\s{}]|[a-z]{1,8}(?![a-z])|[+-]?[\\d.]{1,20})*+");

    private PdfData() {}

    /** Whether a stream is such data, of a kind that holds no writing of its own. */
    static boolean isOne(COSStream stream, String role, boolean linearized) throws IOException {
        byte[] head = DeflatedStream.head(stream, HEAD);
        if (isProfile(head) || isFont(head) && (FONTS.contains(role) || stream.containsKey(COSName.LENGTH1))) {
            return true;
        }
        if (CERTIFICATES.contains(role)) {
            return isCertificate(head, DeflatedStream.content(stream, Integer.MAX_VALUE - 8).length);
        }
        if (role.equals(PdfStreams.INDEX)) {
            return DeflatedStream.content(stream, MOST_COLOURS + 1).length <= MOST_COLOURS;
        }
        if (role.equals("JBIG2Globals")) {
            return !isText(DeflatedStream.content(stream, Integer.MAX_VALUE - 8));
        }
        if (role.equals("CIDToGIDMap") || role.equals("CIDSet")) {
            byte[] content = DeflatedStream.content(stream, 2 * MOST_CHARACTERS + 1);
            return content.length <= 2 * MOST_CHARACTERS && !isText(content);
        }
        if (CHARACTERS.contains(role) || COSName.CMAP.equals(stream.getCOSName(COSName.TYPE))) {
            String content = text(stream);
            return content.contains("begincodespacerange")
                    || content.contains("beginbf")
                    || content.contains("begincmap")
                    || content.contains("usecmap");
        }
        if (stream.containsKey(COSName.FUNCTION_TYPE)) {
            return isFunction(stream);
        }
        if (stream.getDictionaryObject("HalftoneType") instanceof COSNumber) {
            return !isText(DeflatedStream.content(stream, MOST_CHARACTERS));
        }
        boolean hints = linearized && role.isEmpty() && stream.getDictionaryObject("S") instanceof COSInteger;
        return hints && !isText(DeflatedStream.content(stream, Integer.MAX_VALUE - 8));
    }

    private static boolean isProfile(byte[] head) {
        return head.length == HEAD && head[36] == 'a' && head[37] == 'c' && head[38] == 's' && head[39] == 'p';
    }

    private static boolean isFont(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        return start.startsWith("\0\1\0\0")
                || start.startsWith("true")
                || start.startsWith("OTTO")
                || start.startsWith("ttcf")
                || start.startsWith("%!")
                || start.startsWith("\u0080\1")
                || start.length() > 4
                        && start.charAt(0) == 1
                        && start.charAt(1) == 0
                        && start.charAt(2) <= 32
                        && start.charAt(3) >= 1
                        && start.charAt(3) <= 4;
    }

    /** A sequence of ASN.1 of just this length (ITU-T X.690 §8.1). */
    private static boolean isCertificate(byte[] head, int length) {
        if (head.length < 6 || head[0] != 0x30) {
            return false;
        }
        int bytes = head[1] & 0x7F;
        if (head[1] >= 0) {
            return bytes + 2 == length;
        }
        int stated = 0;
        for (int i = 0; i < bytes && i < 4; i++) {
            stated = stated << 8 | head[2 + i] & 0xFF;
        }
        return bytes <= 4 && stated + 2 + bytes == length;
    }

    private static boolean isFunction(COSStream stream) throws IOException {
        if (stream.getInt(COSName.FUNCTION_TYPE) == 4) {
            byte[] program = DeflatedStream.content(stream, LARGEST_CALCULATION + 1);
            return program.length <= LARGEST_CALCULATION
                    && CALCULATION
                            .matcher(new String(program, StandardCharsets.ISO_8859_1))
                            .matches();
        }
        COSArray size = stream.getCOSArray(COSName.SIZE);
        COSArray range = stream.getCOSArray(COSName.RANGE);
        if (size == null || range == null) {
            return false;
        }
        long bits = (long) stream.getInt(COSName.BITS_PER_SAMPLE, 8) * (range.size() / 2);
        for (int i = 0; i < size.size(); i++) {
            bits = Math.min(1L << 40, bits * Math.max(1, size.getInt(i)));
        }
        byte[] samples = DeflatedStream.content(stream, Integer.MAX_VALUE - 8);
        boolean picture = size.size() == 2 && Math.max(size.getInt(0), size.getInt(1)) > Writing.TINY + 1;
        return !picture && samples.length <= bits / 8 + 3;
    }

    private static boolean isText(byte[] content) {
        return content.length > 0
                && StrictText.decode(content, null).filter(StrictText::isText).isPresent();
    }

    private static String text(COSStream stream) throws IOException {
        return new String(DeflatedStream.content(stream, 1 << 22), StandardCharsets.ISO_8859_1);
    }
}
