package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where the style sheet of a page can hold text. */
final class StyleSheetPlaces {
    private static final String NAME = "SeenByQuillfeather";

    private StyleSheetPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                sheet("own property", "p { note: VALUE; }"),
                sheet("value of a known property", "p { float: VALUE; }"),
                sheet("typeface", "p { font-family: VALUE, serif; }"),
                sheet("quoted typeface", "p { font-family: 'VALUE'; }"),
                sheet("short form of a typeface", "p { font: bold 12px VALUE; }"),
                sheet("address", "p { background: url(VALUE.png); }"),
                sheet("quoted address", "p { background: url('VALUE.png'); }"),
                sheet("sheet taken in", "@import url(VALUE.css);"),
                sheet("sheet taken in by its name", "@import 'VALUE.css';"),
                sheet("custom property", "p { --who: VALUE; }"),
                sheet("quotation marks", "p { quotes: 'VALUE' 'x'; }"),
                sheet("areas", "p { grid-template-areas: 'VALUE x'; }"),
                sheet("character set", "@charset 'VALUE';"),
                sheet("data in an address", "p { background: url(data:text/plain,VALUE); }"),
                sheet("comment without an end", "p { color: red; } /* VALUE"),
                sheet("declaration without a rule", "VALUE: x;"),
                sheet("text behind the rules", "p { color: red; } VALUE"),
                named("class", ".VALUE { color: red; }"),
                named("identifier", "#VALUE { color: red; }"),
                named("element that no page has", "VALUE { color: red; }"),
                named("animation", "@keyframes VALUE { from { top: 0; } }"),
                named("layer", "@layer VALUE;"),
                named("escaped class", ".\\000053eenByQuillfeather { color: red; }"));
    }

    private static Planted sheet(String place, String css) {
        return Planted.read("style sheet", place, value -> page(css.replace("VALUE", value)));
    }

    /** Names have neither blanks nor a digit at their beginning. */
    private static Planted named(String place, String css) {
        return Planted.read(
                        "style sheet", place, value -> page(css.replace("VALUE", value.equals("other") ? value : NAME)))
                .called(NAME);
    }

    private static byte[] page(String css) {
        return ("<!DOCTYPE html><html><head><style>" + css + "</style></head><body><p>" + Planted.ORDINARY
                        + "</p></body></html>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
