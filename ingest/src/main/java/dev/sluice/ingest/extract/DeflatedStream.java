package dev.sluice.ingest.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * Whether a compressed stream of a PDF can be unpacked to its end and has the checksum that it states (RFC 1950 §2.2).
 * The parser takes what comes until the first fault for the whole.
 */
final class DeflatedStream {
    private DeflatedStream() {}

    /** True also of streams that are compressed otherwise or not at all, and of pictures, which are judged where they are drawn. */
    static boolean isWhole(COSStream stream) {
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
            return true;
        }
        if (!isDeflated(stream.getFilters())) {
            return stream.getFilters() instanceof COSName
                    || stream.getFilters() instanceof COSArray array && array.size() > 0
                    || !looksPacked(stream);
        }
        Inflater inflater = new Inflater();
        byte[] packed = new byte[1 << 13];
        byte[] unpacked = new byte[1 << 15];
        try (InputStream raw = stream.createRawInputStream()) {
            boolean any = false;
            for (int read = raw.read(packed); read >= 0 && !inflater.finished(); read = raw.read(packed)) {
                any |= read > 0;
                inflater.setInput(packed, 0, read);
                while (!inflater.needsInput() && !inflater.finished()) {
                    if (inflater.inflate(unpacked) == 0 && inflater.needsDictionary()) {
                        return false;
                    }
                }
            }
            return inflater.finished() || !any;
        } catch (IOException | DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /** Whether content that is said to be plain has the head of a compressed one (RFC 1950 §2.2): what said so was lost. */
    private static boolean looksPacked(COSStream stream) {
        try (InputStream raw = stream.createRawInputStream()) {
            int method = raw.read();
            int flags = raw.read();
            return method == 0x78 && flags >= 0 && (method << 8 | flags) % 31 == 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** The first bytes of a stream's content, without unpacking the rest where that can be. */
    static byte[] head(COSStream stream, int length) throws IOException {
        boolean alone = !(stream.getFilters() instanceof COSArray filters) || filters.size() == 1;
        if (!alone || !isDeflated(stream.getFilters()) || stream.containsKey(COSName.DECODE_PARMS)) {
            return content(stream, length);
        }
        Inflater inflater = new Inflater();
        byte[] packed = new byte[1 << 10];
        byte[] unpacked = new byte[length];
        int count = 0;
        try (InputStream raw = stream.createRawInputStream()) {
            for (int read = raw.read(packed); read >= 0 && count < length; read = raw.read(packed)) {
                inflater.setInput(packed, 0, read);
                count += inflater.inflate(unpacked, count, length - count);
                if (inflater.finished() || inflater.needsDictionary()) {
                    break;
                }
            }
            return Arrays.copyOf(unpacked, count);
        } catch (DataFormatException e) {
            return content(stream, length);
        } finally {
            inflater.end();
        }
    }

    /** A stream's content, at most so many bytes of it. */
    static byte[] content(COSStream stream, int length) throws IOException {
        try (InputStream decoded = stream.createInputStream()) {
            return decoded.readNBytes(length);
        }
    }

    private static boolean isDeflated(COSBase filters) {
        COSBase first = filters instanceof COSArray array && array.size() > 0 ? array.getObject(0) : filters;
        return COSName.FLATE_DECODE.equals(first) || COSName.FLATE_DECODE_ABBREVIATION.equals(first);
    }
}
