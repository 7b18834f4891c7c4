package dev.sluice.ingest.extract;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Attributes of HTML whose values are formal, as long as they look it; anybody may write anything into any of them. */
final class HtmlAttributes {
    private static final Set<String> NAMES =
            Set.of("class", "id", "for", "usemap", "target", "role", "rel", "shape", "scheme", "language", "headers");
    private static final Set<String> MEASURES = Set.of(
            "width",
            "height",
            "border",
            "cellpadding",
            "cellspacing",
            "colspan",
            "rowspan",
            "size",
            "hspace",
            "vspace",
            "tabindex",
            "start",
            "span",
            "frameborder",
            "coords",
            "bgcolor",
            "color",
            "link",
            "vlink",
            "alink");
    private static final Set<String> WORDS = Set.of(
            "type",
            "charset",
            "lang",
            "xml:lang",
            "dir",
            "align",
            "valign",
            "face",
            "method",
            "http-equiv",
            "nowrap",
            "media",
            "scrolling",
            "clear",
            "enctype",
            "checked",
            "selected",
            "disabled");

    /** Names in small letters, with a mark of the program before them, or of Word. */
    private static final Pattern NAME = Pattern.compile(
            "#?(?:[a-z_][a-z\\d]*(?:[-_:./]{1,2}[a-z\\d]+)*(?:[A-Z][a-z\\d]*){0,3}[-_]*|Mso[A-Za-z]{1,40}|WordSection\\d{1,3}|Apple-[a-z-]{1,40})");

    /** What stands in a list of relations. */
    private static final Set<String> RELATIONS = Set.of(
            "stylesheet",
            "shortcut",
            "icon",
            "noopener",
            "noreferrer",
            "nofollow",
            "external",
            "bookmark",
            "alternate",
            "next",
            "prev",
            "preload",
            "prefetch",
            "canonical",
            "ugc",
            "sponsored",
            "tag",
            "category",
            "author",
            "license",
            "me");

    /** A word as anybody writes it; two of them in a list say something, names of programs seldom stand so. */
    private static final Pattern PLAIN = Pattern.compile("[a-z]{2,}");

    private static final Pattern MEASURE = Pattern.compile(
            "[-+]?\\d{0,4}(?:\\.\\d{1,4})?(?:%|px|pt|em|in|cm|\\*)?|#?[0-9A-Fa-f]{6}|[a-z]{1,20}|(?:\\d{1,4}, ?){2,3}\\d{1,4}");
    private static final Pattern WORD = Pattern.compile(
            "[a-z\\d][a-z\\d/+.;=_-]{0,60}(?: ?charset=[\\w-]{1,20})?|[A-Z]{1,12}|(?i:utf-8|us-ascii|iso-8859-\\d{1,2}|windows-\\d{3,4}|gb2312|big5|shift_jis|euc-\\w\\w"
                    + "|[a-z]{2,3}(?:-[a-z]{2,4}|-\\d{3}){0,2}|content-(?:type|language|style-type|script-type|security-policy)|x-ua-compatible|refresh|expires|pragma|cache-control"
                    + "|(?:times new roman|arial|helvetica|verdana|tahoma|georgia|courier(?: new)?|calibri|cambria|sans-serif|serif|monospace|symbol|geneva|segoe ui|trebuchet ms)(?: ?, ?[\\w -]{1,20}){0,5}"
                    + "|text/javascript|text/css)");
    /** Words of all names of an element that are in few pages. */
    private static final int MOST_UNUSUAL = 6;

    private static final Pattern MANY_DIGITS = Pattern.compile("(?s).*\\d(?:[ .-]?\\d){4}.*");
    private static final Pattern COLOUR = Pattern.compile("#?[0-9A-Fa-f]{6}");
    private static final Pattern SPACE = Pattern.compile(
            "https?://(?:www\\.w3\\.org|schemas\\.microsoft\\.com|ogp\\.me|rdfs\\.org|purl\\.org)/[\\w./#-]{0,80}|urn:schemas-microsoft-com:[\\w:]{1,60}");

    private HtmlAttributes() {}

    static boolean isFormal(String key, String value) {
        if (key.startsWith("xmlns")) {
            return SPACE.matcher(value).matches();
        }
        if (MANY_DIGITS.matcher(value).matches()) {
            return MEASURES.contains(key) && COLOUR.matcher(value).matches();
        }
        if (NAMES.contains(key)) {
            int words = 0;
            Set<String> unusual = new HashSet<>();
            for (String name : value.strip().split("\\s+")) {
                if (!NAME.matcher(name).matches() || JoinedWords.unusual(name) >= JoinedWords.SENTENCE) {
                    return false;
                }
                JoinedWords.unusual(name, unusual);
                words += PLAIN.matcher(name).matches() && !RELATIONS.contains(name) ? 1 : 0;
            }
            return words < 2 && unusual.size() <= MOST_UNUSUAL;
        }
        if (JoinedWords.unusual(value) >= JoinedWords.SENTENCE && !Typefaces.isKnown(value)) {
            return false;
        }
        return MEASURES.contains(key) && MEASURE.matcher(value).matches()
                || WORDS.contains(key) && WORD.matcher(value).matches();
    }

    /** Whether the same value stands at many elements of a page, of which one says it all. */
    static boolean isRepeated(String key) {
        return NAMES.contains(key) || MEASURES.contains(key) || WORDS.contains(key) || key.startsWith("xmlns");
    }
}
