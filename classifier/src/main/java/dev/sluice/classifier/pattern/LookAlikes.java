package dev.sluice.classifier.pattern;

import java.text.Normalizer;

/**
 * Letters of other alphabets for the Latin ones they look like (a selection from Unicode Technical Standard 39's
 * confusables) or sound like, raised and small letters, and blanks that are no white space.
 */
final class LookAlikes {
    private static final String SHAPES = "АAВBЕEНHІIЈJКKМMОOРPСCЅSТTХXҮYУYаaсcеeһhіiјjоoрpѕsԁdԛqԝwхxуyүyкkтtмmгrпnвb"
            + "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaεeηnιiκkνvοoρpτtυuχxωwγyϲcϳjϹC"
            + "օoսuհhԼLՍUՏSզqցgոnіi"
            + "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpǫqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɡgɩiʋvɾrɓbɗd"
            + "ᎪAᏴBᏟCᎠDᎬEᎰGᎻHᎥiᎫJᏦKᏞLᎷMᎾOᏢPᏚSᎢTᏙVᎳWᏃZ";
    private static final String SOUNDS =
            "аaбbвvгgдdеeёeжjзzиiйjкkлlмmнnоoпpрrсsтtуuфfхhцcчcшsщsыyэeюuяaіiїiєeґgјjљlњnћcђdќkўu"
                    + "αaβbγgδdεeζzηiθtιiκkλlμmνnξxοoπpρrσsςsτtυyφfχhψpωo";
    private static final char FILLER = '\u3164';
    private static final char BLANK_PATTERN = '\u2800';
    private static final char[] BY_SHAPE = table(SHAPES, SOUNDS);
    private static final char[] BY_SOUND = table(SOUNDS, SHAPES);

    private LookAlikes() {}

    /** @see Disguises.Step */
    static Reading byShape(Reading reading, Doubts doubts) {
        return read(reading, BY_SHAPE, "");
    }

    /** @see Disguises.Step */
    static Reading bySound(Reading reading, Doubts doubts) {
        return read(reading, BY_SOUND, " ");
    }

    private static Reading read(Reading reading, char[] table, String blank) {
        NormalText text = reading.text();
        if (!text.hasOtherLetters()) {
            return reading;
        }
        Reading.Writer writer = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            if (c < 0x80) {
                continue;
            }
            char plain = c < table.length ? table[c] : raised(c);
            int codePoint = Character.isHighSurrogate(c) && i + 1 < text.length()
                    ? Character.toCodePoint(c, text.at(i + 1))
                    : c;
            if (plain == 0 && Folding.hasCompatibilityForm(codePoint)) {
                String form = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
                if (form.length() <= 8 && form.charAt(0) < 0x80) {
                    writer = writer == null ? new Reading.Writer(reading) : writer;
                    writer.put(form, i, i + Character.charCount(codePoint));
                    i += Character.charCount(codePoint) - 1;
                    continue;
                }
            }
            boolean filler = c == FILLER || c == BLANK_PATTERN;
            if (plain != 0 || filler) {
                writer = writer == null ? new Reading.Writer(reading) : writer;
                writer.put(filler ? blank : String.valueOf(plain), i, i + 1);
            }
        }
        return writer == null ? reading : writer.done();
    }

    private static char raised(char c) {
        return c >= 0xA720 && c < 0xA7FF ? SmallLetters.plain(c) : 0;
    }

    private static final class SmallLetters {
        static char plain(char c) {
            int at = SHAPES.indexOf(c);
            return at >= 0 && at % 2 == 0 ? SHAPES.charAt(at + 1) : 0;
        }
    }

    private static char[] table(String first, String second) {
        char[] table = new char[0x2000];
        for (char c = 0xB2; c < table.length; c++) {
            boolean raised =
                    c == 0xB2 || c == 0xB3 || c == 0xB9 || c >= 0x2B0 && c <= 0x2E4 || c >= 0x1D2C && c < 0x1DC0;
            String form = raised ? Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC) : "";
            table[c] = form.length() == 1 && form.charAt(0) < 0x80 ? form.charAt(0) : 0;
        }
        fill(table, second);
        fill(table, first);
        return table;
    }

    private static void fill(char[] table, String pairs) {
        for (int i = 0; i < pairs.length(); i += 2) {
            char other = pairs.charAt(i);
            char latin = pairs.charAt(i + 1);
            if (other < table.length) {
                table[other] = latin;
                char capital = Character.toUpperCase(other);
                if (pairs == SOUNDS && capital != other) {
                    table[capital] = Character.toUpperCase(latin);
                }
            }
        }
    }
}
