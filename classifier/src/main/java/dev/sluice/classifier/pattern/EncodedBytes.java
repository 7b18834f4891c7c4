package dev.sluice.classifier.pattern;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What encoded bytes hold: text, text that is compressed, data that a machine made, or something nobody can tell. */
final class EncodedBytes {
    /**
     * What came of it.
     *
     * @param text empty if it is no text
     * @param isDoubtful whether it may hold text that could not be read
     */
    record Decoded(String text, boolean isDoubtful) {}

    private static final Decoded DATA = new Decoded("", false);
    private static final Decoded DOUBTFUL = new Decoded("", true);
    private static final int MOST_INFLATED = 1 << 18;
    private static final int MOST_TIMES = 64;
    /** Longer than hashes, keys and signatures. */
    private static final int LONG = 600;

    /** First bytes of pictures, fonts, programs, keys and certificates. */
    private static final int[][] MACHINE = {
        {0x89, 'P', 'N', 'G'},
        {0xFF, 0xD8, 0xFF},
        {'G', 'I', 'F', '8'},
        {'R', 'I', 'F', 'F'},
        {'w', 'O', 'F'},
        {'O', 'T', 'T', 'O'},
        {0, 1, 0, 0},
        {0, 'a', 's', 'm'},
        {0x30, 0x82},
        {0, 0, 0, 7, 's', 's', 'h'},
        {0, 0, 0, 0x0B, 's', 's', 'h'},
        {0, 0, 1, 0},
        {'B', 'M'},
        {'I', 'D', '3'},
        {0xFF, 0xFB},
        {'O', 'g', 'g', 'S'},
        {0x7F, 'E', 'L', 'F'},
        {'o', 'p', 'e', 'n', 's', 's', 'h'},
        {0x30, 0x81}
    };
    /** First bytes of containers of documents and of encrypted or packed data. */
    private static final int[][] CONTAINERS = {
        {'P', 'K', 3, 4},
        {'%', 'P', 'D', 'F'},
        {0xD0, 0xCF, 0x11, 0xE0},
        {'7', 'z', 0xBC, 0xAF},
        {0xFD, '7', 'z'},
        {'B', 'Z', 'h'},
        {0x28, 0xB5, 0x2F, 0xFD},
        {'S', 'a', 'l', 't', 'e', 'd', '_', '_'},
        {'R', 'a', 'r', '!'}
    };

    private static final int[] GZIP = {0x1F, 0x8B, 8};

    private EncodedBytes() {}

    /** Decodes a run of base64 or base64url; white space within it is passed over. */
    static Decoded base64(NormalText text, int from, int end) {
        byte[] run = new byte[end - from];
        int count = 0;
        for (int i = from; i < end; i++) {
            char c = text.at(i);
            if (c > ' ' && c != '=') {
                run[count++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
            }
        }
        if (count % 4 == 1) {
            count--;
        }
        try {
            return text(Base64.getDecoder().decode(Arrays.copyOf(run, count)), false);
        } catch (IllegalArgumentException e) {
            return DATA;
        }
    }

    /** What the bytes hold. */
    static Decoded text(byte[] bytes, boolean hexadecimal) {
        if (begins(bytes, CONTAINERS)) {
            return DOUBTFUL;
        }
        if (begins(bytes, GZIP)) {
            return inflated(bytes, gzipHeader(bytes), true);
        }
        String plain = plain(bytes, StandardCharsets.UTF_8);
        if (plain.isEmpty() && bytes.length > 8 && bytes[1] == 0 && bytes[3] == 0) {
            plain = plain(bytes, StandardCharsets.UTF_16LE);
        }
        if (!plain.isEmpty()) {
            return new Decoded(plain, false);
        }
        if (bytes.length > 8 && bytes[0] == 0x78 && ((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) % 31 == 0) {
            Decoded inflated = inflated(bytes, 2, true);
            if (!inflated.text().isEmpty()) {
                return inflated;
            }
        }
        boolean machine = hexadecimal || bytes.length < LONG || begins(bytes, MACHINE) || isRegular(bytes);
        return machine ? DATA : DOUBTFUL;
    }

    private static boolean begins(byte[] bytes, int[][] heads) {
        for (int[] head : heads) {
            if (begins(bytes, head)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int[] head) {
        for (int i = 0; i < head.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a quarter of the bytes is the same: numbers, samples and pixels, never anything packed or encrypted. */
    private static boolean isRegular(byte[] bytes) {
        int[] counts = new int[256];
        for (byte b : bytes) {
            counts[b & 0xFF]++;
        }
        return Arrays.stream(counts).max().orElse(0) > bytes.length / 8;
    }

    private static int gzipHeader(byte[] bytes) {
        int at = 10;
        int flags = bytes.length > 3 ? bytes[3] : 0;
        if ((flags & 4) != 0 && at + 2 <= bytes.length) {
            at += 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
        }
        for (int field = 8; field <= 16; field <<= 1) {
            if ((flags & field) != 0) {
                while (at < bytes.length && bytes[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        return (flags & 2) != 0 ? at + 2 : at;
    }

    private static Decoded inflated(byte[] bytes, int from, boolean raw) {
        if (from >= bytes.length) {
            return DOUBTFUL;
        }
        byte[] out = new byte[(int) Math.min(MOST_INFLATED, (long) bytes.length * MOST_TIMES + 64)];
        try (Inflater inflater = new Inflater(raw)) {
            inflater.setInput(bytes, from, bytes.length - from);
            int count = 0;
            while (count < out.length && !inflater.finished()) {
                int more = inflater.inflate(out, count, out.length - count);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                count += more;
            }
            String plain = plain(Arrays.copyOf(out, count), StandardCharsets.UTF_8);
            return new Decoded(plain, !inflater.finished());
        } catch (DataFormatException e) {
            return DOUBTFUL;
        }
    }

    /** The text if all of it can be seen, else empty. */
    private static String plain(byte[] bytes, Charset charset) {
        if (charset == StandardCharsets.UTF_8 && hasControl(bytes)) {
            return "";
        }
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (decoder.decode(ByteBuffer.wrap(bytes), text, true).isError()
                || decoder.flush(text).isError()) {
            return "";
        }
        text.flip();
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c) || c >= 0x7F && c < 0xA0 || !Character.isDefined(c)) {
                return "";
            }
            letters += Units.isLetterOrDigit(c) || c >= 0xA0 ? 1 : 0;
        }
        return letters * 2 > text.length() ? text.toString() : "";
    }

    /** Tells nearly all that is no text without decoding it. */
    private static boolean hasControl(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && isControl((char) b) || b == 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t';
    }
}
