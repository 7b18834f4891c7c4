package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decodes text without guessing: what is not certainly in a character set is not decoded. */
final class StrictText {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String WESTERN_LOWER = "àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßšž";
    private static final String WESTERN_UPPER = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸŠŽ";
    private static final String PUNCTUATION = "\u00a0€‚„…‘’“”•–—™«»°·§©®£¡¿±²³µ½¼¾ªº´×÷¶†¢¥";
    private static final String INSIDE_WORDS = "’–—·\u00a0";

    /** Sets that say everything in seven bits, so that UTF-8 would fit, too. */
    private static final Pattern SHIFTING = Pattern.compile("ISO-2022|HZ|UTF-7|x-ISO-2022", Pattern.CASE_INSENSITIVE);

    private StrictText() {}

    /**
     * Decodes by byte order mark, else as UTF-8, else as UTF-16 where its form is unmistakable, else as windows-1252
     * where every byte outside ASCII makes sense in it.
     *
     * @param declared a character set named by the document itself, tried after UTF-8 and instead of the rest
     */
    static Optional<String> decode(byte[] bytes, @Nullable Charset declared) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return strictly(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
            return strictly(bytes, 4, Charset.forName("UTF-32LE"));
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strictly(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (declared != null && SHIFTING.matcher(declared.name()).lookingAt()) {
            return strictly(bytes, 0, declared);
        }
        Optional<String> utf8 = strictly(bytes, 0, StandardCharsets.UTF_8).map(StrictText::withoutTerminator);
        if (utf8.isPresent() && utf8.get().indexOf(0) < 0) {
            return utf8;
        }
        return declared != null ? strictly(bytes, 0, declared) : utf16(bytes).or(() -> western(bytes));
    }

    /** Whether decoded text has no control characters but those of plain text and of message framing. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 0x1c || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
            if (!allowed || c == 0x7f || c == '\uFFFE' || c == '\uFFFF') {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> utf16(byte[] bytes) {
        if (bytes.length < 4 || bytes.length % 2 != 0) {
            return Optional.empty();
        }
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros[i & 1]++;
            }
        }
        int units = bytes.length / 2;
        if (zeros[1] > units * 9L / 10 && zeros[0] <= 1) {
            return strictly(bytes, 0, StandardCharsets.UTF_16LE).map(StrictText::withoutTerminator);
        }
        if (zeros[0] > units * 9L / 10 && zeros[1] <= 1) {
            return strictly(bytes, 0, StandardCharsets.UTF_16BE).map(StrictText::withoutTerminator);
        }
        return Optional.empty();
    }

    /** Some formats end a text with one NUL. */
    private static String withoutTerminator(String text) {
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }

    private static Optional<String> western(byte[] bytes) {
        return strictly(bytes, 0, WINDOWS_1252).filter(StrictText::isUnmistakablyWestern);
    }

    private static boolean isUnmistakablyWestern(String text) {
        int foreign = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            foreign++;
            boolean afterLetter = i > 0 && Character.isLetter(text.charAt(i - 1));
            boolean afterLower = i > 0 && Character.isLowerCase(text.charAt(i - 1));
            boolean beforeLetter = i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
            boolean fits = WESTERN_LOWER.indexOf(c) >= 0
                    || WESTERN_UPPER.indexOf(c) >= 0 && !afterLower
                    || PUNCTUATION.indexOf(c) >= 0 && (!(afterLetter && beforeLetter) || INSIDE_WORDS.indexOf(c) >= 0);
            boolean closesAsOpening = afterLetter && (c == '‚' || c == '„');
            if (!fits || closesAsOpening) {
                return false;
            }
        }
        return foreign * 6L <= text.length();
    }

    private static Optional<String> strictly(byte[] bytes, int from, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
