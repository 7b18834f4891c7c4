package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Set;

/**
 * The words and numbers of RTF that decide how its text is read.
 *
 * @see "Rich Text Format Specification 1.9.1"
 */
final class RtfVocabulary {
    /** Words that begin a group of its own without a star; every word behind a star does. */
    static final Set<String> DESTINATIONS = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "title",
            "subject",
            "author",
            "manager",
            "company",
            "operator",
            "category",
            "keywords",
            "comment",
            "doccomm",
            "hlinkbase",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "footnote",
            "pict",
            "object",
            "field",
            "fldrslt",
            "shp",
            "shptxt",
            "sp",
            "sn",
            "sv",
            "result",
            "nonshppict",
            "shprslt",
            "listtext",
            "pntext",
            "leveltext",
            "levelnumbers",
            "listname",
            "private",
            "propname",
            "staticval",
            "linkval",
            "xe",
            "tc",
            "rxe",
            "txe",
            "nextfile",
            "template");
    /** Groups in which every inner group is a text of its own. */
    static final Set<String> LISTS = Set.of("docvar", "userprops", "fonttbl", "stylesheet", "revtbl", "protusertbl");

    static final Set<String> LINE_ENDS =
            Set.of("par", "line", "cell", "nestcell", "row", "nestrow", "sect", "page", "column", "lbr", "softline");
    static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("tab", "\t"),
            Map.entry("emdash", "\u2014"),
            Map.entry("endash", "\u2013"),
            Map.entry("lquote", "\u2018"),
            Map.entry("rquote", "\u2019"),
            Map.entry("ldblquote", "\u201C"),
            Map.entry("rdblquote", "\u201D"),
            Map.entry("bullet", "\u2022"),
            Map.entry("emspace", " "),
            Map.entry("enspace", " "),
            Map.entry("qmspace", " "));

    private RtfVocabulary() {}

    /** The character set of a font by its number ({@code fcharset}). */
    static Charset charset(int number, Charset byDefault) {
        return switch (number) {
            case 77 -> codePage(10_000, byDefault);
            case 128 -> codePage(932, byDefault);
            case 129 -> codePage(949, byDefault);
            case 134 -> codePage(936, byDefault);
            case 136 -> codePage(950, byDefault);
            case 161 -> codePage(1253, byDefault);
            case 162 -> codePage(1254, byDefault);
            case 163 -> codePage(1258, byDefault);
            case 177 -> codePage(1255, byDefault);
            case 178 -> codePage(1256, byDefault);
            case 186 -> codePage(1257, byDefault);
            case 204 -> codePage(1251, byDefault);
            case 222 -> codePage(874, byDefault);
            case 238 -> codePage(1250, byDefault);
            default -> byDefault;
        };
    }

    /** A code page by its number. */
    static Charset codePage(int number, Charset otherwise) {
        String name = switch (number) {
            case 932 -> "windows-31j";
            case 936 -> "GBK";
            case 949 -> "x-windows-949";
            case 950 -> "Big5";
            case 874 -> "x-windows-874";
            case 10_000 -> "x-MacRoman";
            case 65_001 -> "UTF-8";
            default -> number >= 1_250 && number <= 1_258 ? "windows-" + number : "IBM" + number;
        };
        return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
    }
}
