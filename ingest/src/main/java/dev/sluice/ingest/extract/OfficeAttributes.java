package dev.sluice.ingest.extract;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which values of attributes of office formats say nothing: numbers, words of an enumeration, references, names that programs
 * give. Every other value is text, whatever its attribute is called. What an attribute is called only decides whether it may
 * hold a long number, a place in a sheet, a path or a typeface.
 *
 * @see "ECMA-376 parts 1 and 4, whose enumerations are in office-words.txt"
 */
final class OfficeAttributes {
    private static final Set<String> WORDS = WordList.words("office-words.txt");

    private static final Pattern YEAR = Pattern.compile("[/:](?:19|20)\\d\\d(?:/\\d{1,2}){0,2}(?=[/:-]|$)");
    private static final int LONGEST_PREFIX = 5;
    private static final Pattern NUMBER = Pattern.compile(
            "[-+#@]?\\d{0,6}(?:\\.\\d{1,20})?(?:E[-+]?\\d{1,3})?(?:pt|px|in|cm|mm|em|pc|%|f|fd|deg|rad)?");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final int MOST_LONE_DIGITS = 6;
    private static final Pattern LONG = Pattern.compile("-?\\d{1,11}");
    private static final Set<String> LONG_NUMBERS = Set.of(
            "idx",
            "x",
            "y",
            "cx",
            "cy",
            "defTabSz",
            "ang",
            "dir",
            "rev",
            "w",
            "h",
            "imgW",
            "imgH",
            "marL",
            "indent",
            "dist",
            "z-index",
            "relativeHeight",
            "number-rows-repeated",
            "number-columns-repeated",
            "horizontalDpi",
            "verticalDpi",
            "usb0",
            "usb1",
            "usb2",
            "usb3",
            "csb0",
            "csb1",
            "tplc",
            "rgb",
            "spinCount",
            "cryptSpinCount");
    /** Elements whose "val" or "id" is a number that a program drew. */
    private static final Set<String> DRAWN = Set.of(
            "creationId",
            "docId",
            "id",
            "modId",
            "nsid",
            "rsid",
            "rsidRoot",
            "tmpl",
            "sldLayoutId",
            "sldMasterId",
            "sldId",
            "div",
            "rowId",
            "colId",
            "chartTrackingRefBased");

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{6,8}|[0-9A-F]{20}");
    private static final Pattern REVISION =
            Pattern.compile("rsid\\w{0,12}|paraId|textId|anchorId|editId|durableId|panose1?");
    private static final Pattern PANOSE = Pattern.compile("(?:\\d{1,2} ){9}\\d{1,2}");
    private static final Pattern UNIQUE =
            Pattern.compile("(?:\\w{1,4}:)?\\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\\}?");
    private static final Pattern REFERENCE = Pattern.compile(
            "rId(?:Dr|St)?\\d{0,4}|R[0-9a-f]{16,32}|#?_x0000_[a-z]\\d{1,6}|_\\d{6,10}|id\\d{1,4}|#\\d{1,4}|\\+m[jn]-(?:lt|ea|cs)");
    private static final Pattern CELLS = Pattern.compile("\\$?[A-Z]{0,3}\\$?\\d{0,7}(?::\\$?[A-Z]{0,3}\\$?\\d{0,7})?");
    private static final Set<String> PLACES =
            Set.of("r", "ref", "sqref", "activeCell", "spans", "topLeftCell", "cell", "dimension", "r1", "r2");
    private static final Set<String> TYPEFACES = Set.of("typeface", "ascii", "hAnsi", "cs", "eastAsia", "face");
    private static final Pattern ODF_TYPEFACE = Pattern.compile("font-(?:name|family)(?:-asian|-complex)?");
    private static final Set<String> FONTS = Set.of("font", "rFont", "altName", "mathFont", "font-face", "FaceName");
    private static final Pattern PATH = Pattern.compile("Target|PartName|full-path|href|Extension|path");
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "(?:application|text|image|audio|video)/(?:vnd\\.(?:openxmlformats|ms|sun|oasis|microsoft)[\\w.+-]{0,90}|x-[emf]{3}|[a-z]{2,5}(?:\\+xml)?)");
    private static final Pattern LANGUAGE =
            Pattern.compile("[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Z]{2}|\\d{3}))?|[A-Z]{2}");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://(?:schemas\\.openxmlformats\\.org|purl\\.oclc\\.org/ooxml|schemas\\.microsoft\\.com|www\\.w3\\.org|docs\\.oasis-open\\.org|openoffice\\.org|purl\\.org/dc)"
                    + "|urn:(?:oasis:|schemas-microsoft-com:|microsoft\\.com/office/officeart/|org:documentfoundation:)|ppaction://)[\\w.:/#-]{0,120}");
    private static final Pattern PREFIXES = Pattern.compile(
            "(?:(?:[wx]p?|[acopr]|wps|xr|mc|mv|am3d|cx|cr|dc|dcterms)\\d{0,2}(?:ac|se|cid|cex|sdtdh|sdtfl|du|r\\d?)?\\s*)+");
    private static final Pattern TYPE = Pattern.compile("(?:dcterms|dc|xsd?|vt):[A-Za-z0-9]{2,20}|W3CDTF");
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]{1,20}Z?)?|[\\d:.]{1,20}|PT?[\\dHMSD.]{1,24}|\\d{1,2}_?\\{[0-9A-F-]{36}\\}");
    private static final Pattern TIMED = Pattern.compile("(?i).*date.*|.*time.*|dt");
    /** Paths and formulas of shapes: commands of few letters between numbers. */
    private static final Pattern OUTLINE = Pattern.compile("(?:[a-zA-Z]{0,2}[-\\d.,@\\s]{0,12})*");

    private static final Pattern OUTLINES = Pattern.compile(
            "path|d|points|viewBox|enhanced-path|adj|rect|limo|adjustments|text-areas|glue-points|coordsize|coordorigin|textboxrect|connectlocs");
    private static final Pattern FORMULA = Pattern.compile(
            "(?:[*+/?-]{1,2}|if|sum|prod|mid|val|min|max|sqrt|abs|pin|cos|sin|tan|at2|mod|cat2|sat2|ellipse|atan2|cosatan2|sinatan2|sumangle|product)"
                    + "(?:\\s+(?:[-@]?\\d{1,7}|[hwlrtb]|[hw][cd]\\d{0,2}|ss\\d{0,2}|ls|hc|vc|x\\d{1,2}|y\\d{1,2}|connsite[XY]\\d{1,3}|adj\\d{0,2}|a\\d|dx\\d|dy\\d|lineDrawn|pixel\\w{4,14})){1,3}");
    private static final Pattern GUIDE = Pattern.compile("connsite[XY]\\d{1,3}|[a-z]{1,3}\\d{1,3}");
    private static final Pattern DECLARATION = Pattern.compile(
            "(?:mso|margin|position|width|height|left|top|right|bottom|z-index|visibility|rotation|flip|font|text|v-text|layout|direction)(?:-[a-z]{1,10}){0,5}");

    /** Automatic names of styles of OpenDocument. */
    private static final Pattern AUTOMATIC = Pattern.compile(
            "(?:P|T|L|N|co|ro|ta|ce|fr|gr|dp|pr|a|Mpm|Mgr|Mfr|Mdp|MT|MP|pm|PL|ML|Sect|PageStyle_5f_|Table(?:Column|Row|Cell)?|ListLevel)\\d{1,6}(?:P\\d|(?:[._][A-Z]{1,2}\\d{1,4}))?");

    private OfficeAttributes() {}

    /** Whether nobody wrote the value. */
    static boolean isFormal(String element, String attribute, String written) {
        String value = written.strip();
        if (value.isEmpty()
                || value.length() > 4_000 && !OUTLINES.matcher(attribute).matches()) {
            return value.isEmpty();
        }
        return isWord(value)
                || isNumbers(value)
                || isDrawn(element, attribute, value)
                || isNamed(element, attribute, value)
                || isAddress(attribute, value);
    }

    private static boolean isWord(String value) {
        return WORDS.contains(value) || value.length() == 1 && !Character.isDigit(value.charAt(0));
    }

    /** Whether a value is a number of few digits, or the place of a cell: what most attributes are. */
    static boolean isPlain(String attribute, String value) {
        int length = value.length();
        if (length == 0 || length > 10) {
            return length == 0;
        }
        int letters = 0;
        while (letters < length && value.charAt(letters) >= 'A' && value.charAt(letters) <= 'Z') {
            letters++;
        }
        for (int i = letters; i < length; i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return letters == 0 ? length <= 6 : attribute.equals("r") && letters <= 3 && length - letters <= 7;
    }

    /** Whether a prefix of names is one that programs use. */
    static boolean isPrefix(String prefix) {
        return prefix.length() <= LONGEST_PREFIX || PREFIXES.matcher(prefix).matches() || ProgramNames.isGiven(prefix);
    }

    /** Whether the address of a vocabulary is one of those that office formats are made of. */
    static boolean isAddress(String address) {
        return address.isEmpty()
                || ADDRESS.matcher(address).matches()
                        && ProgramNames.isGiven(YEAR.matcher(address).replaceAll("/"));
    }

    /** Numbers, colours, and between them at most two words of an enumeration. */
    private static boolean isNumbers(String value) {
        int words = 0;
        int lone = 0;
        for (String token : value.split("[\\s,;:()]+")) {
            if (DIGIT.matcher(token).matches()) {
                lone++;
            } else if (WORDS.contains(token)) {
                words++;
            } else if (!NUMBER.matcher(token).matches() && !isColour(token) && !token.equals("NaN")) {
                return false;
            }
        }
        return words <= 2 && lone <= MOST_LONE_DIGITS;
    }

    private static boolean isColour(String token) {
        String digits = token.startsWith("#") ? token.substring(1) : token;
        return HEXADECIMAL.matcher(digits).matches()
                && (token != digits || digits.length() == 6 || digits.chars().anyMatch(Character::isLetter));
    }

    private static boolean isDrawn(String element, String attribute, String value) {
        return LONG.matcher(value).matches()
                        && (LONG_NUMBERS.contains(attribute) || DRAWN.contains(element) || attribute.equals("id"))
                || HEXADECIMAL.matcher(value).matches()
                        && (REVISION.matcher(attribute).matches()
                                || DRAWN.contains(element)
                                || element.equals("panose1"))
                || UNIQUE.matcher(value).matches()
                || attribute.equals("panose-1") && PANOSE.matcher(value).matches()
                || REFERENCE.matcher(value).matches()
                || TIMED.matcher(attribute).matches() && TIME.matcher(value).matches()
                || PLACES.contains(attribute) && allMatch(CELLS, value)
                || OUTLINES.matcher(attribute).matches()
                        && OUTLINE.matcher(value).matches()
                || attribute.equals("fmla") && FORMULA.matcher(value).matches()
                || attribute.equals("eqn") && FORMULA.matcher(value).matches()
                || (element.equals("gd") || element.equals("pos"))
                        && GUIDE.matcher(value).matches();
    }

    private static boolean isNamed(String element, String attribute, String value) {
        if (TYPEFACES.contains(attribute)
                || ODF_TYPEFACE.matcher(attribute).matches()
                || FONTS.contains(element) && (attribute.equals("name") || attribute.equals("val"))) {
            return Typefaces.isKnown(value)
                    || attribute.equals("eastAsia") && LANGUAGE.matcher(value).matches();
        }
        return ProgramNames.isGiven(value)
                || AUTOMATIC.matcher(value).matches()
                || attribute.equals("style") && isStyle(value)
                || attribute.equals("Ignorable") && PREFIXES.matcher(value).matches()
                || attribute.equals("Requires") && PREFIXES.matcher(value).matches()
                || attribute.equals("type") && TYPE.matcher(value).matches();
    }

    private static boolean isAddress(String attribute, String value) {
        return PATH.matcher(attribute).matches() && ProgramNames.isGivenPath(value)
                || MEDIA_TYPE.matcher(value).matches()
                || isAddress(value)
                || LANGUAGE.matcher(value).matches();
    }

    /** Declarations of known properties with formal values. */
    private static boolean isStyle(String value) {
        for (String declaration : value.split(";")) {
            int colon = declaration.indexOf(':');
            String property = colon < 0 ? "" : declaration.substring(0, colon).strip();
            String what = declaration.substring(colon + 1).strip();
            boolean formal = DECLARATION.matcher(property).matches()
                    && (what.isEmpty()
                            || isWord(what)
                            || isNumbers(what)
                            || REFERENCE.matcher(what).matches()
                            || what.length() == 1);
            if (!declaration.isBlank() && !formal) {
                return false;
            }
        }
        return true;
    }

    private static boolean allMatch(Pattern pattern, String value) {
        for (String token : value.split("\\s+")) {
            if (!pattern.matcher(token).matches()) {
                return false;
            }
        }
        return true;
    }
}
