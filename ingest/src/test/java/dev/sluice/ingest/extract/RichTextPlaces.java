package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where an RTF document can hold text. */
final class RichTextPlaces {
    private static final String FORMAT = "RTF";
    private static final String STYLES = "{\\stylesheet{\\s0 Normal;}{\\s1\\sbasedon0 heading 1;}STYLE}";

    private RichTextPlaces() {}

    private static byte[] document(String head, String body) {
        return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset204 Arial CYR;}}"
                        + "{\\colortbl;\\red0\\green0\\blue0;}" + head + "\\pard\\plain\\f0 " + Planted.ORDINARY
                        + "\\par "
                        + body + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Free shapes of the kind and number that letters are. */
    private static Planted letters() {
        String shape = "{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 0}}{\\sp{\\sn pVerticies}{\\sv 8;12"
                + ";(1,2)".repeat(12) + "}}{\\sp{\\sn pSegmentInfo}{\\sv 2;3;16384;11;24577}}}}";
        return Planted.unread(
                FORMAT,
                "letters that are drawn",
                UnreadReason.IMAGE_WITHOUT_OCR,
                value -> document("", shape.repeat(24)));
    }

    private static Planted head(String place, String rtf) {
        return Planted.read(FORMAT, place, value -> document(rtf.replace("VALUE", value), ""));
    }

    private static Planted body(String place, String rtf) {
        return Planted.read(FORMAT, place, value -> document("", rtf.replace("VALUE", value)));
    }

    private static Planted shape(String place, String properties) {
        return body(place, "{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 75}}" + properties + "}}");
    }

    static Stream<Planted> all() {
        return Stream.concat(heads(), bodies());
    }

    private static Stream<Planted> heads() {
        return Stream.of(
                head("author", "{\\info{\\author VALUE}}"),
                head("title", "{\\info{\\title VALUE}}"),
                head("operator", "{\\info{\\operator VALUE}}"),
                head("manager", "{\\info{\\manager VALUE}}"),
                head("comments", "{\\info{\\doccomm VALUE}}"),
                head("base of links", "{\\info{\\hlinkbase VALUE}}"),
                head("value of a custom property", "{\\*\\userprops{\\propname x}\\proptype30{\\staticval VALUE}}"),
                head("name of a custom property", "{\\*\\userprops{\\propname VALUE}\\proptype30{\\staticval x}}"),
                head("document variable", "{\\*\\docvar {x}{VALUE}}"),
                head("name of a document variable", "{\\*\\docvar {VALUE}{x}}"),
                head("author of a change", "{\\*\\revtbl{Unknown;}{VALUE;}}"),
                head("name of a style", STYLES.replace("STYLE", "{\\s15 VALUE;}")),
                head("template", "{\\*\\template VALUE}"),
                head("typeface", "{\\fonttbl{\\f7\\fnil VALUE;}}"),
                head("alternative of a typeface", "{\\fonttbl{\\f7\\fnil Arial{\\*\\falt VALUE};}}"),
                head("untagged name of a typeface", "{\\fonttbl{\\f7\\fnil Arial{\\*\\fname VALUE;};}}"),
                head("program that wrote it", "{\\*\\generator Microsoft VALUE;}"),
                head("name that begins like that of a style", STYLES.replace("STYLE", "{\\s15 Title VALUE;}")),
                head("group of no known name", "{\\*\\xyzzy VALUE}"),
                head("group in a group of no known name", "{\\*\\xyzzy {\\*\\plugh VALUE}}"),
                head("text in a group of bytes", "{\\*\\datastore VALUE .}"),
                head(
                        "text of a numbering",
                        "{\\*\\listtable{\\list{\\listlevel{\\leveltext\\'0fVALUE \\'00;}{\\levelnumbers;}}}}"));
    }

    private static Stream<Planted> bodies() {
        return Stream.of(
                body("text", "VALUE\\par "),
                body("hidden text", "{\\v VALUE}\\par "),
                body("deleted text", "{\\deleted VALUE}\\par "),
                body("header", "{\\header VALUE}"),
                body("footnote", "{\\footnote VALUE}"),
                body("annotation", "{\\*\\atnid x}{\\*\\atnauthor x}\\chatn{\\*\\annotation VALUE}"),
                body("author of an annotation", "{\\*\\atnid x}{\\*\\atnauthor VALUE}\\chatn{\\*\\annotation x}"),
                body("bookmark", "{\\*\\bkmkstart VALUE}x{\\*\\bkmkend VALUE}"),
                body("instruction of a field", "{\\field{\\*\\fldinst QUOTE \"VALUE\"}{\\fldrslt x}}"),
                body("class of an object", "{\\object\\objemb{\\*\\objclass VALUE}{\\result x}}"),
                body(
                        "bookmark that begins like a generated one",
                        "{\\*\\bkmkstart _RefVALUE}x{\\*\\bkmkend _RefVALUE}"),
                letters(),
                body("index entry", "{\\xe VALUE}"),
                body("table cell", "\\trowd\\cellx2000 \\intbl VALUE\\cell\\row "),
                body("name of a form field", "{\\field{\\*\\fldinst FORMTEXT{\\*\\formfield{\\*\\ffname VALUE}}}}"),
                body(
                        "default of a form field",
                        "{\\field{\\*\\fldinst FORMTEXT{\\*\\formfield{\\*\\ffdeftext VALUE}}}}"),
                body("data for other programs", "{\\private VALUE}"),
                shape("alternative text of a shape", "{\\sp{\\sn wzDescription}{\\sv VALUE}}"),
                shape("name of a shape", "{\\sp{\\sn wzName}{\\sv VALUE}}"),
                shape("word art", "{\\sp{\\sn gtextUNICODE}{\\sv VALUE}}"),
                shape("text in a shape", "{\\shptxt\\pard VALUE\\par}"));
    }
}
