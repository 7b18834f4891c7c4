package dev.sluice.classifier.pattern;

/**
 * Numbers of authorities by form, checksum and context. A passed check is weak by itself, since one random number in ten
 * or eleven passes: then a label stands near, before or after, or the grouping is the country's own.
 */
final class NumberRecognizer implements Recognizer {
    private static final int BEFORE = 10;
    private static final int AFTER = 8;
    private static final int LONGEST_EMPHASIS = 3;
    private static final int LONGEST_NUMBER = 20;

    /** Places of a code that the end of a line may part without a label. */
    private static final int LONG = 16;

    /** What may name a number after it: everyday words among the labels rather begin what follows. */
    private static final long STRONG = Cue.bits(Cue.NATIONAL_LABEL, Cue.TAX_LABEL, Cue.SSN_LABEL, Cue.PASSPORT_LABEL);

    private static final long LABEL =
            STRONG | Cue.bits(Cue.MRN_LABEL, Cue.ID_LABEL, Cue.LICENSE_LABEL, Cue.PLAN_LABEL, Cue.DRIVER_LABEL);

    /** Labels of some schemes only, which a number may be glued to. */
    private static final long GLUED =
            Cue.bits(Cue.VEHICLE_LABEL, Cue.DEVICE_LABEL, Cue.ACCOUNT_LABEL, Cue.ROUTING_LABEL);

    /** A number that a row accepts, and how well the words around it fit. */
    private record Match(NumberRows.Row row, NumberForm.Written written, boolean labelled) {}

    private static final NumberRows ROWS = new NumberRows(NumberSchemes.ALL, LABEL);

    private final String name;
    private final long triggers;

    private NumberRecognizer(String name, Cue trigger) {
        this.name = name;
        this.triggers = trigger.bit();
    }

    /** Forms that have their digits at fixed places. */
    static NumberRecognizer ofNumbers() {
        return new NumberRecognizer("national-number", Cue.NUMBER);
    }

