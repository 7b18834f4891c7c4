package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Map;

/**
 * Fields of HL7 v2 messages by their published position. A message names its own delimiters; segments without a message
 * head are read with the standard ones. From a segment on, all lines of the message are read in one pass.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=185">HL7 version 2.9, §2.5</a>
 */
final class Hl7FieldRecognizer implements Recognizer {
    private static final ClinicalFormats.Format HL7 = ClinicalFormats.Format.HL7;
    private static final int NAME = 3;

    /** Units of indent and signs before a segment without a message head. */
    private static final int MOST_SIGNS = 24;

    /** Lines in a row that are no segments, as of a text with line ends in it, before the message is over. */
    private static final int MOST_OTHER_LINES = 40;

    @Override
    public String name() {
        return "hl7-field";
    }

    @Override
    public long triggers() {
        return Cue.CLINICAL_FORMAT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        ClinicalFormats formats = scan.formats;
        if (formats.goesOn(HL7, token)) {
            message(scan, lineEnd(scan.text, 0));
        }
        int start = scan.tokens.start[token];
        if (start < formats.readTo(HL7) || !isBegin(scan.text, start)) {
            return;
        }
        if (isHead(scan.text, start)) {
            message(scan, start);
        } else if (isLineBegin(scan.text, start) && isSegment(scan.text, start, field(scan))) {
            message(scan, firstSegment(scan, start));
        }
    }

    /** Nothing that belongs to a word stands before. */
    private static boolean isBegin(NormalText text, int start) {
        return start == 0 || !Units.isLetterOrDigit(text.at(start - 1));
    }

    /** Nothing but blanks and a few signs, as of a quotation, stand before in the line. */
    private static boolean isLineBegin(NormalText text, int start) {
        int at = start;
        while (at > 0
                && start - at <= MOST_SIGNS
                && !isLineEnd(text.at(at - 1))
                && !Units.isLetterOrDigit(text.at(at - 1))) {
            at--;
        }
        return at == 0 || isLineEnd(text.at(at - 1));
    }

    private static boolean isHead(NormalText text, int at) {
        return at + NAME < text.length()
                && text.at(at) == 'M'
                && text.at(at + 1) == 'S'
                && text.at(at + 2) == 'H'
                && Delimiters.mayPart(text.at(at + NAME));
    }

    private static char field(Scan scan) {
        return scan.formats.delimiters(HL7, Delimiters.HL7).field();
    }

    private static boolean isSegment(NormalText text, int at, char field) {
        if (at + NAME >= text.length() || text.at(at + NAME) != field || !isUpper(text.at(at))) {
            return false;
        }
        return isUpperOrDigit(text.at(at + 1)) && isUpperOrDigit(text.at(at + 2));
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isUpperOrDigit(char c) {
        return isUpper(c) || Tokenizer.isDigit(c);
    }

    /** The first of the lines before a segment that are segments too and were not read yet. */
    private static int firstSegment(Scan scan, int segment) {
        NormalText text = scan.text;
        char field = field(scan);
        int from = scan.formats.readTo(HL7);
        int first = segment;
        int at = segment;
        while (at > from && isLineEnd(text.at(at - 1))) {
            int end = at - 1;
            int start = end;
            while (start > from && !isLineEnd(text.at(start - 1))) {
                start--;
            }
            scan.spend((end - start) / 8 + 1);
            if (start < end && !isSegment(text, start, field)) {
                break;
            }
            first = start < end ? start : first;
            at = start;
        }
        return first;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static int lineEnd(NormalText text, int from) {
        int end = from;
        while (end < text.length() && !isLineEnd(text.at(end))) {
            end++;
        }
        return end;
    }

    private static void message(Scan scan, int from) {
        NormalText text = scan.text;
        Delimiters delimiters = scan.formats.delimiters(HL7, Delimiters.HL7);
        int others = 0;
        int at = from;
        while (at < text.length() && others <= MOST_OTHER_LINES) {
            int start = at;
            while (start < text.length() && text.at(start) <= ' ' && !isLineEnd(text.at(start))) {
                start++;
            }
            start = isHead(text, start + 1) && !Units.isLetterOrDigit(text.at(start)) ? start + 1 : start;
            int end = lineEnd(text, start);
            scan.spend((end - at) / 4 + 1);
            if (isHead(text, start)) {
                delimiters = delimiters(text, start + NAME, end);
                others = 0;
            } else if (isSegment(text, start, delimiters.field())) {
                segment(scan, start, end, delimiters);
                others = 0;
            } else if (end > start) {
                others++;
            }
            at = end + 1;
        }
        if (others > MOST_OTHER_LINES) {
            scan.formats.ended(HL7, at);
        } else {
            scan.formats.read(HL7, text.length(), delimiters);
        }
    }

    /** The delimiters of MSH-1 and MSH-2; a standard one for each that is missing or could part nothing. */
    private static Delimiters delimiters(NormalText text, int at, int end) {
        char field = text.at(at);
        char[] signs = {'^', '~', '\\', '&'};
        for (int i = 0; i < signs.length && at + 1 + i < end && text.at(at + 1 + i) != field; i++) {
            char sign = text.at(at + 1 + i);
            signs[i] = Delimiters.mayPart(sign) ? sign : signs[i];
        }
        return new Delimiters(field, signs[0], signs[1], signs[3], '\n');
    }

    private static void segment(Scan scan, int start, int end, Delimiters delimiters) {
        Map<Integer, Hl7Fields.Position> fields = Hl7Fields.of(scan.text, start);
        if (fields == null) {
            return;
        }
        int number = 0;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i < end && scan.text.at(i) != delimiters.field()) {
                continue;
            }
            Hl7Fields.Position field = fields.get(number);
            if (field != null && i > from) {
                repetitions(scan, field, from, i == end ? quoteOr(scan.text, from, end) : i, delimiters);
            }
            number++;
            from = i + 1;
        }
    }

