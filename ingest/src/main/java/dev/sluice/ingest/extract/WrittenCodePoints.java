package dev.sluice.ingest.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that a text writes by their numbers as style sheets do ({@code \53}, CSS Syntax §4.3.7) or as the standard names
 * them ({@code U+0053}), and lines whose signs are moved by 47 places. Linear in the text.
 */
final class WrittenCodePoints {
    private static final int FEWEST = 4;
    private static final int LONGEST_LINE = 10_000;
    /** Of ASCII alone, which every letter and digit of an identifier is; no command of TeX and no path begins so. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:0000)?([2-7][0-9A-Fa-f])(?![0-9A-Fa-f])([ \\t]?)");

    private static final Pattern NAMED =
            Pattern.compile("[Uu]\\+([0-9A-Fa-f]{4,5})(?![0-9A-Fa-f])[ ,;|\\t\\r\\n-]{0,3}");
    private static final Pattern WORD = Pattern.compile("(?<![A-Za-z0-9_])[A-Za-z][a-z]{2,15}(?![A-Za-z0-9_])");
    private static final Pattern VOWEL = Pattern.compile("[aeiouy]");
    private static final int WINDOW = 24;
    private static final int STEP = 8;
    private static final int FEWEST_ROTATED = 14;

    private WrittenCodePoints() {}

    /** What stands in escapes and in names of characters, a line for each that has several; empty if none has. */
    static String decoded(String text) {
        StringBuilder out = new StringBuilder();
        if (text.indexOf('\\') >= 0) {
            text.lines().forEach(line -> escaped(line, out));
        }
        if (text.contains("U+") || text.contains("u+")) {
            named(text, out);
        }
        text.lines().forEach(line -> rotated(line, out));
        return out.toString();
    }

    private static void escaped(String line, StringBuilder out) {
        int backslashes = 0;
        for (int at = line.indexOf('\\'); at >= 0 && backslashes < FEWEST; at = line.indexOf('\\', at + 1)) {
            backslashes++;
        }
        if (backslashes < FEWEST) {
            return;
        }
        String plain = unescaped(line, "");
        if (!plain.isEmpty()) {
            out.append(plain).append('\n');
            String parted = unescaped(line, "$2");
            out.append(parted.equals(plain) ? "" : parted + "\n");
        }
    }

    /** A blank behind an escape ends it, and whoever writes by hand means it as a blank. */
    private static String unescaped(String line, String blank) {
        Matcher matcher = ESCAPE.matcher(line);
        StringBuilder plain = new StringBuilder();
        int count = 0;
        while (matcher.find()) {
            int c = Integer.parseInt(matcher.group(1), 16);
            matcher.appendReplacement(plain, Matcher.quoteReplacement(Character.toString(c == 0x7F ? ' ' : c)) + blank);
            count++;
        }
        return count < FEWEST ? "" : matcher.appendTail(plain).toString();
    }

    private static void named(String text, StringBuilder out) {
        Matcher matcher = NAMED.matcher(text);
        StringBuilder run = new StringBuilder();
        int last = -1;
        while (matcher.find()) {
            if (matcher.start() != last) {
                end(run, out);
            }
            int c = Integer.parseInt(matcher.group(1), 16);
            boolean seen = Character.isDefined(c) && !Character.isISOControl(c) && !Character.isSurrogate((char) c);
            run.appendCodePoint(seen ? c : ' ');
            last = matcher.end();
        }
        end(run, out);
    }

    private static void end(StringBuilder run, StringBuilder out) {
        if (run.length() >= FEWEST) {
            out.append(run).append('\n');
        }
        run.setLength(0);
    }

    /** Sentences whose letters became signs: in words nothing else has so many colons, question and equals signs. */
    private static void rotated(String line, StringBuilder out) {
        for (int from = 0; from < line.length(); from += STEP) {
            if (looksRotated(line, from, Math.min(line.length(), from + WINDOW))) {
                int to = Math.min(line.length(), from + LONGEST_LINE);
                out.append(turned(line, Math.max(0, from - WINDOW), to)).append('\n');
                from = to;
            }
        }
    }

    private static boolean looksRotated(String line, int from, int to) {
        int signs = 0;
        int digits = 0;
        int punctuation = 0;
        int capitals = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            signs += c > ' ' ? 1 : 0;
            digits += c >= '2' && c <= '9' ? 1 : 0;
            punctuation += c >= ':' && c <= '@' ? 1 : 0;
            capitals += c >= 'A' && c <= 'K' ? 1 : 0;
        }
        return signs >= FEWEST_ROTATED
                && (digits + punctuation + capitals) * 10 >= signs * 6
                && punctuation * 100 >= signs * 15
                && capitals * 10 >= signs
                && digits * 10 >= signs
                && wordLetters(turned(line, from, to)) * 2 >= signs;
    }

    private static String turned(String line, int from, int to) {
        StringBuilder turned = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            turned.append((char) (c > ' ' && c < 0x7F ? (c - 33 + 47) % 94 + 33 : c));
        }
        return turned.toString();
    }

    /** How many letters are in words: of one manner of writing, and with a vowel. */
    private static int wordLetters(String text) {
        int letters = 0;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            letters += VOWEL.matcher(matcher.group()).find() ? matcher.group().length() : 0;
        }
        return letters;
    }
}
