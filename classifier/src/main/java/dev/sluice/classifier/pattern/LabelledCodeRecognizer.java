package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.List;

/**
 * Numbers and codes that a label before them names: record numbers, plans, accounts, licences, vehicles, devices,
 * passports, national and other ids (letters H to M and R). One row a label.
 */
final class LabelledCodeRecognizer implements Recognizer {
    /**
     * One row.
     *
     * @param label the cue that names the code
     * @param digits fewest digits of the code
     * @param reach how many tokens after the label the code may begin
     */
    private record Row(Cue label, FindingType type, int digits, int reach, double confidence) {
        /** Whether its codes may be of letters for the greater part. */
        boolean mixed() {
            return label == Cue.TAX_LABEL
                    || label == Cue.NATIONAL_LABEL
                    || label == Cue.PASSPORT_LABEL
                    || label == Cue.DRIVER_LABEL;
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row(Cue.MRN_LABEL, FindingType.MRN, 4, 7, 0.9),
            new Row(Cue.PLAN_LABEL, FindingType.HEALTH_PLAN, 4, 6, 0.85),
            new Row(Cue.ACCOUNT_LABEL, FindingType.ACCOUNT, 5, 6, 0.85),
            new Row(Cue.DRIVER_LABEL, FindingType.DRIVER_LICENSE, 4, 7, 0.85),
            new Row(Cue.LICENSE_LABEL, FindingType.LICENSE, 4, 6, 0.75),
            new Row(Cue.VEHICLE_LABEL, FindingType.VEHICLE, 3, 6, 0.75),
            new Row(Cue.DEVICE_LABEL, FindingType.DEVICE, 4, 6, 0.75),
            new Row(Cue.PASSPORT_LABEL, FindingType.PASSPORT, 5, 7, 0.9),
            new Row(Cue.TAX_LABEL, FindingType.TAX_ID, 5, 7, 0.8),
            new Row(Cue.NATIONAL_LABEL, FindingType.NATIONAL_ID, 5, 8, 0.85),
            new Row(Cue.ID_LABEL, FindingType.IDENTIFIER, 4, 5, 0.75));

    /** Labels that are everyday words: the code must follow at once. */
    private static final WordTable EVERYDAY = WordTable.of(
            "policy account accounts license licence vehicle device plate certificate participant employee member "
                    + "customer case implant login pid pan identification enrollee acc medicare medicaid passport "
                    + "serial accession taxpayer tin nie dl sn cid eid");

    private static final WordTable ABBREVIATIONS = WordTable.of("n no nr num");
    private static final WordTable REGISTERS = WordTable.of("nºcol col colegiado colegiada nºcolegiado");

    /** Prefixes that count in capitals and glued to their digits only: MED04417, PT-20931. */
    private static final WordTable GLUED = WordTable.of("med pat pt mbr emp cust clm cid eid acc bio");

    /** Units of measure that stand before "/dl". */
    private static final WordTable MEASURES = WordTable.of(
            "mg g gr gm kg mcg ug µg μg ng pg mmol umol µmol μmol nmol pmol mol meq ueq mosm iu miu ui u mu ku ml cells");

    /** Fewest units of a row that is an encoding. */
    private static final int ENCODED = 32;

    private static final long TRIGGERS =
            ROWS.stream().map(Row::label).mapToLong(Cue::bit).reduce(0, (a, b) -> a | b);

    @Override
    public String name() {
        return "labelled-code";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return TRIGGERS;
    }

    @Override
    public void look(Scan scan, int token) {
        for (Row row : ROWS) {
            if (scan.has(token, row.label()) && !isPatent(scan, token, row)) {
                look(scan, token, row);
            }
        }
    }

