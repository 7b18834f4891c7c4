package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Bytes as hexadecimal digits in groups with signs between them, as in dumps and in lists of programs: what they say line by
 * line and together, and whether many of them say nothing. Linear in the text.
 */
final class SpacedBytes {
    private static final int SHORTEST = 12;
    private static final int CERTAIN = 64;
    private static final Pattern KEY = Pattern.compile(
            "(?is).*(?:modulus|exponent|prime|coefficient|pub|priv|serial|signature|fingerprint|key).*");

    private final StringBuilder decoded = new StringBuilder();
    private final StringBuilder together = new StringBuilder();
    private final StringBuilder single = new StringBuilder();
    private final StringBuilder unread = new StringBuilder();
    private final StringBuilder digits = new StringBuilder();
    private String context = "";
    private int groups;
    private boolean unreadable;

    /** Each text that was found. */
    String decoded() {
        return decoded.toString();
    }

    /** Whether so many bytes stand together that give no text that they hold something. */
    boolean unreadable() {
        return unreadable;
    }

    void line(String line) {
        boolean any = false;
        for (int i = 0; i < line.length(); i++) {
            if (!mayBegin(line.charAt(i))) {
                continue;
            }
            boolean inWord = i > 0 && Character.isLetterOrDigit(line.charAt(i - 1));
            digits.setLength(0);
            int end = inWord ? i : groups(line, i);
            boolean rest = !any && !together.isEmpty() && groups > 1;
            if (!inWord && (digits.length() >= 2 * SHORTEST || rest)) {
                if (together.isEmpty()) {
                    context = context.substring(0, Math.min(200, context.length())) + "\n"
                            + line.substring(Math.max(0, i - 200), i);
                }
                run();
                any = true;
            }
            i = Math.max(i, end - 1);
        }
        if (!any && !line.isBlank()) {
            judge();
            context = line;
        }
    }

    /** Judges what is left at the end of the text. */
    void end() {
        judge();
    }

    private void run() {
        together.append(digits);
        Decoding decoding = decode(digits);
        if (!decoding.text().isEmpty()) {
            single.append(decoding.text()).append('\n');
        }
        if (!decoding.isWhole()) {
            unread.append(digits);
        }
    }

    /** Figures without any letter among them are no bytes, unless they give numbers, or words with blanks between them. */
    private static Decoding decode(StringBuilder run) {
        Decoding decoding = Decoding.ofHexadecimal(run.toString());
        return isSaid(run, decoding.text()) ? decoding : new Decoding("", false);
    }

    /** Whether what digits decode to is more than chance. */
    static boolean isSaid(CharSequence run, String text) {
        long blanks = text.chars().filter(c -> c == ' ').count();
        return run.chars().anyMatch(c -> c > '9')
                || blanks * 20 >= text.length()
                || text.chars().noneMatch(Character::isLetter);
    }

    /** Figures of ten signs are no bytes, and keys and digests that are called so stand for themselves. */
    private void judge() {
        if (together.isEmpty()) {
            return;
        }
        Decoding decoding = decode(together);
        decoded.append(decoding.isWhole() ? decoding.text() + "\n" : single);
        if (!decoding.isWhole() && unread.length() >= 2 * CERTAIN) {
            boolean called =
                    KeyText.isDigestLabel(context) || KEY.matcher(context).matches();
            unreadable |= !called && WrappedRuns.looksEncoded(unread.toString().toLowerCase(Locale.ROOT));
        }
        together.setLength(0);
        single.setLength(0);
        unread.setLength(0);
    }

    private static boolean mayBegin(char c) {
        return c == '\\' || c == '%' || Character.digit(c, 16) >= 0;
    }

    /** Adds the digits of groups that are all of one width: pairs, or with blanks only between them four or eight. */
    private int groups(String line, int start) {
        int end = start;
        int width = 0;
        groups = 0;
        while (true) {
            int at = end;
            if (line.startsWith("0x", at) || line.startsWith("\\x", at)) {
                at += 2;
            } else if (line.startsWith("%", at)) {
                at++;
            }
            int last = at;
            while (last < line.length() && last - at < 9 && Character.digit(line.charAt(last), 16) >= 0) {
                last++;
            }
            int size = last - at;
            boolean fits = size == 2 || at == end && (size == 4 || size == 8);
            if (!fits || width > 0 && size != width) {
                return end;
            }
            digits.append(line, at, last);
            width = size;
            groups++;
            end = last;
            String between = size == 2 ? " :,-\t" : " ";
            for (int i = 0; i < 2 && end < line.length() && between.indexOf(line.charAt(end)) >= 0; i++) {
                end++;
            }
            if (size > 2 && end == last) {
                return end;
            }
        }
    }
}
