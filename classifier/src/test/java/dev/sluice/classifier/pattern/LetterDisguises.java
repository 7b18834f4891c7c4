package dev.sluice.classifier.pattern;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

/** Other characters that are read as the same letters and digits. */
final class LetterDisguises {
    private static final String LATIN = "ABCEHIJKMOPSTXYaceijopsxy";
    private static final String CYRILLIC = "АВСЕНІЈКМОРЅТХҮасеіјорѕху";
    private static final String LATIN_GREEK = "ABEHIKMNOPTXYZovupx";
    private static final String GREEK = "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖονυρχ";
    private static final int[] INVISIBLE = {
        0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x34F, 0x180E, 0x2063, 0x3164, 0x115F, 0x2800, 0xFE0F, 0xE0001
    };
    private static final int[] DIRECTIONS = {0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2069, 0x61C};
    private static final int[] COMBINING = {0x301, 0x308, 0x323, 0x335, 0x336, 0x338, 0x30A, 0x20DD, 0x489, 0x332};
    private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ";
    private static final String RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ";
    private static final String RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Map<Character, String> LEET =
            Map.of('a', "4", 'e', "3", 'i', "1", 'o', "0", 's', "5", 't', "7", 'A', "4", 'E', "3", 'S', "$", 'O', "0");
    private static final Map<Character, String> RUSSIAN = Map.ofEntries(
            Map.entry('a', "а"),
            Map.entry('b', "б"),
            Map.entry('c', "к"),
            Map.entry('d', "д"),
            Map.entry('e', "е"),
            Map.entry('f', "ф"),
            Map.entry('g', "г"),
            Map.entry('h', "х"),
            Map.entry('i', "и"),
            Map.entry('j', "й"),
            Map.entry('k', "к"),
            Map.entry('l', "л"),
            Map.entry('m', "м"),
            Map.entry('n', "н"),
            Map.entry('o', "о"),
            Map.entry('p', "п"),
            Map.entry('q', "к"),
            Map.entry('r', "р"),
            Map.entry('s', "с"),
            Map.entry('t', "т"),
            Map.entry('u', "у"),
            Map.entry('v', "в"),
            Map.entry('w', "в"),
            Map.entry('x', "кс"),
            Map.entry('y', "ы"),
            Map.entry('z', "з"));
    private static final Set<PlainDocument.Kind> NUMBERS = EnumSet.of(
            PlainDocument.Kind.SSN,
            PlainDocument.Kind.PHONE,
            PlainDocument.Kind.CARD,
            PlainDocument.Kind.MRN,
            PlainDocument.Kind.BIRTH);

    static final List<Disguise> ALL = List.of(
            new Disguise("Cyrillic look-alikes", Disguise.ALL, (v, r) -> looks(v, LATIN, CYRILLIC, r)),
            new Disguise("Greek look-alikes", Disguise.ALL, (v, r) -> looks(v, LATIN_GREEK, GREEK, r)),
            new Disguise("letters for digits", NUMBERS, LetterDisguises::digitsAsLetters),
            new Disguise("full-width", Disguise.ALL, (v, r) -> each(v, c -> c > 32 && c < 127 ? s(c + 0xFEE0) : s(c))),
            new Disguise("mathematical letters", Disguise.ALL, LetterDisguises::mathematical),
            new Disguise("enclosed letters", Disguise.ALL, LetterDisguises::enclosed),
            new Disguise("small capitals", Disguise.ALL, (v, r) -> letters(v, SMALL_CAPITALS)),
            new Disguise("superscripts", Disguise.ALL, LetterDisguises::raised),
            new Disguise("emoji keycaps", NUMBERS, (v, r) -> each(v, c -> digit(c) ? s(c) + "\ufe0f\u20e3" : s(c))),
            new Disguise("invisible characters", Disguise.ALL, (v, r) -> between(v, INVISIBLE, r)),
            new Disguise("direction marks", Disguise.ALL, (v, r) -> between(v, DIRECTIONS, r)),
            new Disguise("combining marks", Disguise.ALL, (v, r) -> between(v, COMBINING, r)),
            new Disguise("leetspeak", Disguise.ALL, LetterDisguises::leet),
            new Disguise(
                    "mixed case", EnumSet.complementOf(EnumSet.of(PlainDocument.Kind.SECRET)), LetterDisguises::mixed),
            new Disguise("Cyrillic transliteration", Disguise.ALL, (v, r) -> russian(v)));