    /** Where the quotation ends that a message is written in; the end of the line if it is in none. */
    private static int quoteOr(NormalText text, int from, int end) {
        int at = from;
        while (at < end && text.at(at) != '"') {
            at++;
        }
        return at;
    }

    private static void repetitions(Scan scan, Hl7Fields.Position field, int from, int to, Delimiters delimiters) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || scan.text.at(i) == delimiters.repetition()) {
                Components components = Components.of(scan.text, start, i, delimiters.component());
                switch (field.dataType()) {
                    case CX -> identifier(scan, components, field.type());
                    case XPN -> name(scan, components, 0);
                    case XCN -> person(scan, components);
                    case NDL -> person(scan, components.inside(0, delimiters.subcomponent()));
                    case XAD -> address(scan, components);
                    case XTN -> phone(scan, components);
                    case ST -> components.emit(scan, 0, field.type(), Field.PLACED);
                }
                start = i + 1;
            }
        }
    }

    private static void identifier(Scan scan, Components components, FindingType standard) {
        FindingType type = IdentifierTypes.ofCode(components.value(4)).orElse(standard);
        components.emit(scan, 0, type, type == FindingType.IDENTIFIER ? Field.UNTYPED : Field.PLACED);
    }

    /** Family name, given name and further given names, from a component on. */
    private static void name(Scan scan, Components components, int from) {
        for (int i = from; i < from + 3; i++) {
            components.emit(scan, i, FindingType.PERSON, Field.PLACED);
        }
    }

    /** A name without a number before it is found in old messages where the number belongs. */
    private static void person(Scan scan, Components components) {
        boolean named = components.has(1) || components.has(2);
        if (!named && components.digits(0) == 0) {
            components.emit(scan, 0, FindingType.PERSON, Field.UNTYPED);
            return;
        }
        FindingType type = IdentifierTypes.ofCode(components.value(12)).orElse(FindingType.IDENTIFIER);
        components.emit(scan, 0, type, Field.UNTYPED);
        name(scan, components, 1);
    }

    private static void address(Scan scan, Components components) {
        components.emit(scan, 0, FindingType.ADDRESS, Field.PLACED);
        components.emit(scan, 1, FindingType.ADDRESS, Field.PLACED);
        components.emit(scan, 2, FindingType.LOCATION, Field.PLACED);
        components.emit(scan, 4, FindingType.POSTAL_CODE, Field.PLACED);
        components.emit(scan, 7, FindingType.LOCATION, Field.PLACED);
        components.emit(scan, 8, FindingType.LOCATION, Field.PLACED);
    }

    /** The number as it is written, the mail address, and the parts of the number in components of their own. */
    private static void phone(Scan scan, Components components) {
        String equipment = components.value(2);
        FindingType number = equipment.equals("FX") ? FindingType.FAX : FindingType.PHONE;
        boolean mail = components.hasSign(0, '@');
        components.emit(scan, 0, mail ? FindingType.EMAIL : number, Field.PLACED);
        components.emit(scan, 3, FindingType.EMAIL, Field.PLACED);
        components.emit(scan, 5, number, Field.PLACED);
        components.emit(scan, 6, number, Field.PLACED);
        components.emit(scan, 11, number, Field.PLACED);
    }
}
