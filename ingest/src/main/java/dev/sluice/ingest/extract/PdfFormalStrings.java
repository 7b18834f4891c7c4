package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;

/**
 * Strings of a PDF that are dates, identifiers, bytes or appearances, and text of no one: by the key and by what stands
 * there, since any text can stand under any key.
 */
final class PdfFormalStrings {
    private static final Pattern DATE = Pattern.compile(
            "(?:D:)?(?:(?:19|20)\\d\\d(?:[01]\\d(?:[0-3]\\d(?:[0-2]\\d(?:[0-5]\\d(?:[0-5]\\d)?)?)?)?)?"
                    + "(?:Z(?:00'?00'?)?|[+-]\\d\\d'?(?:\\d\\d'?)?)?|(?:19|20)\\d\\d-\\d\\d-\\d\\dT[\\d:.]{5,12}(?:Z|[+-]\\d\\d:?\\d\\d)?)?");
    private static final Pattern LANGUAGE = Pattern.compile("(?:[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}|x-default)?");
    private static final Pattern UNIQUE = Pattern.compile(
            "\\{?[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}}?|\\d{0,6}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
    /** What programs number objects with. */
    private static final Pattern GENERATED =
            Pattern.compile("(?:node|struct|elem|el|id|ID|TD|TH|TR|annot|mark)[-_.]?0{0,12}\\d{1,6}");
    /** Names, numbers and operators of an appearance (ISO 32000-2 §12.7.4.3). */
    private static final Pattern APPEARANCE = Pattern.compile(
            "(?:(?:\\s*+(?:/[^\\s/()<>\\[\\]]{1,60}+|[+-]?(?:\\d{1,5}+(?:\\.\\d{0,9}+)?+|\\.\\d{1,9}+)(?=\\s|]))){0,6}+"
                    + "\\s*+(?:T[fcwzLsrmdD*]|g|rg|k|G|RG|K|cs|CS|sc|SC|scn|SCN|gs|w|BT|ET|q|Q)(?=\\s|\\z))*+\\s*+");
    /** A style of fonts and colours (ISO 32000-2 §12.7.4.4). */
    private static final Pattern STYLE = Pattern.compile(
            "(?:\\s*(?:font(?:-(?:size|family|weight|style|stretch))?|text-(?:align|decoration|indent|valign)|color|line-height|margin(?:-\\w{3,6})?"
                    + "|letter-spacing|vertical-align|tab-\\w{4,8})\\s*:\\s*"
                    + "(?:#[0-9a-fA-F]{3,8}|-?\\d{1,3}(?:\\.\\d{1,5})?(?:pt|px|em|in|%)|[1-9]00|rgb\\([\\d ,.%]{1,30}\\)"
                    + "|bold|italic|normal|left|right|center|justify|middle|top|bottom|none|underline|word|line-through|serif|sans-serif|monospace"
                    + "|['\"]?(?:Arial|Helvetica|Times(?: New Roman)?|Courier(?: New)?|Calibri|Verdana|Myriad Pro|Minion Pro|Cambria|Tahoma|Georgia)['\"]?"
                    + "|[\\s,/])*+;?+)*+\\s*+");

    private static final Pattern REGISTRY = Pattern.compile(
            "Adobe|callas|Apple|pdfTeX|TeX|PDFXC|Aspose|Artifex|itext|Identity|UCS2?|(?:Adobe-)?Identity-UCS|Japan[12]"
                    + "|GB1|CNS1|KR|Korea1|KSC?|fzb1|[A-Z]{6}\\+[\\w-]{1,40}|[A-Z]{1,2}\\d{0,4}[+_]\\w{1,6}");
    private static final Pattern GLYPHS = Pattern.compile("(?:\\s*/[A-Za-z][A-Za-z0-9._-]{0,40})*+\\s*");
    private static final Pattern CONDITION = Pattern.compile(
            "(?:Custom|(?:sRGB|CGATS|FOGRA|SWOP|GRACoL|SNAP|JC|IFRA|Adobe RGB"
                    + "|Apple RGB|Generic|Dot Gain|U\\.S\\. Web|Coated|Uncoated|ISO)"
                    + "(?:[ ._-]?(?:\\d{1,4}|TR|RGB|CMYK|IEC61966-?2[.-]1|v\\d|Coated|Uncoated|Profile|Gr[ae]y|Gamma|eci|Web|SWOP|L|M|%))*+)");
    private static final Pattern PANOSE = Pattern.compile("[\\x00-\\x1f]{0,12}");

    private static final Pattern NONE = Pattern.compile("");

    private static final Map<String, Pattern> BY_KEY = Map.ofEntries(
            Map.entry("M", DATE),
            Map.entry("CreationDate", DATE),
            Map.entry("ModDate", DATE),
            Map.entry("SourceModified", DATE),
            Map.entry("LastModified", DATE),
            Map.entry("Lang", LANGUAGE),
            Map.entry("NM", UNIQUE),
            Map.entry("ID", UNIQUE),
            Map.entry("DA", APPEARANCE),
            Map.entry("DS", STYLE),
            Map.entry("Registry", REGISTRY),
            Map.entry("Ordering", REGISTRY),
            Map.entry("CharSet", GLYPHS),
            Map.entry("Panose", PANOSE),
            Map.entry("OutputConditionIdentifier", CONDITION),
            Map.entry("CheckSum", UNIQUE),
            Map.entry("Cert", NONE),
            Map.entry("O", NONE),
            Map.entry("U", NONE),
            Map.entry("OE", NONE),
            Map.entry("UE", NONE),
            Map.entry("Perms", NONE));

    private PdfFormalStrings() {}

    /** Whether a string is no text: it stands under a key of such, and is what belongs there. */
    static boolean isFormal(String key, String value, COSDictionary dictionary) {
        if (key.equals("FontFamily")) {
            return isNameOf(value, dictionary);
        }
        if (key.equals("Producer")) {
            return ProgramNames.isOne("producer", value.strip());
        }
        Pattern formal = BY_KEY.get(key);
        return formal != null && (formal.matcher(value).matches() || isBytes(value));
    }

    /** Whether a string, wherever it stands, is a number that a program gave an object. */
    static boolean isGenerated(String value) {
        return GENERATED.matcher(value).matches();
    }

    /** Digests, keys and certificates: few of their signs are letters, and what is written in such letters is none. */
    static boolean isBytes(String value) {
        long plain = value.chars()
                .filter(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == ' '))
                .count();
        boolean written = value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return UNIQUE.matcher(value).matches()
                || !written
                        && (value.chars().allMatch(c -> c <= 0xFF || isOfBytes(c)) && plain * 4 < value.length() * 3L);
    }

    /** Bytes come as signs of PDFDocEncoding, some of which have higher numbers. */
    private static boolean isOfBytes(int c) {
        return c == 0xFFFD
                || c >= 0x2000 && c < 0x2300
                || c >= 0x0130 && c < 0x0200
                || c >= 0x02C0 && c < 0x02E0
                || c >= 0xFB00 && c < 0xFB10;
    }

    private static boolean isNameOf(String family, COSDictionary descriptor) {
        COSName font = descriptor.getCOSName(COSName.FONT_NAME);
        return font != null
                && !squeezed(family).isEmpty()
                && squeezed(font.getName()).contains(squeezed(family));
    }

    private static String squeezed(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
    }
}