    private LetterDisguises() {}

    static String each(String value, IntFunction<String> way) {
        StringBuilder out = new StringBuilder();
        value.codePoints().forEach(c -> out.append(way.apply(c)));
        return out.toString();
    }

    static String s(int codePoint) {
        return Character.toString(codePoint);
    }

    static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean letter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String looks(String value, String from, String to, Random random) {
        int share = 3 + random.nextInt(8);
        return each(
                value, c -> from.indexOf(c) >= 0 && random.nextInt(10) < share ? s(to.charAt(from.indexOf(c))) : s(c));
    }

    private static String digitsAsLetters(String value, Random random) {
        String looks = "OlZ..S..B.";
        return each(
                value,
                c -> digit(c) && looks.charAt(c - '0') != '.' && random.nextInt(3) > 0
                        ? s(c == '1' && random.nextBoolean() ? 'I' : looks.charAt(c - '0'))
                        : s(c));
    }

    private static String mathematical(String value, Random random) {
        int style = random.nextInt(4);
        int capital = new int[] {0x1D400, 0x1D468, 0x1D5D4, 0x1D670}[style];
        int zero = new int[] {0x1D7CE, 0x1D7E2, 0x1D7EC, 0x1D7F6}[style];
        return each(
                value,
                c -> digit(c)
                        ? s(zero + c - '0')
                        : !letter(c) ? s(c) : s(capital + (c >= 'a' ? 26 + c - 'a' : c - 'A')));
    }

    private static String enclosed(String value, Random random) {
        int style = random.nextInt(4);
        int capital = new int[] {0x24B6, 0x1F130, 0x1F150, 0x1F170}[style];
        return each(value, c -> {
            if (digit(c)) {
                return s(style < 2 ? c == '0' ? 0x24EA : 0x2460 + c - '1' : c == '0' ? 0x24FF : 0x2776 + c - '1');
            }
            return letter(c) ? s(c >= 'a' && style == 0 ? 0x24D0 + c - 'a' : capital + (c | 32) - 'a') : s(c);
        });
    }

    private static String letters(String value, String alphabet) {
        return each(value, c -> letter(c) ? s(alphabet.charAt((c | 32) - 'a')) : s(c));
    }

    private static String raised(String value, Random random) {
        String digits = each(value, c -> digit(c) ? s(RAISED_DIGITS.charAt(c - '0')) : s(c));
        return random.nextBoolean() ? digits : letters(digits, RAISED);
    }

    private static String between(String value, int[] signs, Random random) {
        return each(value, c -> s(c) + (random.nextInt(2) == 0 ? s(signs[random.nextInt(signs.length)]) : ""));
    }

    private static String leet(String value, Random random) {
        int share = 5 + random.nextInt(6);
        return each(value, c -> LEET.containsKey((char) c) && random.nextInt(10) < share ? LEET.get((char) c) : s(c));
    }

    private static String mixed(String value, Random random) {
        int[] at = {random.nextInt(2)};
        return each(
                value,
                c -> letter(c) && at[0]++ % 2 == 0 ? s(c).toUpperCase(Locale.ROOT) : s(c).toLowerCase(Locale.ROOT));
    }

    private static String russian(String value) {
        return each(value, c -> {
            String letter = RUSSIAN.get((char) (letter(c) ? c | 32 : c));
            return letter == null ? s(c) : Character.isUpperCase(c) ? letter.toUpperCase(Locale.ROOT) : letter;
        });
    }
}
