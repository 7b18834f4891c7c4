package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A run of characters taken for base64, hexadecimal or base32, whichever gives text.
 *
 * @param text what was found, empty if there is none
 * @param isWhole whether nearly all of the run is in that text
 */
record Decoding(String text, boolean isWhole) {
    private static final Decoding NONE = new Decoding("", false);
    private static final int SHORTEST_WHOLE = 12;
    private static final int SHORTEST_WINDOW = 16;
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]+");
    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]+=*|[a-z2-7]+=*");

    static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '_'
                || c == '-';
    }

    static Decoding of(String run) {
        Decoding best = best(run, 6, 4, NONE);
        if (!best.isWhole() && HEXADECIMAL.matcher(run).matches()) {
            best = best(run, 4, 2, best);
            best = withReversed(run, best);
        }
        if (!best.isWhole() && BASE32.matcher(run).matches()) {
            best = best(run, 5, 8, best);
        }
        return best;
    }

    /** What is written backwards gives signs that can be seen in either direction, so both are told; figures alone are none. */
    private static Decoding withReversed(String run, Decoding known) {
        Decoding reversed = best(new StringBuilder(run).reverse().toString(), 4, 2, NONE);
        return reversed.isWhole() ? new Decoding((known.text() + "\n" + reversed.text()).strip(), true) : known;
    }

    /** Digits of which two make a byte. */
    static Decoding ofHexadecimal(String digits) {
        return ofBytes(bytes(digits, 4, 0));
    }

    /** Tries every place where a group may begin, since other characters may stand right before the run. */
    private static Decoding best(String run, int bits, int group, Decoding known) {
        Decoding best = known;
        for (int from = 0; from < group && !best.isWhole(); from++) {
            Decoding found = ofBytes(bytes(run, bits, from));
            if (found.isWhole() || found.text().length() > best.text().length()) {
                best = found;
            }
        }
        return best;
    }

    /** Text of bytes, which may stand among others. */
    static Decoding ofBytes(byte[] bytes) {
        if (bytes.length >= SHORTEST_WHOLE) {
            Optional<String> whole = StrictText.decode(bytes, null).filter(Decoding::isReadable);
            if (whole.isPresent()) {
                return new Decoding(whole.get(), true);
            }
        }
        return windows(bytes);
    }

    /** Text between bytes that are none. */
    private static Decoding windows(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            boolean printable =
                    i < bytes.length && (bytes[i] >= ' ' && bytes[i] < 0x7f || bytes[i] == '\n' || bytes[i] == '\r');
            if (printable) {
                continue;
            }
            if (i - start >= SHORTEST_WINDOW) {
                String window = new String(bytes, start, i - start, StandardCharsets.US_ASCII);
                out.append(out.isEmpty() ? "" : "\n").append(isReadable(window) ? window : "");
            }
            start = i + 1;
        }
        String text = out.toString().strip();
        return new Decoding(text, !text.isEmpty() && text.length() * 10L >= bytes.length * 9L);
    }

    private static boolean isReadable(String text) {
        long plain = text.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Character.isWhitespace(c))
                .count();
        return StrictText.isText(text) && plain * 2 >= text.codePointCount(0, text.length());
    }

    static byte[] bytes(String run, int bits, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(run.length());
        int held = 0;
        int filled = 0;
        for (int i = from; i < run.length(); i++) {
            int value = value(run.charAt(i), bits);
            if (value < 0) {
                break;
            }
            held = held << bits | value;
            filled += bits;
            if (filled >= 8) {
                filled -= 8;
                out.write(held >> filled);
                held &= (1 << filled) - 1;
            }
        }
        return out.toByteArray();
    }

    private static int value(char c, int bits) {
        return switch (bits) {
            case 4 -> Character.digit(c, 16);
            case 5 -> c >= '2' && c <= '7' ? c - '2' + 26 : Character.isLetter(c) ? Character.toUpperCase(c) - 'A' : -1;
            default -> {
                if (c >= 'A' && c <= 'Z') {
                    yield c - 'A';
                }
                if (c >= 'a' && c <= 'z') {
                    yield c - 'a' + 26;
                }
                if (c >= '0' && c <= '9') {
                    yield c - '0' + 52;
                }
                yield c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
            }
        };
    }
}
