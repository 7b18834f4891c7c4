package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts encoded content together that stands in short runs: wrapped lines behind signs of quoting, strings of a list, words.
 * A few signs tell nothing, but many together do. Linear in the text.
 */
final class WrappedRuns {
    private static final int SHORTEST_PIECE = 12;
    private static final int SHORTEST_TEXT = 24;
    private static final int CERTAIN = 120;
    private static final int LONGEST_LABEL = 60;
    private static final String QUOTING = " \t>|#*;";
    private static final String PARTING = " \t\r,;\"'`()[]{}<>\\";
    private static final Pattern UUID = Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern DIGEST = Pattern.compile(
            "(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}"
                    + "|[\\w+/-]{43}=|[\\w+/-]{22}==|[\\w+/-]{27}=|[\\w+/-]{86}==|[\\w+/-]{64})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED_IDENTIFIERS = Pattern.compile("(?i).*ids?\\W*");
    private static final int LONGEST_IDENTIFIER = 26;

    private final StringBuilder decoded = new StringBuilder();
    private final List<String> pieces = new ArrayList<>();
    private String label = "";
    private String context = "";
    private boolean unreadable;

    /** Each text that the pieces gave together. */
    String decoded() {
        return decoded.toString();
    }

    /** Whether so many pieces stand together that give no text that they hold something. */
    boolean unreadable() {
        return unreadable;
    }

    void line(String line) {
        int start = 0;
        while (start < line.length() && QUOTING.indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        if (start == line.length()) {
            return;
        }
        int colon = line.indexOf(": ", start);
        String before = colon < 0 || colon - start > LONGEST_LABEL ? "" : line.substring(start, colon);
        if (!pieces.isEmpty() && !before.equals(label)) {
            end();
        }
        pieces(line, before.isEmpty() ? start : colon + 2);
        if (pieces.isEmpty()) {
            context = line;
        } else {
            label = before;
        }
    }

    /** Adds a line's pieces; anything else between them, and a shorter piece, ends what stands together. */
    private void pieces(String line, int from) {
        for (int i = from; i < line.length(); ) {
            if (PARTING.indexOf(line.charAt(i)) >= 0) {
                i++;
                continue;
            }
            int end = i;
            while (end < line.length() && PARTING.indexOf(line.charAt(end)) < 0) {
                end++;
            }
            boolean sign = end - i == 1 && !Character.isLetterOrDigit(line.charAt(i));
            if (!sign && (!add(line, i, end) || end - i < SHORTEST_PIECE)) {
                end();
            }
            i = end;
        }
    }

    private boolean add(String line, int start, int end) {
        int last = end;
        while (last > start && line.charAt(last - 1) == '=') {
            last--;
        }
        int changes = 0;
        int kind = 0;
        for (int i = start; i < last; i++) {
            char c = line.charAt(i);
            if (!Decoding.isBase64(c)) {
                return false;
            }
            int next = c >= '0' && c <= '9' ? 1 : c >= 'a' && c <= 'z' ? 2 : c >= 'A' && c <= 'Z' ? 3 : 4;
            changes += next != kind ? 1 : 0;
            kind = next;
        }
        boolean encoded = last - start >= SHORTEST_PIECE ? changes * 6 >= last - start : !pieces.isEmpty();
        if (encoded) {
            pieces.add(line.substring(start, end));
        }
        return encoded;
    }

    /** Judges what was put together, and forgets it. */
    void end() {
        if (pieces.size() > 1) {
            String joined = joined();
            if (joined.length() >= SHORTEST_TEXT) {
                Decoding decoding = Decoding.of(joined);
                if (decoding.isWhole() && SpacedBytes.isSaid(joined, decoding.text())) {
                    decoded.append(decoding.text()).append('\n');
                } else {
                    unreadable |= joined.length() >= CERTAIN
                            && looksEncoded(joined)
                            && !areIdentifiers()
                            && !KeyText.isKey(joined, head());
                }
            }
        }
        pieces.clear();
        label = "";
    }

    /** The beginning of the line before, which may call what follows something. */
    private String head() {
        return context.substring(0, Math.min(200, context.length()));
    }

    private String joined() {
        StringBuilder joined = new StringBuilder();
        for (String piece : pieces) {
            joined.append(piece);
        }
        return joined.toString().replace("=", "");
    }

    /** Digests that are called so, identifiers of the usual forms, and those that begin alike as numbers in a row do. */
    private boolean areIdentifiers() {
        boolean digests = KeyText.isDigestLabel(label + "\n" + head());
        boolean named =
                NAMED_IDENTIFIERS.matcher(label.isEmpty() ? head() : label).matches();
        int formal = 0;
        int alike = 0;
        String last = "";
        for (String piece : pieces) {
            boolean identifier = UUID.matcher(piece).matches()
                    || named && piece.length() <= LONGEST_IDENTIFIER
                    || digests && DIGEST.matcher(piece).matches();
            formal += identifier ? 1 : 0;
            alike += last.length() == piece.length() && last.regionMatches(0, piece, 0, 4) ? 1 : 0;
            last = piece;
        }
        return formal * 10 >= pieces.size() * 9 || alike * 2 >= pieces.size();
    }

    /** Whether kinds of signs follow each other as in random bytes, and not as in words and names. */
    static boolean looksEncoded(String run) {
        int changes = 0;
        int[] counts = new int[4];
        int last = -1;
        boolean hexadecimal = true;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            int kind = c >= '0' && c <= '9' ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3;
            counts[kind]++;
            changes += kind != last ? 1 : 0;
            last = kind;
            hexadecimal &= Character.digit(c, 16) >= 0;
        }
        int length = run.length();
        boolean one = counts[3] == 0 && (counts[1] == 0 || counts[2] == 0);
        if (hexadecimal && one) {
            return counts[0] * 100L >= length * 45L && counts[0] * 100L <= length * 80L && changes * 10L >= length * 3L;
        }
        if (one) {
            return counts[0] * 100L >= length * 8L
                    && counts[0] * 100L <= length * 32L
                    && changes * 100L >= length * 16L
                    && run.toUpperCase(Locale.ROOT)
                            .chars()
                            .noneMatch(c -> c == '0' || c == '1' || c == '8' || c == '9');
        }
        return counts[0] * 20L >= length
                && counts[1] * 8L >= length
                && counts[2] * 8L >= length
                && counts[3] * 10L <= length
                && changes * 100L >= length * 45L;
    }
}
