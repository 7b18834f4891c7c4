package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where a DOCX can hold text. */
final class WordPlaces {
    private static final String FORMAT = "DOCX";
    private static final String DOCUMENT = "word/document.xml";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private static final String NAMESPACES = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
            + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
            + " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
            + " xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'"
            + " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
            + " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
            + " xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office'";

    private WordPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(Planted.inProperties(FORMAT, () -> document("")), inline(), changes(), parts(), embedded())
                .flatMap(each -> each);
    }

    static OfficePackage document(String body) {
        return new OfficePackage()
                .root(
                        DOCUMENT,
                        "officeDocument",
                        TYPE + "document.main+xml",
                        "<w:document" + NAMESPACES + "><w:body><w:p><w:r><w:t>" + Planted.ORDINARY
                                + "</w:t></w:r></w:p>" + body + "<w:sectPr/></w:body></w:document>");
    }

    private static Planted body(String place, String xml) {
        return Planted.read(
                FORMAT, place, value -> document(xml.replace("VALUE", value)).bytes());
    }

    private static Planted part(String place, Function<String, OfficePackage> building) {
        return Planted.read(FORMAT, place, value -> building.apply(value).bytes());
    }

    private static String run(String properties) {
        return "<w:p><w:r><w:rPr>" + properties + "</w:rPr><w:t>VALUE</w:t></w:r></w:p>";
    }

    private static Stream<Planted> inline() {
        return Stream.of(
                body("hidden text", run("<w:vanish/>")),
                body("white text", run("<w:color w:val='FFFFFF'/>")),
                body("text of one point", run("<w:sz w:val='2'/>")),
                body("table cell", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>VALUE</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
                body(
                        "box of an old drawing",
                        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>VALUE</w:t></w:r></w:p>"
                                + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"),
                body(
                        "word art",
                        "<w:p><w:r><w:pict><v:shape><v:textpath string='VALUE'/></v:shape></w:pict></w:r></w:p>"),
                body(
                        "box of a drawing",
                        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData"
                                + " uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:txbx>"
                                + "<w:txbxContent><w:p><w:r><w:t>VALUE</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp>"
                                + "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"),
                body(
                        "alternative text",
                        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='VALUE'/></wp:inline></w:drawing>"
                                + "</w:r></w:p>"),
                body(
                        "title of a drawing",
                        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' title='VALUE'/></wp:inline></w:drawing>"
                                + "</w:r></w:p>"),
                body(
                        "name of a drawing",
                        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='VALUE'/></wp:inline></w:drawing></w:r>"
                                + "</w:p>"),
                body("alternative text of a table", "<w:tbl><w:tblPr><w:tblCaption w:val='VALUE'/></w:tblPr></w:tbl>"),
                body(
                        "content control",
                        "<w:sdt><w:sdtContent><w:p><w:r><w:t>VALUE</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
                body(
                        "title of a content control",
                        "<w:sdt><w:sdtPr><w:alias w:val='VALUE'/></w:sdtPr><w:sdtContent/></w:sdt>"),
                body(
                        "tag of a content control",
                        "<w:sdt><w:sdtPr><w:tag w:val='VALUE'/></w:sdtPr><w:sdtContent/></w:sdt>"),
                body(
                        "list of a content control",
                        "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='VALUE' w:value='1'/></w:dropDownList>"
                                + "</w:sdtPr><w:sdtContent/></w:sdt>"),
                body("default of a form field", formField("<w:textInput><w:default w:val='VALUE'/></w:textInput>")),
                body("list of a form field", formField("<w:ddList><w:listEntry w:val='VALUE'/></w:ddList>")),
                body("help of a form field", formField("<w:helpText w:type='text' w:val='VALUE'/>")),
                body("name of a form field", formField("<w:name w:val='VALUE'/>")),
                body(
                        "instruction of a field",
                        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText> QUOTE \"VALUE\" </w:instrText>"
                                + "<w:fldChar w:fldCharType='end'/></w:r></w:p>"),
                body(
                        "instruction of a simple field",
                        "<w:p><w:fldSimple w:instr=' MERGEFIELD VALUE '><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"),
                body("bookmark", "<w:p><w:bookmarkStart w:id='0' w:name='VALUE'/><w:bookmarkEnd w:id='0'/></w:p>"),
                body(
                        "tip of a link",
                        "<w:p><w:hyperlink w:anchor='x' w:tooltip='VALUE'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>"),
                body("formula", "<w:p><m:oMath><m:r><m:t>VALUE</m:t></m:r></m:oMath></w:p>"),
                body(
                        "ruby",
                        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>VALUE</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>x</w:t></w:r>"
                                + "</w:rubyBase></w:ruby></w:r></w:p>"),
                body(
                        "smart tag",
                        "<w:p><w:smartTag w:uri='urn:x' w:element='Person'><w:smartTagPr><w:attr w:name='who'"
                                + " w:val='VALUE'/></w:smartTagPr><w:r><w:t>x</w:t></w:r></w:smartTag></w:p>"),
                body("XML comment", "<!-- VALUE -->"));
    }

    private static String formField(String data) {
        return "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData>" + data
                + "</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    }

    private static Stream<Planted> changes() {
        return Stream.of(
                body(
                        "tracked insertion",
                        "<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>VALUE</w:t></w:r></w:ins></w:p>"),
                body(
                        "tracked deletion",
                        "<w:p><w:del w:id='1' w:author='x'><w:r><w:delText>VALUE</w:delText></w:r></w:del></w:p>"),
                body(
                        "tracked deletion of a field",
                        "<w:p><w:del w:id='1' w:author='x'><w:r><w:delInstrText>QUOTE \"VALUE\"</w:delInstrText></w:r>"
                                + "</w:del></w:p>"),
                body(
                        "moved from",
                        "<w:p><w:moveFrom w:id='1' w:author='x'><w:r><w:t>VALUE</w:t></w:r></w:moveFrom></w:p>"),
                body(
                        "author of a change",
                        "<w:p><w:ins w:id='1' w:author='VALUE'><w:r><w:t>x</w:t></w:r></w:ins></w:p>"),
                part("comment", value -> comment("x", value)),
                part("author of a comment", value -> comment(value, "x")));
    }

    private static OfficePackage comment(String author, String text) {
        return document("<w:p><w:r><w:commentReference w:id='1'/></w:r></w:p>")
                .part(
                        DOCUMENT,
                        "word/comments.xml",
                        "comments",
                        TYPE + "comments+xml",
                        "<w:comments" + NAMESPACES + "><w:comment w:id='1' w:author='" + author + "'><w:p><w:r><w:t>"
                                + text + "</w:t></w:r></w:p></w:comment></w:comments>");
    }

    private static OfficePackage story(String name, String root, String reference, String value) {
        String text = "<w:p><w:r><w:t>" + value + "</w:t></w:r></w:p>";
        boolean note = root.endsWith("notes");
        String element = note ? root.substring(0, root.length() - 1) : "";
        String xml = note ? "<w:" + element + " w:id='2'>" + text + "</w:" + element + ">" : text;
        return document(reference)
                .part(
                        DOCUMENT,
                        "word/" + name + ".xml",
                        name,
                        TYPE + name + "+xml",
                        "<w:" + root + NAMESPACES + ">" + xml + "</w:" + root + ">");
    }

    private static Stream<Planted> parts() {
        String unlinked = "";
        return Stream.of(
                part(
                        "header",
                        value -> story(
                                "header",
                                "hdr",
                                "<w:p><w:pPr><w:sectPr><w:headerReference r:id='rId1' w:type='default'/>"
                                        + "</w:sectPr></w:pPr></w:p>",
                                value)),
                part("header that no section uses", value -> story("header", "hdr", unlinked, value)),
                part(
                        "footer",
                        value -> story(
                                "footer",
                                "ftr",
                                "<w:p><w:pPr><w:sectPr><w:footerReference r:id='rId1' w:type='first'/>"
                                        + "</w:sectPr></w:pPr></w:p>",
                                value)),
                part(
                        "footnote",
                        value -> story(
                                "footnotes",
                                "footnotes",
                                "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
                                value)),
                part(
                        "endnote",
                        value -> story(
                                "endnotes", "endnotes", "<w:p><w:r><w:endnoteReference w:id='2'/></w:r></w:p>", value)),
                part(
                        "document variable",
                        value -> settings("<w:docVars><w:docVar w:name='x' w:val='" + value + "'/></w:docVars>")),
                part(
                        "name of a document variable",
                        value -> settings("<w:docVars><w:docVar w:name='" + value + "' w:val='x'/></w:docVars>")),
                part(
                        "query of a mail merge",
                        value -> settings(
                                "<w:mailMerge><w:query w:val='SELECT * WHERE n = " + value + "'/></w:mailMerge>")),
                part(
                        "building block",
                        value -> document("")
                                .part(
                                        DOCUMENT,
                                        "word/glossary/document.xml",
                                        "glossaryDocument",
                                        TYPE + "document.glossary+xml",
                                        "<w:glossaryDocument" + NAMESPACES
                                                + "><w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>"
                                                + value + "</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts>"
                                                + "</w:glossaryDocument>")),
                part("text of an XML part", value -> customXml("<visit><who>" + value + "</who></visit>")),
                part("attribute of an XML part", value -> customXml("<visit who='" + value + "'/>")),
                part(
                        "name of a style",
                        value -> document("")
                                .part(
                                        DOCUMENT,
                                        "word/styles.xml",
                                        "styles",
                                        TYPE + "styles+xml",
                                        "<w:styles" + NAMESPACES
                                                + "><w:style w:customStyle='1' w:styleId='s'><w:name w:val='" + value
                                                + "'/></w:style></w:styles>")),
                part(
                        "text of a numbering",
                        value -> document("")
                                .part(
                                        DOCUMENT,
                                        "word/numbering.xml",
                                        "numbering",
                                        TYPE + "numbering+xml",
                                        "<w:numbering" + NAMESPACES
                                                + "><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
                                                + "<w:lvlText w:val='" + value
                                                + " %1'/></w:lvl></w:abstractNum></w:numbering>")),
                part(
                        "text of a part called metadata",
                        value -> loose("customXml/metadata.xml", "<a>" + value + "</a>")),
                part("text of a part called manifest", value -> loose("word/manifest.xml", "<a>" + value + "</a>")),
                part("text of a part called style", value -> loose("customXml/style1.xml", "<a>" + value + "</a>")),
                part(
                        "text among the settings of pages",
                        value -> loose("word/webSettings.xml", "<a>" + value + "</a>")),
                part(
                        "file called settings of a printer",
                        value -> loose("word/printerSettings/printerSettings1.bin", value)),
                part("object that nothing refers to", value -> loose("word/embeddings/notes.bin", value)),
                part("file beside the macros", value -> loose("customXml/vbaProject.bin", value)),
                part("template", value -> document("").extended("<Template>" + value + ".dotx</Template>")),
                Planted.read(
                        FORMAT,
                        "comment of an entry",
                        value -> Samples.commented(document("").bytes(), value)),
                part(
                        "target of a link",
                        value -> document("<w:p><w:hyperlink r:id='rId1'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>")
                                .external(DOCUMENT, "hyperlink", "https://example.org/" + value)));
    }

    /** A part that nothing refers to. */
    static OfficePackage loose(String path, String content) {
        return document("").loose(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static OfficePackage settings(String xml) {
        return document("")
                .part(
                        DOCUMENT,
                        "word/settings.xml",
                        "settings",
                        TYPE + "settings+xml",
                        "<w:settings" + NAMESPACES + ">" + xml + "</w:settings>");
    }

    static OfficePackage customXml(String xml) {
        return document("").part(DOCUMENT, "customXml/item1.xml", "customXml", "application/xml", xml);
    }

    private static String drawing(String uri, String content) {
        return "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData"
                + " uri='http://schemas.openxmlformats.org/drawingml/2006/" + uri + "'>" + content
                + "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    }

    private static Planted exif(String place, String picture, int tag) {
        return part(place, value -> pictured(picture, Planted.picture(tag, value)));
    }

    private static OfficePackage pictured(String body, byte[] picture) {
        return document(body).part(DOCUMENT, "word/media/image1.jpeg", "image", "image/jpeg", picture);
    }

    private static Stream<Planted> embedded() {
        String picture = drawing("picture", "<pic:pic><pic:blipFill><a:blip r:embed='rId1'/></pic:blipFill></pic:pic>");
        return Stream.of(
                exif("EXIF description of a picture", picture, 0x010E),
                exif("EXIF artist of a picture", picture, 0x013B),
                exif("EXIF model of a picture", picture, 0x0110),
                exif("EXIF document name of a picture", picture, 0x010D),
                exif("EXIF page name of a picture", picture, 0x011D),
                exif("EXIF computer of a picture", picture, 0x013C),
                part(
                        "EXIF description that begins like a property",
                        value -> pictured(picture, Planted.picture(0x010E, "Colorado " + value))),
                part("EXIF of a picture that is not shown", value -> pictured("", Planted.picture(0x010E, value))),
                part(
                        "title of a chart",
                        value -> document(drawing("chart", "<c:chart r:id='rId1'/>"))
                                .part(
                                        DOCUMENT,
                                        "word/charts/chart1.xml",
                                        "chart",
                                        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                                        "<c:chartSpace" + NAMESPACES
                                                + "><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>" + value
                                                + "</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>")),
                part(
                        "category of a chart",
                        value -> document(drawing("chart", "<c:chart r:id='rId1'/>"))
                                .part(
                                        DOCUMENT,
                                        "word/charts/chart1.xml",
                                        "chart",
                                        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                                        "<c:chartSpace" + NAMESPACES
                                                + "><c:chart><c:plotArea><c:barChart><c:ser><c:cat><c:strRef>"
                                                + "<c:strCache><c:pt idx='0'><c:v>" + value
                                                + "</c:v></c:pt></c:strCache></c:strRef>"
                                                + "</c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>")),
                part(
                        "embedded document",
                        value -> document("<w:p><w:r><w:object><o:OLEObject r:id='rId1'/></w:object>" + "</w:r></w:p>")
                                .part(
                                        DOCUMENT,
                                        "word/embeddings/inner.docx",
                                        "package",
                                        TYPE + "document",
                                        document(run("").replace("VALUE", value))
                                                .bytes())),
                part(
                        "page taken in as HTML",
                        value -> document("<w:altChunk r:id='rId1'/>")
                                .part(
                                        DOCUMENT,
                                        "word/chunk.html",
                                        "aFChunk",
                                        "text/html",
                                        ("<html><body>" + value + "</body></html>").getBytes(StandardCharsets.UTF_8))));
    }
}
