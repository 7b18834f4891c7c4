package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where a value can be split by tags that are signs of a text like any other; a browser shows it in one. */
final class TaggedPlaces {
    private static final String MAIL = "From: sender@example.org\r\nTo: receiver@example.org\r\nSubject: notes\r\n"
            + "Date: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";

    private TaggedPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                split(
                        "page in quoted-printable",
                        MAIL + "Content-Type: text/html\r\nContent-Transfer-Encoding: " + "quoted-printable\r\n\r\n<p>"
                                + Planted.ORDINARY + "</p><p>Seen by START<b>=\r\nEND</b></p>"),
                split(
                        "enriched text",
                        MAIL + "Content-Type: text/enriched\r\n\r\n" + Planted.ORDINARY
                                + "\r\nSeen by START<bold>END</bold>"),
                split(
                        "section of character data",
                        "<?xml version='1.0'?><r><n>" + Planted.ORDINARY
                                + "</n><d><![CDATA[Seen by START<b>END</b>]]></d></r>"),
                split(
                        "feed",
                        "<?xml version='1.0'?><rss version='2.0'><channel><title>" + Planted.ORDINARY
                                + "</title><item><description>Seen by START&lt;b&gt;END&lt;/b&gt;</description></item></channel></rss>"),
                split(
                        "feed, escaped twice",
                        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>"
                                + Planted.ORDINARY
                                + "</title><content>Seen by START&amp;lt;b&amp;gt;END</content></feed>"),
                split(
                        "narrative in JSON",
                        "{\"note\": \"" + Planted.ORDINARY
                                + "\", \"text\": {\"div\": \"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">Seen by START<b class=\\\"a>b\\\">END</b></div>\"}}"),
                split(
                        "escaped signs in JSON",
                        "{\"note\": \"" + Planted.ORDINARY
                                + "\", \"html\": \"Seen by START\\u003cb\\u003eEND\\u003c/b\\u003e\"}"),
                split(
                        "cell of a table",
                        "id,note,where\n1,Seen by START<i>END</i>,x\n2,x,x\n3," + Planted.ORDINARY.replace(",", "")
                                + ",x\n"),
                split("comment in a text", Planted.ORDINARY + "\nSeen by START<!-- x -->END.\n"),
                split("fragment of a page", Planted.ORDINARY + "\n<p>x</p><p>Seen by START<b\nclass='x'>END</b></p>\n"),
                split(
                        "string of a script",
                        "<!DOCTYPE html><html><body><p>" + Planted.ORDINARY
                                + "</p><script>show('<p>START<b>END</b></p>');</script></body></html>"),
                split(
                        "page of a frame",
                        "<!DOCTYPE html><html><body><p>" + Planted.ORDINARY
                                + "</p><iframe srcdoc='&lt;p&gt;START&lt;b&gt;END&lt;/b&gt;&lt;/p&gt;'></iframe></body></html>"));
    }

    private static Planted split(String place, String document) {
        return Planted.read(
                "tagged text",
                place,
                value -> document.replace("START", value.substring(0, 3))
                        .replace("END", value.substring(3))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
