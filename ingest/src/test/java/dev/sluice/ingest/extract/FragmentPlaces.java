package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Where a value is put together by a browser in text that is shown as a page but does not begin like one. */
final class FragmentPlaces {
    private static final String MAIL = "From: sender@example.org\r\nTo: receiver@example.org\r\nSubject: notes\r\n"
            + "Date: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";
    private static final String SHEET = "<style>p::after { content: 'START' 'END'; }</style>";
    private static final String DOT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    private static final String PAGE = "<p>" + Planted.ORDINARY + "</p>" + SHEET;
    private static final String RUNNING = Planted.ORDINARY + "<br>x" + SHEET;

    private FragmentPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                mail("body that begins with a paragraph", "text/html; charset=utf-8", PAGE),
                mail("body that begins with text", "text/html", RUNNING),
                mail("body of many tags", "text/html", "<p>a<p>b<p>c<p>d<p>" + RUNNING),
                mail(
                        "type of data in a body of many tags",
                        "text/html",
                        "Hello<p>a<p>b<p>c<p>d<p>e<p>" + Planted.ORDINARY + "<img src=\"data:STARTEND;base64," + DOT
                                + "\">"),
                mail("body of rows", "text/html", "a,b,c\r\n1,2,3\r\n4,5,6<br>" + SHEET + "\r\n" + Planted.ORDINARY),
                mail("body of XHTML", "application/xhtml+xml", PAGE),
                mail("text of many tags", "text/plain", "a<p>b<p>c<p>d<p>" + RUNNING + "</p></p></p>"),
                entry("entry by its name", "text/part0001.xhtml", PAGE),
                entry("entry in large letters", "PART.HTM", RUNNING),
                entry("entry of a book's styles", "css/book.css", "p::after { content: 'START' 'END'; }"),
                entry("entry that holds styles", "book", "p::after { content: 'START' 'END'; }"),
                Planted.read(
                        "page fragment",
                        "file of many tags",
                        value -> planted(Planted.ORDINARY + "\na<p>b<p>c<p>d<p>" + SHEET + "</p>", value)));
    }

    private static Planted mail(String place, String type, String body) {
        return Planted.read(
                "mail fragment",
                place,
                value -> planted(MAIL + "Content-Type: " + type + "\r\n\r\n" + body + "\r\n", value));
    }

    private static Planted entry(String place, String name, String text) {
        return Planted.read(
                "book fragment",
                place,
                value -> Samples.bytes(out -> {
                    try (ZipOutputStream zip = new ZipOutputStream(out)) {
                        zip.putNextEntry(new ZipEntry("first.txt"));
                        zip.write(Planted.ORDINARY.getBytes(StandardCharsets.UTF_8));
                        zip.putNextEntry(new ZipEntry(name));
                        zip.write(planted(text, value));
                    }
                }));
    }

    private static byte[] planted(String text, String value) {
        return text.replace("START", value.substring(0, 3))
                .replace("END", value.substring(3))
                .getBytes(StandardCharsets.UTF_8);
    }
}
