package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where text can stand in the source of an HTML page without a place in its tree. */
final class PageSourcePlaces {
    private static final String FORMAT = "HTML source";

    private PageSourcePlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                body("list of names", "<p class='patient VALUE was diagnosed'>x</p>"),
                body("second attribute", "<p title='x' title='VALUE'>x</p>"),
                body("second attribute of a formal name", "<p class='x' class='Seen VALUE'>x</p>"),
                body("attributes without a value", "<p patient VALUE was diagnosed>x</p>"),
                body("tag of a sentence", "<patient VALUE was diagnosed>x"),
                body("end tag", "<p>x</p title='VALUE'>"),
                body("form in a form", "<form><form title='VALUE'>x</form></form>"),
                body("second body", "<body title='VALUE'>"),
                body("stray row", "<tr title='VALUE'>"),
                body("column in a list", "<select><col title='VALUE'></select>"),
                body("second document type", "<!DOCTYPE VALUE>"),
                body("end of a comment that is none", "</!VALUE>"),
                body("parameter of a data URL", "<a href='data:text/plain;name=VALUE;charset=utf-8,x'>x</a>"),
                body("import of a style", "<style>@import url('VALUE.css');</style>"),
                body("property of its own", "<style>p { --note: seen by VALUE; }</style>"),
                body("selector of an attribute", "<style>p[title='VALUE'] { color: red; }</style>"),
                page(
                        "page of frames",
                        "<!DOCTYPE html><html><head><title>" + Planted.ORDINARY
                                + "</title></head><frameset><frame src='x'><p>VALUE</p></frameset></html>"),
                page(
                        "behind frames",
                        "<!DOCTYPE html><html><head><title>" + Planted.ORDINARY
                                + "</title></head><frameset><frame src='x'></frameset><p>VALUE</p></html>"));
    }

    private static Planted body(String place, String html) {
        return page(place, "<!DOCTYPE html><html><body><p>" + Planted.ORDINARY + "</p>" + html + "</body></html>");
    }

    private static Planted page(String place, String html) {
        return Planted.read(FORMAT, place, value -> html.replace("VALUE", value).getBytes(StandardCharsets.UTF_8));
    }
}
