package dev.sluice.ingest.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renders NCPDP Telecommunication messages, alone or in a batch: one field a line, with the code that the message itself
 * has and the name that the standard gives it. No sign of a value is left out but blanks around it.
 */
final class NcpdpText {
    private static final char FIELD = 0x1c;
    private static final char SEGMENT = 0x1e;
    private static final int CODE = 2;

    /** A head without separators, then the first segment; a batch begins with records of its own. */
    private static final Pattern START =
            Pattern.compile("\\A[\\x02\\s]{0,4}(?:00[^\\x1c-\\x1e]{0,200}?[\\x02\\x03\\s]{1,6})?"
                    + "[^\\x1c-\\x1e\\n]{8,200}[\\x1d\\x1e\\s]{1,6}\\x1cAM\\d\\d");

    private static final String[] REQUEST = {
        "A1", "6", "A2", "2", "A3", "2", "A4", "10", "A9", "1", "B2", "2", "B1", "15", "D1", "8", "AK", "10"
    };
    private static final String[] RESPONSE = {
        "A2", "2", "A3", "2", "A9", "1", "F1", "1", "B2", "2", "B1", "15", "D1", "8"
    };
    private static final int REQUEST_LENGTH = 56;
    private static final int RESPONSE_LENGTH = 31;
    /** In a batch, "G1" and the number of the transaction stand before each message. */
    private static final String DETAIL = "G1";

    private static final int DETAIL_LENGTH = 12;

    private NcpdpText() {}

    static boolean matches(String start) {
        return START.matcher(start).find();
    }

    /** A batch with the control characters around its records made line ends; every other text as it is. */
    static String unframed(String text) {
        boolean framed = text.indexOf(2) >= 0 && START.matcher(text).find();
        return framed ? text.replaceAll("[\\x02\\x03]+", "\n") : text;
    }

    static String render(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        boolean inMessage = false;
        for (String line : text.split("[\\r\\n]+")) {
            int first = separator(line, 0);
            if (first == line.length()) {
                // A head that stands on a line of its own, or a record of a batch.
                inMessage = false;
                out.append(line.strip()).append(line.isBlank() ? "" : "\n");
                continue;
            }
            if (!inMessage || first > 0) {
                head(line.substring(0, first), out);
            }
            inMessage = true;
            int at = first;
            while (at < line.length()) {
                int end = separator(line, at + 1);
                if (line.charAt(at) == FIELD) {
                    field(line.substring(at + 1, end), out);
                } else if (end > at + 1) {
                    value("00 Text", line.substring(at + 1, end), out);
                }
                at = end;
            }
        }
        return out.toString().stripTrailing();
    }

    private static int separator(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) < FIELD || line.charAt(at) > SEGMENT)) {
            at++;
        }
        return at;
    }

    private static void head(String head, StringBuilder out) {
        boolean inBatch = head.startsWith(DETAIL)
                && (head.length() == DETAIL_LENGTH + REQUEST_LENGTH
                        || head.length() == DETAIL_LENGTH + RESPONSE_LENGTH);
        String message = inBatch ? head.substring(DETAIL_LENGTH) : head;
        String[] fields = message.length() == REQUEST_LENGTH
                ? REQUEST
                : message.length() == RESPONSE_LENGTH ? RESPONSE : new String[0];
        out.append("NCPDP Telecommunication message\n");
        if (inBatch) {
            value("K5 " + NcpdpFields.field("K5"), head.substring(DETAIL.length(), DETAIL_LENGTH), out);
        }
        int at = 0;
        for (int i = 0; i < fields.length; i += 2) {
            int end = at + Integer.parseInt(fields[i + 1]);
            value(fields[i] + " " + NcpdpFields.field(fields[i]), message.substring(at, end), out);
            at = end;
        }
        if (at < message.length()) {
            value("00 Head", message.substring(at), out);
        }
    }

    private static void field(String field, StringBuilder out) {
        Matcher segment = Pattern.compile("AM(\\d\\d)(.*)", Pattern.DOTALL).matcher(field);
        if (segment.matches()) {
            out.append("AM")
                    .append(segment.group(1))
                    .append(' ')
                    .append(NcpdpFields.segment(segment.group(1)))
                    .append('\n');
            if (!segment.group(2).isBlank()) {
                value("AM Text", segment.group(2), out);
            }
        } else if (field.length() >= CODE) {
            String code = field.substring(0, CODE);
            value(code + " " + NcpdpFields.field(code), field.substring(CODE), out);
        } else {
            value("00 Field", field, out);
        }
    }

    private static void value(String name, String value, StringBuilder out) {
        String written = value.replaceAll("[\\x00-\\x1f]+", " ").strip();
        if (!written.isEmpty()) {
            out.append(name).append(": ").append(written).append('\n');
        }
    }
}
