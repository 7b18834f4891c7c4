package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Machine-readable zones of passports, visas, identity cards and residence permits, by two or three of their check digits.
 *
 * @see <a href="https://www.icao.int/publications/doc-series/doc-9303">ICAO Doc 9303 parts 3 to 7</a>
 */
final class MachineZoneRecognizer implements Recognizer {
    /** Places of the second line that are looked at: of a passport or visa, and of a card of three lines. */
    private static final int PASSPORT = 28;

    private static final int CARD = 18;
    /**
     * What may stand at each place: {@code 9} a digit, {@code A} a letter, {@code x} no digit, {@code *} any. Digits are
     * where only they are checked.
     */
    private static final String PASSPORT_FORM = "*********9Axx9999999x9999999";

    private static final String CARD_FORM = "9999999x9999999Axx**********";
    private static final int LONGEST_LINE = 60;
    private static final int SHORTEST_LINE = 28;

    @Override
    public String name() {
        return "passport-zone";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.CODE, Cue.NUMBER);
    }

    @Override
    public void look(Scan scan, int token) {
        int start = scan.tokens.start[token];
        if (start > 0 && isPlace(scan.text.at(start - 1))) {
            return;
        }
        StringBuilder places = new StringBuilder(PASSPORT);
        boolean passport = true;
        boolean card = true;
        int at = start;
        while (at < scan.text.length() && places.length() < PASSPORT && at - start < LONGEST_LINE) {
            if (isPlace(scan.text.at(at))) {
                char place = Character.toUpperCase(scan.text.at(at++));
                passport &= mayStand(PASSPORT_FORM, places.length(), place);
                card &= mayStand(CARD_FORM, places.length(), place);
                if (!passport && !card) {
                    break;
                }
                places.append(place);
            } else {
                int next = scan.text.at(at) == ' ' ? at + 1 : LineWrap.nextLine(scan.text, at);
                if (next < 0) {
                    break;
                }
                at = next;
            }
        }
        scan.spend(at - start);
        String line = places.toString();
        if (isPassport(line)) {
            scan.emitUnits(FindingType.PASSPORT, start, lineEnd(scan, at), 0.95);
            name(scan, lineBefore(scan, start));
        } else if (isCard(line)) {
            int end = lineEnd(scan, start);
            scan.emitUnits(FindingType.DATE_OF_BIRTH, start, Math.max(end, start + CARD), 0.9);
            int first = lineBefore(scan, start);
            if (first >= 0) {
                scan.emitUnits(FindingType.PASSPORT, first, lineEnd(scan, first), 0.95);
            }
            name(scan, LineWrap.nextLine(scan.text, end));
        }
    }

    /** Ends most looks at a number after a few places. */
    private static boolean mayStand(String form, int at, char place) {
        return switch (form.charAt(at)) {
            case '9' -> Tokenizer.isDigit(place);
            case 'A' -> Character.isLetter(place);
            case 'x' -> !Tokenizer.isDigit(place);
            default -> true;
        };
    }

    private static boolean isPassport(String line) {
        return line.length() == PASSPORT
                && isChecked(line, 0, 9)
                && isChecked(line, 13, 19)
                && isChecked(line, 21, 27)
                && line.charAt(0) != '<'
                && isState(line, 10)
                && isBirthAndSex(line, 13);
    }

    private static boolean isCard(String line) {
        return line.length() >= CARD
                && isChecked(line, 0, 6)
                && isChecked(line, 8, 14)
                && isState(line, 15)
                && isBirthAndSex(line, 0);
    }

    private static boolean isChecked(String line, int from, int to) {
        return Tokenizer.isDigit(line.charAt(to))
                && Checksums.travelDocument(line.substring(from, to)) == line.charAt(to) - '0';
    }

    /** Three letters, or fewer and fillers: D stands for Germany. */
    private static boolean isState(String line, int from) {
        return Character.isLetter(line.charAt(from))
                && !Character.isDigit(line.charAt(from + 1))
                && !Character.isDigit(line.charAt(from + 2));
    }

    private static boolean isBirthAndSex(String line, int birth) {
        boolean digits = line.substring(birth, birth + 6).chars().allMatch(c -> Tokenizer.isDigit((char) c))
                && line.substring(birth + 8, birth + 14).chars().allMatch(c -> Tokenizer.isDigit((char) c));
        return digits
                && NumberSchemes.isDate(
                        NumberSchemes.number(line, birth + 2, birth + 4),
                        NumberSchemes.number(line, birth + 4, birth + 6))
                && "MFX<".indexOf(line.charAt(birth + 7)) >= 0;
    }

    /** The names in a line of surname, two fillers and given names. */
    private static void name(Scan scan, int line) {
        if (line < 0) {
            return;
        }
        int end = lineEnd(scan, line);
        String places = scan.text.slice(line, end);
        if (end - line >= SHORTEST_LINE && places.contains("<<")) {
            scan.emitUnits(FindingType.PERSON, line, end, 0.95);
        }
    }

    private static int lineEnd(Scan scan, int from) {
        int end = from;
        while (end < scan.text.length() && end < from + LONGEST_LINE && isPlace(scan.text.at(end))) {
            end++;
        }
        return end;
    }

    /** The first place of the line of a zone before a unit, or -1 if there is none. */
    private static int lineBefore(Scan scan, int unit) {
        int end = unit;
        while (end > 0 && unit - end < LONGEST_LINE && scan.text.at(end - 1) <= ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < LONGEST_LINE && isPlace(scan.text.at(start - 1))) {
            start--;
        }
        return end - start >= SHORTEST_LINE ? start : -1;
    }

    private static boolean isPlace(char c) {
        return c == '<' || Tokenizer.isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
