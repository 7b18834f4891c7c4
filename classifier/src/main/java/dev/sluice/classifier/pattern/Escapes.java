package dev.sluice.classifier.pattern;

import java.util.Map;

/**
 * Characters as other formats write them: {@code %40} of web addresses (RFC 3986 §2.1), {@code &#64;} and {@code &nbsp;} of
 * HTML, {@code \\u0040} and {@code \\x40} of source text and logs.
 */
final class Escapes {
    private static final int LONGEST_NAME = 8;
    private static final int MOST_BACKSLASHES = 8;
    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("nbsp", 0x20),
            Map.entry("ensp", 0x20),
            Map.entry("emsp", 0x20),
            Map.entry("thinsp", 0x20),
            Map.entry("amp", (int) '&'),
            Map.entry("quot", (int) '"'),
            Map.entry("apos", (int) '\''),
            Map.entry("lt", (int) '<'),
            Map.entry("gt", (int) '>'),
            Map.entry("commat", (int) '@'),
            Map.entry("period", (int) '.'),
            Map.entry("comma", (int) ','),
            Map.entry("colon", (int) ':'),
            Map.entry("semi", (int) ';'),
            Map.entry("sol", (int) '/'),
            Map.entry("lpar", (int) '('),
            Map.entry("rpar", (int) ')'),
            Map.entry("plus", (int) '+'),
            Map.entry("equals", (int) '='),
            Map.entry("num", (int) '#'),
            Map.entry("lowbar", (int) '_'),
            Map.entry("percnt", (int) '%'),
            Map.entry("bsol", (int) '\\'),
            Map.entry("hyphen", (int) '-'),
            Map.entry("dash", (int) '-'),
            Map.entry("ndash", (int) '-'),
            Map.entry("mdash", (int) '-'),
            Map.entry("minus", (int) '-'),
            Map.entry("shy", 0xAD),
            Map.entry("zwj", 0x200D),
            Map.entry("zwnj", 0x200C),
            Map.entry("lsquo", (int) '\''),
            Map.entry("rsquo", (int) '\''),
            Map.entry("ldquo", (int) '"'),
            Map.entry("rdquo", (int) '"'),
            Map.entry("Tab", 0x9),
            Map.entry("NewLine", 0xA),
            Map.entry("szlig", 0xDF),
            Map.entry("aelig", 0xE6),
            Map.entry("AElig", 0xC6),
            Map.entry("oelig", 0x153));
    private static final String[] ACCENTS = {
        "acute", "grave", "uml", "circ", "tilde", "cedil", "ring", "caron", "slash", "strok", "ogon", "breve", "macr"
    };

    private Escapes() {}

    /** The code point written at {@code i} and, in the lowest byte, how many units it takes; -1 if none is written there. */
    static long at(char[] text, int i, int end) {
        return switch (text[i]) {
            case '%' -> percent(text, i, end);
            case '&' -> entity(text, i, end);
            case '\\' -> backslash(text, i, end);
            default -> -1;
        };
    }

    static boolean isMark(char c) {
        return c == '%' || c == '&' || c == '\\';
    }

    private static long answer(int codePoint, int units) {
        if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
            return -1;
        }
        boolean control = codePoint < 0x20 && codePoint != '\t' && codePoint != '\n' && codePoint != '\r';
        return (long) (control ? ' ' : codePoint) << 8 | units;
    }

    private static long percent(char[] text, int i, int end) {
        int first = hex(text, i + 1, end, 2);
        if (first < 0x80) {
            return first < 0 ? -1 : answer(first, 3);
        }
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
        int codePoint = more == 0 ? first : first & 0x3F >> more;
        for (int n = 1; n <= more; n++) {
            int next = i + 3 * n < end && text[i + 3 * n] == '%' ? hex(text, i + 3 * n + 1, end, 2) : -1;
            if (next < 0x80 || next > 0xBF) {
                return answer(first, 3);
            }
            codePoint = codePoint << 6 | next & 0x3F;
        }
        return answer(codePoint, 3 + 3 * more);
    }

    private static long entity(char[] text, int i, int end) {
        if (i + 2 < end && text[i + 1] == '#') {
            boolean hexadecimal = text[i + 2] == 'x' || text[i + 2] == 'X';
            int from = hexadecimal ? i + 3 : i + 2;
            int at = from;
            int value = 0;
            while (at < end && at - from < LONGEST_NAME && Character.digit(text[at], hexadecimal ? 16 : 10) >= 0) {
                value = value * (hexadecimal ? 16 : 10) + Character.digit(text[at], 16);
                at++;
            }
            if (at == from) {
                return -1;
            }
            return answer(value, at - i + (at < end && text[at] == ';' ? 1 : 0));
        }
        int at = i + 1;
        while (at < end && at - i <= LONGEST_NAME && Units.isLetter(text[at])) {
            at++;
        }
        if (at >= end || text[at] != ';' || at == i + 1) {
            return -1;
        }
        String name = new String(text, i + 1, at - i - 1);
        Integer known = NAMES.get(name);
        if (known != null) {
            return answer(known, at + 1 - i);
        }
        for (String accent : ACCENTS) {
            if (name.length() == accent.length() + 1 && name.endsWith(accent)) {
                return answer(name.charAt(0), at + 1 - i);
            }
        }
        return -1;
    }

    private static long backslash(char[] text, int i, int end) {
        int at = i + 1;
        while (at < end && at - i < MOST_BACKSLASHES && text[at] == '\\') {
            at++;
        }
        if (at >= end) {
            return -1;
        }
        return switch (text[at]) {
            case 'x' -> sized(text, i, at, end, 2);
            case 'U' -> sized(text, i, at, end, 8);
            case 'u' -> at + 1 < end && text[at + 1] == '{' ? braced(text, i, at + 2, end) : sized(text, i, at, end, 4);
            default -> -1;
        };
    }

    private static long sized(char[] text, int i, int kind, int end, int digits) {
        return answer(hex(text, kind + 1, end, digits), kind + 1 + digits - i);
    }

    private static long braced(char[] text, int i, int from, int end) {
        int at = from;
        while (at < end && at - from <= 6 && text[at] != '}') {
            at++;
        }
        return at < end && text[at] == '}' && at > from ? answer(hex(text, from, end, at - from), at + 1 - i) : -1;
    }

    /** The number of exactly so many hexadecimal digits, or -1. */
    private static int hex(char[] text, int from, int end, int digits) {
        if (from + digits > end) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] < 0x80 ? Character.digit(text[i], 16) : -1;
            if (digit < 0 || value >= 1 << 24) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