    /** Forms whose first places may be letters or digits. */
    static NumberRecognizer ofCodes() {
        return new NumberRecognizer("code-shape", Cue.CODE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    public long triggers() {
        return triggers;
    }

    @Override
    public void look(Scan scan, int token) {
        NumberRows.Row[] candidates =
                triggers == Cue.CODE.bit() ? ROWS.ofCode(scan, token) : ROWS.ofNumber(scan, token);
        if (candidates.length == 0) {
            return;
        }
        NumberForm.Reading reading = new NumberForm.Reading(scan.text);
        Match best = null;
        for (NumberRows.Row row : candidates) {
            NumberForm.Written written = row.form().at(scan.tokens.start[token], reading);
            if (written == null || !row.scheme().accepts(written.value())) {
                continue;
            }
            scan.spend(written.end() - written.start());
            boolean hinted = isHinted(scan, token, written, row.scheme());
            boolean labelled = hinted || isLabelled(scan, token, written, row.scheme());
            if (isOwnNumber(scan, token, written, labelled) && (labelled || countsAlone(scan, row.scheme(), written))) {
                best = best == null || hinted || isLonger(written, best) ? new Match(row, written, labelled) : best;
                if (hinted) {
                    break;
                }
            }
        }
        scan.spend(candidates.length);
        if (best != null) {
            NumberForm.Written written = best.written();
            scan.emitUnits(best.row().scheme().type(), written.start(), written.end(), confidence(best));
        }
    }

    private static boolean isLonger(NumberForm.Written written, Match best) {
        return written.value().length() > best.written().value().length();
    }

    private static double confidence(Match match) {
        if (match.labelled()) {
            return 0.9;
        }
        return match.row().scheme().alone() == NumberScheme.Alone.ALWAYS ? 0.8 : 0.6;
    }

    private static boolean isLabelled(Scan scan, int token, NumberForm.Written written, NumberScheme scheme) {
        boolean any = scheme.labels() == 0;
        return scan.before(token, BEFORE, any ? LABEL : scheme.labels()) >= 0
                || scan.after(last(scan, token, written), AFTER, any ? STRONG : scheme.labels()) >= 0;
    }

    private static boolean isHinted(Scan scan, int token, NumberForm.Written written, NumberScheme scheme) {
        if (scheme.hints().isEmpty()) {
            return false;
        }
        String[] hints = scheme.hints().toArray(String[]::new);
        for (int i = token - 1; i >= 0 && i >= token - BEFORE && !(scan.isBreak(i) && scan.isBreak(i - 1)); i--) {
            if (scan.isAnyOf(i, hints)) {
                return true;
            }
        }
        int last = last(scan, token, written);
        for (int i = last + 1; i <= last + AFTER && !(scan.isBreak(i) && scan.isBreak(i + 1)); i++) {
            if (scan.isAnyOf(i, hints)) {
                return true;
            }
        }
        return false;
    }

    private static int last(Scan scan, int token, NumberForm.Written written) {
        int last = token;
        while (last + 1 < scan.count() && scan.tokens.start[last + 1] < written.end()) {
            last++;
        }
        return last;
    }

    /** Whether the number stands for itself and is no part of a longer word or number. */
    private static boolean isOwnNumber(Scan scan, int token, NumberForm.Written written, boolean labelled) {
        int before = written.start() - 1;
        int after = written.end();
        if (isPart(scan, before, -1)
                && !(labelled && written.start() == scan.tokens.start[token] && isGlued(scan, token))) {
            return false;
        }
        if (isPart(scan, after, 1) && (!labelled || isDigit(scan, after))) {
            return false;
        }
        if (labelled) {
            return true;
        }
        boolean figures = written.value().chars().noneMatch(Character::isLetter);
        return !(isSign(scan, before, figures) && isDigit(scan, before - 1)
                || isSign(scan, after, figures) && isDigit(scan, after + 1));
    }

    /** Whether the number is glued to the word that names it: NHS9434765919. */
    private static boolean isGlued(Scan scan, int token) {
        return scan.isNumber(token) && !scan.run(token).isInWord(LABEL | GLUED);
    }

    private static boolean countsAlone(Scan scan, NumberScheme scheme, NumberForm.Written written) {
        boolean digits = written.value().chars().allMatch(c -> Tokenizer.isDigit((char) c));
        boolean sure = switch (scheme.alone()) {
            case NEVER -> false;
            case GROUPED -> written.own() && written.breaks() == 0;
            case ALWAYS ->
                !written.foreign()
                        && (written.breaks() == 0 || !digits && written.value().length() >= LONG);
        };
        return sure && !(digits && !written.plain() && isInRow(scan, written));
    }

    /** Whether further figures or codes stand beside it, as in a row of them. */
    private static boolean isInRow(Scan scan, NumberForm.Written written) {
        return isFigure(scan, written.start() - 1, -1) || isFigure(scan, written.end(), 1);
    }

    /** Whether a space and then letters and digits stand from a unit on, in one direction. */
    private static boolean isFigure(Scan scan, int space, int step) {
        boolean digits = false;
        if (at(scan, space) == ' ') {
            for (int i = space + step; Math.abs(i - space) <= LONGEST_NUMBER && isPart(scan, i); i += step) {
                digits |= isDigit(scan, i);
            }
        }
        return digits;
    }

    private static char at(Scan scan, int unit) {
        return unit >= 0 && unit < scan.text.length() ? scan.text.at(unit) : '\n';
    }

    private static boolean isDigit(Scan scan, int unit) {
        return Tokenizer.isDigit(at(scan, unit));
    }

    /** A sign that joins digits to one number; a comma or colon parts the cells of a row where letters are in one. */
    private static boolean isSign(Scan scan, int unit, boolean figures) {
        char c = at(scan, unit);
        return c == '-' || c == '.' || c == '/' || c == '+' || figures && (c == ',' || c == ':');
    }

    /** Whether a unit beside the number belongs to the same word; underscores that no word goes on behind are emphasis. */
    private static boolean isPart(Scan scan, int unit, int step) {
        int i = unit;
        while (at(scan, i) == '_' && Math.abs(i - unit) < LONGEST_EMPHASIS) {
            i += step;
        }
        return isPart(scan, i);
    }

    private static boolean isPart(Scan scan, int unit) {
        return Units.isLetterOrDigit(at(scan, unit)) || at(scan, unit) == '_';
    }
}
