package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What may be somebody's words among bytes that are taken for data, as fonts, colour profiles, tables of characters, certificates
 * and samples are: runs of printable signs of ASCII, or of Latin letters of 16 bits in both orders, that are no chance.
 * Time is linear in the bytes.
 */
final class WrittenRuns {
    /** Signs in a row: fewer come by chance in every table of numbers. */
    private static final int FEWEST_SIGNS = 12;

    private static final int FEWEST_DIGITS = 9;

    /** What fonts that come with systems say of their makers. */
    private static final Set<String> KNOWN = WordList.lines("font-texts.txt");

    private static final int LETTERS_AN_ACCENT = 6;
    private static final Pattern ACCENTED = Pattern.compile("[^\\x00-\\x7F]");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x20\\x7F]+");

    private WrittenRuns() {}

    /** Tells of each run in bytes that may be somebody's words. */
    static void look(byte[] bytes, Consumer<String> told) {
        narrow(bytes, told);
        otherwise(bytes, false, told);
    }

    /** The runs in bytes, in no certain order. */
    static List<String> in(byte[] bytes) {
        List<String> runs = new ArrayList<>();
        look(bytes, runs::add);
        return runs;
    }

    /** Tells of a text that stands in a place for texts of data, as the name of a font does, if somebody may have written it. */
    static void text(String text, Consumer<String> told) {
        String written = text.replace('\0', ' ').strip();
        if (!Typefaces.isKnown(written)
                && !KNOWN.contains(CONTROLS.matcher(written).replaceAll(" "))
                && SpokenWords.isWritten(written)) {
            told.accept(written);
        }
    }

    /** Tells of the runs in a text that are not written as the data says they are: one byte a sign where it says two, or two for one. */
    static void otherwise(byte[] text, boolean wide, Consumer<String> told) {
        if (wide) {
            narrow(text, told);
            return;
        }
        for (int at = 0; at < 2; at++) {
            wide(text, at, 0, told);
            wide(text, at, 1, told);
        }
    }

    private static void narrow(byte[] bytes, Consumer<String> told) {
        int start = 0;
        int at = 0;
        while (at <= bytes.length) {
            int length = at < bytes.length ? length(bytes, at) : 0;
            if (length > 0) {
                at += length;
                continue;
            }
            if (at - start >= FEWEST_SIGNS) {
                run(narrow(bytes, start, at), told);
            } else if (at - start >= FEWEST_DIGITS) {
                number(narrow(bytes, start, at), told);
            }
            at++;
            start = at;
        }
    }

    /** How many bytes of a sign begin here; zero if it is none. Letters outside ASCII stand beside one of ASCII. */
    private static int length(byte[] bytes, int at) {
        int sign = bytes[at];
        if (isPrinted(sign)) {
            return 1;
        }
        if (sign >= 0) {
            // One control between signs parts words as a blank does.
            return at > 0 && at + 1 < bytes.length && isLetterOrDigit(bytes[at - 1]) && isLetterOrDigit(bytes[at + 1])
                    ? 1
                    : 0;
        }
        boolean follows = at > 0 && isLetter(bytes[at - 1]);
        int lead = sign & 0xFF;
        boolean pair = lead >= 0xC3 && lead <= 0xC5 && at + 1 < bytes.length && (bytes[at + 1] & 0xC0) == 0x80;
        if (pair && (follows || at + 2 < bytes.length && isLetter(bytes[at + 2]))) {
            return 2;
        }
        return lead >= 0xC0 && lead < 0xFF && follows && at + 1 < bytes.length && isLetter(bytes[at + 1]) ? 1 : 0;
    }

    private static String narrow(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static void wide(byte[] bytes, int from, int high, Consumer<String> told) {
        StringBuilder run = new StringBuilder();
        for (int at = from; at + 1 < bytes.length; at += 2) {
            int sign = (bytes[at + high] & 0xFF) << 8 | bytes[at + 1 - high] & 0xFF;
            if (sign < 0x7F && isPrinted(sign) || sign >= 0xC0 && sign < 0x250 && sign != 0xFF) {
                run.append((char) sign);
            } else {
                wide(run, told);
            }
        }
        wide(run, told);
    }

    private static void wide(StringBuilder run, Consumer<String> told) {
        if (run.length() >= FEWEST_SIGNS) {
            run(run.toString(), told);
        } else if (run.length() >= FEWEST_DIGITS) {
            number(run.toString(), told);
        }
        run.setLength(0);
    }

    private static void number(String run, Consumer<String> told) {
        if (SpokenNumbers.isIn(run)) {
            told.accept(run.strip());
        }
    }

    private static void run(String run, Consumer<String> told) {
        if (SpokenWords.isPhrase(run) && SpokenWords.isPhrase(withoutKnown(withoutChance(run)))) {
            told.accept(CONTROLS.matcher(run).replaceAll(" ").strip());
        }
    }

    /** Numbers look like accented letters, but then most do. */
    private static String withoutChance(String run) {
        long foreign = run.chars().filter(c -> c > 0x7F).count();
        return foreign * LETTERS_AN_ACCENT > run.length()
                ? ACCENTED.matcher(run).replaceAll("\u0001")
                : run;
    }

    /** A run without what is known to stand in fonts; few runs come here. */
    private static String withoutKnown(String run) {
        String rest = CONTROLS.matcher(run).replaceAll(" ");
        for (String known : KNOWN) {
            rest = rest.contains(known) ? rest.replace(known, " ") : rest;
        }
        return rest;
    }

    private static boolean isPrinted(int sign) {
        return sign >= ' ' && sign < 0x7F || sign == '\t' || sign == '\n' || sign == '\r';
    }

    private static boolean isLetter(int sign) {
        return sign >= 'A' && sign <= 'Z' || sign >= 'a' && sign <= 'z';
    }

    private static boolean isLetterOrDigit(int sign) {
        return isLetter(sign) || sign >= '0' && sign <= '9';
    }
}
