package dev.sluice.classifier.pattern;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number behind its label whose digits are parted by signs that part other things as well, as the items of an array, and
 * a labelled number in thousands or with an exponent. Only what has the form of the labelled number is put together.
 */
final class SeparatedDigits {
    private static final int SSN = 1;
    private static final int CARD = 2;
    private static final int ACCOUNT = 4;
    /** A label that other things have as well: numbers in thousands that stand near it are amounts. */
    private static final int AMONG_AMOUNTS = 8;

    private static final int REACH = 48;
    private static final int LONGEST_GAP = 8;
    private static final int MOST_GROUPS = 20;
    private static final int SSN_DIGITS = 9;
    private static final WordTable LABELS =
            WordTable.of("ssn social itin card visa mastercard amex account acct", word -> switch (word) {
                case "ssn", "itin" -> SSN;
                case "social" -> SSN | AMONG_AMOUNTS;
                case "account", "acct" -> ACCOUNT;
                default -> CARD;
            });
    private static final WordTable SECURITY = WordTable.of("security insurance");
    private static final WordTable DASHES =
            WordTable.of("dash hyphen minus guion tiret strich bindestrich trattino hifen streepje");
    private static final Pattern EXPONENT = Pattern.compile("(?<![\\w.])\\d\\.\\d{5,18}[eE]\\+?\\d{1,2}(?![\\w.])");
    private static final Pattern THOUSANDS =
            Pattern.compile("(?<![\\w.,$\u20ac\u00a3-])\\d{3}(?:,\\d{3}){2}(?![,.]?\\w)");

    private final Reading reading;
    private final NormalText text;
    private final int[] starts = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private int count;
    private Reading.@Nullable Writer writer;

    private SeparatedDigits(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
    }

    /** The labels. */
    static List<String> words() {
        return LABELS.words();
    }

    /** @see Disguises.Step */
    static Reading read(Reading reading, Doubts doubts) {
        return new SeparatedDigits(reading).joined();
    }

    private Reading joined() {
        int seen = 0;
        for (int i = 0; i < text.length(); ) {
            if (!Units.isLetter(text.at(i))) {
                i++;
                continue;
            }
            int end = WordTable.wordEnd(text, i);
            int label = LABELS.value(text, i, end);
            seen |= label == (SSN | AMONG_AMOUNTS) && !isSecurity(end) ? AMONG_AMOUNTS : label;
            if (label > 0) {
                join(label & ~AMONG_AMOUNTS, end);
            }
            i = end;
        }
        Reading joined = writer == null ? reading : writer.done();
        if ((seen & SSN) != 0) {
            joined = plain(joined, THOUSANDS);
        }
        return seen == 0 ? joined : plain(joined, EXPONENT);
    }

    private boolean isSecurity(int end) {
        return end + 1 < text.length() && SECURITY.value(text, end + 1, WordTable.wordEnd(text, end + 1)) > 0;
    }

    private void join(int label, int labelEnd) {
        collect(labelEnd);
        int digits = 0;
        for (int groups = 1; groups <= count; groups++) {
            digits += size(groups - 1);
            if (groups > 1 && isNumber(label, groups, digits)) {
                put(groups, label == ACCOUNT || size(0) == 1 ? "" : "-");
                return;
            }
        }
    }

    /** Collects the groups of digits that follow a label. */
    private void collect(int labelEnd) {
        count = 0;
        int to = Math.min(text.length(), labelEnd + REACH);
        int i = labelEnd;
        int breaks = 0;
        while (i < to && !(isDigit(i) && !Units.isLetter(text.at(i - 1)))) {
            breaks += text.at(i) == '\n' ? 1 : 0;
            i++;
        }
        if (i >= to || breaks > 1) {
            return;
        }
        while (i >= 0 && count < MOST_GROUPS) {
            int start = i;
            while (i < text.length() && isDigit(i)) {
                i++;
            }
            starts[count] = start;
            ends[count++] = i;
            i = nextGroup(i);
        }
    }

