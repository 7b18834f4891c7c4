package dev.sluice.ingest.extract;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whether a text is written in signs that stand for letters or bits and that no detector reads: Braille, regional
 * indicators that are no flags, variation selectors and signs without a width. A model reads them. Linear in the text.
 */
final class SignAlphabets {
    private static final int FEWEST = 8;
    private static final int FEWEST_IN_PIECES = 24;
    private static final int FEWEST_INDICATORS = 4;
    private static final int FEWEST_SPREAD = 16;
    private static final int FEWEST_OTHER = 4;
    private static final int LONGEST_GAP = 4;
    private static final int LONGEST_PERIOD = 4;
    private static final int LONGEST_RUN = 4_096;
    /** Of 16 selectors the first three are for letters and mathematics, the last two for the look of pictures. */
    private static final int LAST_VARIANT = 0xFE02;

    private static final int TEXT_STYLE = 0xFE0E;
    private static final int FIRST_INDICATOR = 0x1F1E6;
    private static final int[] WIDTHLESS = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF};
    /** What programs show while they work. */
    private static final List<String> SPINNERS = List.of("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "⣾⣽⣻⢿⡿⣟⣯⣷", "⠋⠙⠚⠞⠖⠦⠴⠲⠳⠓", "⠁⠂⠄⡀⢀⠠⠐⠈");

    private static final Set<String> FLAGS = Stream.concat(
                    Arrays.stream(Locale.getISOCountries()),
                    Stream.of("AC", "CP", "DG", "EA", "EU", "IC", "TA", "UN", "XK"))
            .collect(Collectors.toUnmodifiableSet());

    private final StringBuilder cells = new StringBuilder();
    /** Cells in pieces too short to be told by themselves, and which they are. */
    private int pieces;

    private final BitSet kinds = new BitSet();
    private int gap;
    private int indicator;
    private int loose;
    private int selectors;
    private int misplaced;
    private final StringBuilder unseen = new StringBuilder();
    private int base;
    private int before;
    private int beforeBlank;
    private final int[] spread = new int[WIDTHLESS.length];
    private boolean found;

    private SignAlphabets() {}

    static boolean areIn(String text) {
        SignAlphabets signs = new SignAlphabets();
        for (int i = 0; i < text.length() && !signs.found; ) {
            int c = text.codePointAt(i);
            signs.next(c);
            i += Character.charCount(c);
        }
        signs.next('\n');
        signs.endCells();
        return signs.found;
    }

    private void next(int c) {
        if (c < 0x80) {
            gap++;
        } else {
            cell(c);
        }
        if (c >= FIRST_INDICATOR && c < FIRST_INDICATOR + 26) {
            indicator(c);
        } else if (indicator != 0) {
            indicator = 0;
            loose(1);
        }
        if (c >= 0x80 && isSelector(c)) {
            selector(c);
        } else {
            selectors = 0;
        }
        if (c >= 0x80 && isUnseen(c)) {
            unseen(c);
        } else {
            endUnseen(c);
        }
        beforeBlank = before;
        before = c;
    }

    private void cell(int c) {
        if (c < 0x2800 || c > 0x28FF) {
            gap++;
            return;
        }
        if (gap > LONGEST_GAP) {
            endCells();
        }
        gap = 0;
        if (c != 0x2800) {
            cells.append((char) c);
            found |= cells.length() > LONGEST_RUN;
        }
    }

    private void endCells() {
        if (cells.length() >= FEWEST) {
            String rest = cells.toString();
            for (String spinner : SPINNERS) {
                rest = rest.replace(spinner, "");
            }
            found |= rest.length() >= FEWEST;
        } else {
            pieces += cells.length();
            cells.chars().forEach(kinds::set);
            found |= pieces >= FEWEST_IN_PIECES && kinds.cardinality() >= FEWEST;
        }
        cells.setLength(0);
    }

    private void indicator(int c) {
        if (indicator == 0) {
            indicator = c;
            return;
        }
        String flag = "" + (char) (indicator - FIRST_INDICATOR + 'A') + (char) (c - FIRST_INDICATOR + 'A');
        indicator = 0;
        loose(FLAGS.contains(flag) ? 0 : 2);
    }

    private void loose(int more) {
        loose += more;
        found |= loose >= FEWEST_INDICATORS;
    }

    private static boolean isSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF || c >= 0x180B && c <= 0x180F && c != 0x180E;
    }

    /** A selector stands behind one sign that has variants, never behind another selector or a sign of ASCII but in keycaps. */
    private void selector(int c) {
        boolean varied = c >= 0xE0100
                ? Character.isIdeographic(before)
                : c >= TEXT_STYLE
                        ? before > ' ' && !isLatinLetter(before)
                        : c < 0xFE00 || c <= LAST_VARIANT && before >= 0x80;
        boolean again = isSelector(before) && before != c;
        misplaced += !varied || again ? 1 : 0;
        selectors++;
        found |= selectors >= FEWEST || misplaced >= FEWEST;
    }

    private static boolean isLatinLetter(int c) {
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    }

    /** Signs of format, which none but a program sees; not tags, which are read, and signs of numbers, which are seen. */
    private static boolean isUnseen(int c) {
        return switch (c) {
            case 0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5 -> true;
            case 0x6DD, 0x70F, 0x8E2, 0x110BD, 0x110CD -> false;
            default ->
                Character.getType(c) == Character.FORMAT
                        && !(c >= 0x600 && c <= 0x605)
                        && !(c >= 0xE0000 && c <= 0xE007F);
        };
    }

    private void unseen(int c) {
        if (unseen.isEmpty()) {
            base = before == ' ' ? beforeBlank : before;
        }
        if (unseen.length() < LONGEST_RUN) {
            unseen.appendCodePoint(c);
        }
    }

    private void endUnseen(int next) {
        if (unseen.isEmpty()) {
            return;
        }
        int[] run = unseen.codePoints().toArray();
        boolean filling = run.length >= FEWEST && isPeriodic(run);
        found |= run.length >= FEWEST && !filling;
        if (!filling && isText(base) && (isText(next) || next == ' ')) {
            spread(run);
        }
        unseen.setLength(0);
    }

    /** Signs of European writing; between two, or one and a blank, nothing has to be joined or parted. */
    private static boolean isText(int c) {
        return c > ' ' && c < 0x250 && !isUnseen(c);
    }

    /** What fills a line in mails is one sign, or a few in turns, and says nothing. */
    private static boolean isPeriodic(int[] run) {
        for (int period = 1; period <= LONGEST_PERIOD; period++) {
            boolean same = true;
            for (int i = period; same && i < run.length; i++) {
                same = run[i] == run[i - period];
            }
            if (same && run.length >= 2 * period) {
                return true;
            }
        }
        return false;
    }

    /** Between signs one kind joins or parts them, where two kinds in many places are bits. */
    private void spread(int[] run) {
        for (int c : run) {
            for (int kind = 0; kind < WIDTHLESS.length; kind++) {
                spread[kind] += c == WIDTHLESS[kind] ? 1 : 0;
            }
        }
        int all = 0;
        int most = 0;
        for (int count : spread) {
            all += count;
            most = Math.max(most, count);
        }
        found |= all >= FEWEST_SPREAD && all - most >= FEWEST_OTHER;
    }
}
