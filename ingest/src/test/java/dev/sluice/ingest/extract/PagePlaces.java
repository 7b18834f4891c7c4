package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** Where an HTML page can hold text. */
final class PagePlaces {
    private static final String FORMAT = "HTML";

    private PagePlaces() {}

    static Stream<Planted> all() {
        return Stream.concat(heads(), bodies());
    }

    private static Planted page(String place, String html) {
        return Planted.read(FORMAT, place, value -> html.replace("VALUE", value).getBytes(StandardCharsets.UTF_8));
    }

    private static Planted head(String place, String html) {
        return page(
                place,
                "<!DOCTYPE html><html><head>" + html + "</head><body><p>" + Planted.ORDINARY + "</p></body></html>");
    }

    private static Planted body(String place, String html) {
        return page(
                place,
                "<!DOCTYPE html><html><head><title>x</title></head><body><p>" + Planted.ORDINARY + "</p>" + html
                        + "</body></html>");
    }

    private static Stream<Planted> heads() {
        return Stream.of(
                head("title", "<title>VALUE</title>"),
                head("author", "<meta name='author' content='VALUE'>"),
                head("description", "<meta name='description' content='VALUE'>"),
                head("keywords", "<meta name='keywords' content='VALUE'>"),
                head("property", "<meta property='og:title' content='VALUE'>"),
                head("script", "<script>var patient = 'VALUE';</script>"),
                head("escaped script", "<script>var patient = '\\u0051uillfeather VALUE';</script>"),
                head("data of a script", "<script type='application/json'>{\"who\": \"VALUE\"}</script>"),
                head("linked data", "<script type='application/ld+json'>{\"name\": \"VALUE\"}</script>"),
                head("comment in the head", "<!-- VALUE -->"),
                head("conditional comment", "<!--[if IE]><p>VALUE</p><![endif]-->"),
                head("content in a style", "<style>p:before { content: 'VALUE'; }</style>"),
                head("comment in a style", "<style>/* VALUE */ p { color: red; }</style>"),
                head("template", "<template><p>VALUE</p></template>"),
                head("target of a link", "<link rel='next' href='https://example.org/VALUE'>"),
                page(
                        "document type",
                        "<!DOCTYPE html SYSTEM 'VALUE'><html><body><p>" + Planted.ORDINARY + "</p></body></html>"),
                page(
                        "before the page",
                        "<!-- VALUE --><!DOCTYPE html><html><body><p>" + Planted.ORDINARY + "</p></body></html>"),
                page(
                        "after the page",
                        "<!DOCTYPE html><html><body><p>" + Planted.ORDINARY + "</p></body></html>VALUE"));
    }

    private static Stream<Planted> bodies() {
        String picture = "data:image/jpeg;base64,";
        return Stream.of(
                body("comment", "<!-- VALUE -->"),
                body("instruction", "<?php $who = 'VALUE' ?>"),
                body("alternative text", "<img src='x.png' alt='VALUE'>"),
                body("title of an element", "<p title='VALUE'>x</p>"),
                body("label for readers", "<p aria-label='VALUE'>x</p>"),
                body("data attribute", "<p data-who='VALUE'>x</p>"),
                body("class", "<p class='VALUE'>x</p>"),
                body("identifier", "<p id='VALUE'>x</p>"),
                body("size", "<table width='VALUE'></table>"),
                body("typeface", "<font face='VALUE'>x</font>"),
                body("language", "<p lang='VALUE'>x</p>"),
                body("handler", "<p onclick=\"call('VALUE')\">x</p>"),
                body("hidden element", "<p hidden>VALUE</p>"),
                body("element without display", "<p style='display:none'>VALUE</p>"),
                body("white text", "<p style='color:white'>VALUE</p>"),
                body("text off the page", "<p style='position:absolute;left:-9999px'>VALUE</p>"),
                body("hidden field", "<input type='hidden' value='VALUE'>"),
                body("placeholder", "<input placeholder='VALUE'>"),
                body("option", "<select><option value='VALUE'>x</option></select>"),
                body("text area", "<textarea>VALUE</textarea>"),
                body("without scripts", "<noscript>VALUE</noscript>"),
                body("frame", "<iframe srcdoc='&lt;p&gt;VALUE&lt;/p&gt;'></iframe>"),
                body("caption", "<table><caption>VALUE</caption></table>"),
                body("summary", "<table summary='VALUE'></table>"),
                body("title of a drawing", "<svg><title>VALUE</title></svg>"),
                body("text of a drawing", "<svg><text>VALUE</text></svg>"),
                body("section of character data", "<svg><![CDATA[VALUE]]></svg>"),
                body("target of a link", "<a href='mailto:VALUE@example.org'>x</a>"),
                body("content of a style attribute", "<p style=\"--who: 'VALUE'\">x</p>"),
                body("text in a data address", "<a href='data:text/plain,VALUE'>x</a>"),
                Planted.read(
                        FORMAT,
                        "EXIF of a picture",
                        value -> ("<html><body><p>" + Planted.ORDINARY + "</p><img src='" + picture
                                        + Base64.getEncoder().encodeToString(Planted.picture(0x010E, value))
                                        + "'></body></html>")
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