    private boolean isDigit(int i) {
        return text.at(i) >= '0' && text.at(i) <= '9';
    }

    private int size(int group) {
        return ends[group] - starts[group];
    }

    /** Where the next group begins, or -1. */
    private int nextGroup(int end) {
        boolean word = false;
        for (int i = end; i < text.length() && i - end <= LONGEST_GAP + (word ? LONGEST_GAP : 0); i++) {
            char c = text.at(i);
            if (c == '\n') {
                return -1;
            }
            if (Units.isLetter(c)) {
                int wordEnd = WordTable.wordEnd(text, i);
                if (word || DASHES.value(text, i, wordEnd) == 0) {
                    return -1;
                }
                word = true;
                i = wordEnd - 1;
            } else if (isDigit(i)) {
                return i > end ? i : -1;
            }
        }
        return -1;
    }

    private boolean isNumber(int label, int groups, int digits) {
        if (isPlain(groups)) {
            return false;
        }
        return switch (label) {
            case SSN -> digits == SSN_DIGITS && isSsn(groups);
            case CARD -> digits >= 13 && digits <= 19 && isCard(groups);
            default -> digits >= 8 && digits <= 17 && groups == count && isAlike(groups) && !isList();
        };
    }

    private boolean isSsn(int groups) {
        return groups == SSN_DIGITS && count == groups
                || groups == 3 && size(0) == 3 && (size(1) == 2 || size(1) == 3 && count == groups);
    }

    private boolean isCard(int groups) {
        boolean single = groups == count && size(0) == 1 && isAlike(groups);
        boolean grouped = size(0) == 4 && (size(1) == 4 || size(1) == 6) && groups <= 5;
        if (!single && !grouped) {
            return false;
        }
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < groups; i++) {
            number.append(text.slice(starts[i], ends[i]));
        }
        return Checksums.luhn(number.toString());
    }

    /** Groups of one length, the last of which may be shorter, with the same between them. */
    private boolean isAlike(int groups) {
        String gap = text.slice(ends[0], starts[1]);
        for (int i = 1; i < groups; i++) {
            boolean size = size(i) == size(0) || i == groups - 1 && size(i) < size(0);
            if (!size || !text.slice(ends[i - 1], starts[i]).equals(gap)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what stands between the first two groups parts thousands, times, years and the items of a sentence as well. */
    private boolean isList() {
        for (int at = ends[0]; at < starts[1]; at++) {
            if (",;:()&+=".indexOf(text.at(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether only signs stand between the groups that part groups of digits anywhere. */
    private boolean isPlain(int groups) {
        for (int i = 1; i < groups; i++) {
            for (int at = ends[i - 1]; at < starts[i]; at++) {
                char c = text.at(at);
                if (c != ' ' && c != '-' && c != '.') {
                    return false;
                }
            }
        }
        return true;
    }

    private void put(int groups, String sign) {
        for (int i = 1; i < groups; i++) {
            if (writer != null && ends[i - 1] < writer.next()) {
                return;
            }
            writer = writer == null ? new Reading.Writer(reading) : writer;
            writer.put(sign, ends[i - 1], starts[i]);
        }
    }

    private static Reading plain(Reading reading, Pattern form) {
        NormalText text = reading.text();
        Reading.Writer writer = null;
        Matcher matcher = form.matcher(CharBuffer.wrap(text.units(), 0, text.length()));
        while (matcher.find()) {
            BigDecimal number = new BigDecimal(matcher.group().replace(",", "")).stripTrailingZeros();
            long digits = (long) number.precision() - number.scale();
            if (number.scale() <= 0 && digits >= SSN_DIGITS && digits <= 19) {
                writer = writer == null ? new Reading.Writer(reading) : writer;
                writer.put(number.toPlainString(), matcher.start(), matcher.end());
            }
        }
        return writer == null ? reading : writer.done();
    }
}
