package dev.sluice.ingest.extract;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where an ODT can hold text. */
final class OpenDocumentPlaces {
    private static final String FORMAT = "ODT";
    private static final String MEDIA_TYPE = "application/vnd.oasis.opendocument.text";
    private static final String NAMESPACES = " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
            + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
            + " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
            + " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
            + " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
            + " xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0'"
            + " xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'"
            + " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink'";

    private OpenDocumentPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(metadata(), body(), styles(), embedded()).flatMap(each -> each);
    }

    private static byte[] document(String content, String meta, String styles, Object... more) {
        List<Object> entries = new ArrayList<>(List.of("mimetype", bytes(MEDIA_TYPE)));
        entries.addAll(List.of(
                "META-INF/manifest.xml",
                bytes("<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
                        + "<manifest:file-entry manifest:full-path='/' manifest:media-type='" + MEDIA_TYPE + "'/>"
                        + "</manifest:manifest>"),
                "meta.xml",
                bytes("<office:document-meta" + NAMESPACES + "><office:meta>" + meta
                        + "</office:meta></office:document-meta>"),
                "styles.xml",
                bytes("<office:document-styles" + NAMESPACES + ">" + styles + "</office:document-styles>"),
                "content.xml",
                bytes("<office:document-content" + NAMESPACES
                        + "><office:body><office:text><text:p>" + Planted.ORDINARY + "</text:p>" + content
                        + "</office:text></office:body></office:document-content>")));
        entries.addAll(List.of(more));
        return Samples.zip(entries.toArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Planted content(String place, String xml) {
        return Planted.read(FORMAT, place, value -> document(xml.replace("VALUE", value), "", ""));
    }

    private static Planted meta(String place, String xml) {
        return Planted.read(FORMAT, place, value -> document("", xml.replace("VALUE", value), ""));
    }

    private static Planted style(String place, String xml) {
        return Planted.read(FORMAT, place, value -> document("", "", xml.replace("VALUE", value)));
    }

    private static Stream<Planted> metadata() {
        return Stream.of(
                meta("author", "<dc:creator>VALUE</dc:creator>"),
                meta("first author", "<meta:initial-creator>VALUE</meta:initial-creator>"),
                meta("printed by", "<meta:printed-by>VALUE</meta:printed-by>"),
                meta("title", "<dc:title>VALUE</dc:title>"),
                meta("subject", "<dc:subject>VALUE</dc:subject>"),
                meta("keywords", "<meta:keyword>VALUE</meta:keyword>"),
                meta("description", "<dc:description>VALUE</dc:description>"),
                meta("value of a custom property", "<meta:user-defined meta:name='x'>VALUE</meta:user-defined>"),
                meta("name of a custom property", "<meta:user-defined meta:name='VALUE'>x</meta:user-defined>"),
                meta("template", "<meta:template xlink:href='x' xlink:title='VALUE'/>"));
    }

    private static Stream<Planted> body() {
        String change =
                "<text:tracked-changes><text:changed-region text:id='c1'><text:KIND><office:change-info><dc:creator>AUTHOR"
                        + "</dc:creator></office:change-info>TEXT</text:KIND></text:changed-region></text:tracked-changes>";
        return Stream.of(
                content("annotation", "<text:p><office:annotation><text:p>VALUE</text:p></office:annotation></text:p>"),
                content(
                        "author of an annotation",
                        "<text:p><office:annotation><dc:creator>VALUE</dc:creator><text:p>x</text:p></office:annotation></text:p>"),
                content(
                        "tracked deletion",
                        change.replace("KIND", "deletion")
                                .replace("AUTHOR", "x")
                                .replace("TEXT", "<text:p>VALUE</text:p>")),
                content(
                        "author of a deletion",
                        change.replace("KIND", "deletion")
                                .replace("AUTHOR", "VALUE")
                                .replace("TEXT", "<text:p>x</text:p>")),
                content(
                        "author of an insertion",
                        change.replace("KIND", "insertion")
                                .replace("AUTHOR", "VALUE")
                                .replace("TEXT", "")),
                content(
                        "tracked insertion",
                        change.replace("KIND", "insertion")
                                        .replace("AUTHOR", "x")
                                        .replace("TEXT", "")
                                + "<text:p><text:change-start text:change-id='c1'/>VALUE<text:change-end text:change-id='c1'/></text:p>"),
                content(
                        "hidden text",
                        "<text:p><text:hidden-text text:condition='ooow:1' text:string-value='VALUE'/></text:p>"),
                content("hidden paragraph", "<text:p><text:hidden-paragraph text:is-hidden='true'/>VALUE</text:p>"),
                content(
                        "hidden section",
                        "<text:section text:name='s' text:display='none'><text:p>VALUE</text:p></text:section>"),
                content(
                        "footnote",
                        "<text:p>x<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
                                + "<text:p>VALUE</text:p></text:note-body></text:note></text:p>"),
                content(
                        "table",
                        "<table:table><table:table-row><table:table-cell><text:p>VALUE</text:p></table:table-cell>"
                                + "</table:table-row></table:table>"),
                content("alternative text", "<text:p><draw:frame><svg:desc>VALUE</svg:desc></draw:frame></text:p>"),
                content("title of a drawing", "<text:p><draw:frame><svg:title>VALUE</svg:title></draw:frame></text:p>"),
                content("name of a drawing", "<text:p><draw:frame draw:name='VALUE'/></text:p>"),
                content(
                        "text box",
                        "<text:p><draw:frame><draw:text-box><text:p>VALUE</text:p></draw:text-box></draw:frame></text:p>"),
                content("bookmark", "<text:p><text:bookmark text:name='VALUE'/></text:p>"),
                content(
                        "placeholder",
                        "<text:p><text:placeholder text:description='VALUE'>x</text:placeholder></text:p>"),
                content(
                        "variable",
                        "<text:user-field-decls><text:user-field-decl text:name='u' office:value-type='string'"
                                + " office:string-value='VALUE'/></text:user-field-decls>"),
                content(
                        "form field",
                        "<office:forms><form:form><form:text form:current-value='VALUE'/></form:form></office:forms>"),
                content(
                        "default of a form field",
                        "<office:forms><form:form><form:text form:value='VALUE'/></form:form></office:forms>"),
                content(
                        "label of a form field",
                        "<office:forms><form:form><form:checkbox form:label='VALUE'/></form:form></office:forms>"),
                content(
                        "target of a link",
                        "<text:p><text:a xlink:href='https://example.org/VALUE'>x</text:a></text:p>"),
                content("script", "<text:p><text:script>VALUE</text:script></text:p>"),
                content("XML comment", "<!-- VALUE -->"));
    }

    private static Stream<Planted> styles() {
        String page =
                "<office:master-styles><style:master-page style:name='m'>IN</style:master-page></office:master-styles>";
        return Stream.of(
                style("header", page.replace("IN", "<style:header><text:p>VALUE</text:p></style:header>")),
                style("footer", page.replace("IN", "<style:footer><text:p>VALUE</text:p></style:footer>")),
                style(
                        "header of left pages",
                        page.replace("IN", "<style:header-left><text:p>VALUE</text:p></style:header-left>")));
    }

    private static String object(String place) {
        return "<text:p><draw:frame><draw:object-ole xlink:href='" + place + "'/></draw:frame></text:p>";
    }

    /** A picture with the value as writing, which the page shows. */
    private static Planted pictured(String place, String entry) {
        return Planted.unread(
                FORMAT,
                place,
                UnreadReason.IMAGE_WITHOUT_OCR,
                value -> document(
                        "<text:p><draw:frame><draw:image xlink:href='" + entry + "'/></draw:frame></text:p>",
                        "",
                        "",
                        entry,
                        Samples.png(Samples.written(
                                value.substring(0, Math.min(9, value.length())), 20, Color.BLACK, Color.WHITE))));
    }

    private static Stream<Planted> embedded() {
        return Stream.of(
                Planted.read(
                        FORMAT,
                        "EXIF of a picture",
                        value -> document(
                                "<text:p><draw:frame><draw:image xlink:href='Pictures/p.jpg'/></draw:frame></text:p>",
                                "",
                                "",
                                "Pictures/p.jpg",
                                Planted.picture(0x010E, value))),
                Planted.read(
                        FORMAT,
                        "embedded document",
                        value -> document("", "", "", "Object 1.docx", Samples.docx(value))),
                Planted.read(
                        FORMAT,
                        "object in a folder",
                        value -> document(
                                "<text:p><draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>",
                                "",
                                "",
                                "Object 1/content.xml",
                                bytes("<office:document-content" + NAMESPACES + "><office:body><office:text><text:p>"
                                        + value + "</text:p></office:text></office:body></office:document-content>"))),
                Planted.read(
                        FORMAT,
                        "object of another program",
                        value -> document(object("./Object 1"), "", "", "Object 1", Samples.xls(value))),
                pictured("picture in the folder of thumbnails", "Thumbnails/scan.png"),
                pictured("thumbnail that the page shows", "Thumbnails/thumbnail.png"),
                Planted.read(
                        FORMAT,
                        "EXIF of a thumbnail",
                        value -> document("", "", "", "Thumbnails/thumbnail.png", Planted.picture(0x010E, value))),
                Planted.read(
                        FORMAT,
                        "file among the settings",
                        value -> document("", "", "", "Configurations2/notes.txt", bytes(value))),
                Planted.read(
                        FORMAT,
                        "menu among the settings",
                        value -> document(
                                "",
                                "",
                                "",
                                "Configurations2/menubar/menubar.xml",
                                bytes("<menu label='" + value + "'/>"))),
                pictured("picture of an object", "ObjectReplacements/Object 1"),
                Planted.read(
                        FORMAT,
                        "name of an attached file",
                        value -> document("", "", "", value + ".txt", bytes("Ordinary text of an attachment."))));
    }
}
