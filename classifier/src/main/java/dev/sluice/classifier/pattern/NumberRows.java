package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The forms of all schemes by what a place must look like for a form to stand there, so that few are tried at most. */
final class NumberRows {
    private static final int LONGEST_NUMBER = 20;
    /** Places of a code before its first separator. */
    private static final int SHORTEST_CODE = 9;

    /** Tokens on either side of a number, which has fewer tokens than places and separators, that may name it. */
    private static final int REACH = 20;

    private static final Row[] NONE = {};
    private static final Beside[] BESIDE = Beside.values();

    /** One form of a scheme. */
    record Row(NumberScheme scheme, NumberForm form) {
        /** Whether it may count without a label where a number of this length stands at its anchor. */
        private boolean mayCountAlone(int length) {
            return switch (scheme.alone()) {
                case NEVER -> false;
                case GROUPED -> !form.endsWithin(length);
                case ALWAYS -> true;
            };
        }
    }

    private final Row[] codes;
    private final Row[][] whole;
    private final Row[][] broken;
    private final Row[][] wholeAlone;
    private final Row[][] brokenAlone;
    private final WordTable hints;
    private final long labels;

    /** The forms of these schemes, which the labels name unless they have their own. */
    NumberRows(List<NumberScheme> schemes, long common) {
        List<Row> ofCodes = new ArrayList<>();
        List<Row> ofNumbers = new ArrayList<>();
        for (NumberScheme scheme : schemes) {
            for (NumberForm form : scheme.forms()) {
                (form.beginsAtNumber() ? ofNumbers : ofCodes).add(new Row(scheme, form));
            }
        }
        if (ofCodes.stream().anyMatch(row -> !row.form().beginsWithPlaces(SHORTEST_CODE))) {
            throw new IllegalArgumentException("Forms of codes: expected " + SHORTEST_CODE + " places in one at least");
        }
        this.codes = ofCodes.toArray(Row[]::new);
        this.whole = byPlace(ofNumbers, false, false);
        this.broken = byPlace(ofNumbers, true, false);
        this.wholeAlone = byPlace(ofNumbers, false, true);
        this.brokenAlone = byPlace(ofNumbers, true, true);
        this.hints = WordTable.of(String.join(
                " ", schemes.stream().flatMap(scheme -> scheme.hints().stream()).collect(Collectors.toSet())));
        this.labels = schemes.stream().mapToLong(NumberScheme::labels).reduce(common, (a, b) -> a | b);
    }

    private static Row[][] byPlace(List<Row> rows, boolean beforeBreak, boolean alone) {
        Row[][] byPlace = new Row[(LONGEST_NUMBER + 1) * BESIDE.length * BESIDE.length][];
        for (int length = 0; length <= LONGEST_NUMBER; length++) {
            for (Beside before : BESIDE) {
                for (Beside after : BESIDE) {
                    int number = length;
                    byPlace[place(length, before, after)] = rows.stream()
                            .filter(row -> !alone || row.mayCountAlone(number))
                            .filter(row -> row.form().mayBegin(number, beforeBreak)
                                    && row.form().mayStand(number, before, after))
                            .toArray(Row[]::new);
                }
            }
        }
        return byPlace;
    }

    private static int place(int length, Beside before, Beside after) {
        return (length * BESIDE.length + before.ordinal()) * BESIDE.length + after.ordinal();
    }

    /** The forms whose first places may be letters or digits, if so many stand there that one may fit. */
    Row[] ofCode(Scan scan, int token) {
        NormalText text = scan.text;
        int start = scan.tokens.start[token];
        int end = start;
        while (end < text.length() && end - start < SHORTEST_CODE && Units.isLetterOrDigit(text.at(end))) {
            end++;
        }
        boolean goesOn = end - start == SHORTEST_CODE || LineWrap.nextLine(text, end) >= 0;
        return goesOn ? codes : NONE;
    }

    /** The forms with digits at fixed places that may stand around a number. */
    Row[] ofNumber(Scan scan, int token) {
        int length = Math.min(scan.length(token), LONGEST_NUMBER);
        Beside before = Beside.before(scan.text, scan.tokens.start[token] - 1);
        Beside after = Beside.after(scan.text, scan.tokens.end[token]);
        boolean beforeBreak = scan.isBreak(token + 1);
        Row[][] rows = beforeBreak ? broken : whole;
        if (!mayBeNamed(scan, token)) {
            rows = beforeBreak ? brokenAlone : wholeAlone;
        }
        return rows[place(length, before, after)];
    }

    /** Whether a word may stand around that names a number: false is sure. */
    private boolean mayBeNamed(Scan scan, int token) {
        int from = Math.max(0, token - REACH);
        int to = Math.min(scan.count(), token + LONGEST_NUMBER + REACH * 2);
        int hint = scan.tokensOf(hints).nextSetBit(from);
        return hint >= 0 && hint < to || scan.tokens.mayHave(from, to, labels);
    }
}