    private static void look(Scan scan, int label, Row row) {
        if (scan.isAnyOf(label, GLUED) && !isGlued(scan, label) || isUnit(scan, label) || isEncoded(scan, label)) {
            return;
        }
        int breaks = 0;
        int reach = scan.isAnyOf(label, EVERYDAY) ? Math.min(row.reach(), 3) : row.reach();
        for (int i = label + 1; i <= label + reach && i < scan.count(); i++) {
            scan.spend(1);
            if (scan.isBreak(i)) {
                breaks++;
                if (breaks > 1) {
                    return;
                }
                continue;
            }
            if (isElsewhere(scan, i)) {
                return;
            }
            int tag = Markup.tagEnd(scan, i);
            if (tag > 0) {
                reach += tag - i + 1;
                i = tag;
                continue;
            }
            if (!scan.isWord(i) && !scan.isNumber(i) && !scan.isSign(i, '*')) {
                continue;
            }
            if (isSpaced(scan, label, i, row)) {
                NumberRun run = spaced(scan, i);
                scan.emit(row.type(), i, run.token(run.groups() - 1), row.confidence());
                return;
            }
            Code code = Code.at(scan, i);
            if (scan.isSign(i, '*') && code.masked() <= 2) {
                continue;
            }
            if ((code.isCode(row.digits()) || row.mixed() && code.isMixed(scan)) && !code.isDateOrAmount(scan)) {
                scan.emit(row.type(), code.first(), code.last(), row.confidence());
                return;
            }
            i = Math.max(i, code.digits() > 0 ? code.last() : i);
        }
    }

    /** mg/dl. */
    private static boolean isUnit(Scan scan, int label) {
        return scan.isText(label, "dl")
                && scan.touches(label)
                && scan.isSign(label - 1, '/')
                && scan.touches(label - 1)
                && scan.isAnyOf(label - 2, MEASURES);
    }

    /** Two letters between digits in a long unbroken row of letters and digits, as chance writes them in base64. */
    private static boolean isEncoded(Scan scan, int label) {
        if (scan.length(label) > 2
                || !scan.isNumber(label - 1)
                || !scan.touches(label)
                || !scan.isNumber(label + 1)
                || !scan.touches(label + 1)) {
            return false;
        }
        int first = label;
        while (first > label - ENCODED && scan.touches(first) && !scan.isBreak(first - 1)) {
            first--;
        }
        int last = label;
        while (last < label + ENCODED && last + 1 < scan.count() && scan.touches(last + 1) && !scan.isBreak(last + 1)) {
            last++;
        }
        scan.spend(last - first);
        return scan.tokens.end[last] - scan.tokens.start[first] >= ENCODED;
    }

    private static boolean isGlued(Scan scan, int label) {
        int next = scan.isSign(label + 1, '-') ? label + 2 : label + 1;
        return scan.isNumber(next)
                && scan.touches(next)
                && scan.touches(label + 1)
                && scan.shape(label) == Tokens.UPPER;
    }

    /** A member's number of a professional body after nothing but a colon, which may be short. */
    private static boolean isRegister(Scan scan, int label, int number) {
        return scan.isAnyOf(label, REGISTERS) && number <= label + 2;
    }

    /** Groups of digits with spaces between: 4471 9920 11. */
    private static boolean isSpaced(Scan scan, int label, int token, Row row) {
        if (!scan.isNumber(token) || scan.length(token) < 2) {
            return false;
        }
        NumberRun run = spaced(scan, token);
        int last = run.groups() - 1;
        return last >= 1
                && last <= 5
                && run.separator(1) == ' '
                && run.evenly(0, last)
                && run.digits(0, last) >= (isRegister(scan, label, token) ? row.digits() : Math.max(7, row.digits()))
                && Dates.end(scan, token) < 0;
    }

    /** A patent: in Italian alone the word means the licence of a driver. */
    private static boolean isPatent(Scan scan, int token, Row row) {
        return row.label() == Cue.DRIVER_LABEL
                && scan.isText(token, "patente")
                && scan.isForeign(token)
                && !scan.isIn(token, Language.ITALIAN);
    }

    private static NumberRun spaced(Scan scan, int token) {
        return NumberRun.isDoubled(scan, token + 1) ? scan.wrapped(token) : scan.run(token);
    }

    /** A web address, a path or a member access: what follows no longer belongs to the label. */
    private static boolean isElsewhere(Scan scan, int token) {
        return scan.has(token, Cue.OPENING) && scan.isSign(token, ':')
                || scan.isSign(token, '/') && scan.touches(token)
                || scan.isSign(token, '.')
                        && scan.touches(token)
                        && scan.touches(token + 1)
                        && !scan.isAnyOf(token - 1, ABBREVIATIONS);
    }
}
