package dev.sluice.ingest.extract;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
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
    private static final Set<String> NUMBERS = Set.of(PdfStreams.INDEX, "JBIG2Globals", "CIDToGIDMap", "CIDSet");
    private static final int MOST_CHARACTERS = 1 << 16;
    private static final int HEAD = 40;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int MOST_COLOURS = 256 * 4 + 8;
    private static final int LARGEST_CALCULATION = 1 << 12;
    private static final int LARGEST_TABLE = 1 << 22;

    private PdfData() {}

    /**
     * Whether a stream is such data, of a kind that holds no writing of its own to its end. What may be written in it all the
     * same is told.
     */
    static boolean isOne(COSStream stream, String role, boolean linearized, Consumer<String> told) throws IOException {
        byte[] head = DeflatedStream.head(stream, HEAD);
        if (ColourProfile.begins(head)) {
            return ColourProfile.look(content(stream), told);
        }
        if (FONTS.contains(role) || FontFile.begins(head) && stream.containsKey(COSName.LENGTH1)) {
            return FontFile.look(content(stream), told);
        }
        if (CHARACTERS.contains(role) || COSName.CMAP.equals(stream.getCOSName(COSName.TYPE))) {
            byte[] table = DeflatedStream.content(stream, LARGEST_TABLE + 1);
            return table.length <= LARGEST_TABLE && PostScriptTable.isOfCharacters(table, told);
        }
        if (stream.getInt(COSName.FUNCTION_TYPE) == 4) {
            byte[] program = DeflatedStream.content(stream, LARGEST_CALCULATION + 1);
            return program.length <= LARGEST_CALCULATION && PostScriptTable.calculates(program);
        }
        if (!mayBeNumbers(stream, role, linearized)) {
            return false;
        }
        byte[] content = content(stream);
        if (!areNumbers(stream, role, content)) {
            return false;
        }
        WrittenRuns.look(content, told);
        return true;
    }

    private static boolean mayBeNumbers(COSStream stream, String role, boolean linearized) {
        return CERTIFICATES.contains(role)
                || NUMBERS.contains(role)
                || stream.containsKey(COSName.FUNCTION_TYPE)
                || stream.getDictionaryObject("HalftoneType") instanceof COSNumber
                || linearized && role.isEmpty() && stream.getDictionaryObject("S") instanceof COSInteger;
    }

    private static boolean areNumbers(COSStream stream, String role, byte[] content) {
        if (CERTIFICATES.contains(role)) {
            return isCertificate(content, content.length);
        }
        if (role.equals(PdfStreams.INDEX)) {
            return content.length <= MOST_COLOURS;
        }
        if (stream.containsKey(COSName.FUNCTION_TYPE)) {
            return isFunction(stream, content);
        }
        boolean characters = role.equals("CIDToGIDMap") || role.equals("CIDSet");
        return !isText(content) && !(characters && content.length > 2 * MOST_CHARACTERS);
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

    private static boolean isFunction(COSStream stream, byte[] samples) {
        COSArray size = stream.getCOSArray(COSName.SIZE);
        COSArray range = stream.getCOSArray(COSName.RANGE);
        if (size == null || range == null) {
            return false;
        }
        long bits = (long) stream.getInt(COSName.BITS_PER_SAMPLE, 8) * (range.size() / 2);
        for (int i = 0; i < size.size(); i++) {
            bits = Math.min(1L << 40, bits * Math.max(1, size.getInt(i)));
        }
        boolean picture = size.size() == 2 && Math.max(size.getInt(0), size.getInt(1)) > Writing.TINY + 1;
        return !picture && samples.length <= bits / 8 + 3;
    }

    private static boolean isText(byte[] content) {
        return content.length > 0
                && StrictText.decode(content, null).filter(StrictText::isText).isPresent();
    }

    private static byte[] content(COSStream stream) throws IOException {
        return DeflatedStream.content(stream, LARGEST);
    }
}
