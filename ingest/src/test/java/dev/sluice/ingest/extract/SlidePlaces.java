package dev.sluice.ingest.extract;

import java.util.function.Function;
import java.util.stream.Stream;

/** Where a PPTX can hold text. */
final class SlidePlaces {
    private static final String FORMAT = "PPTX";
    private static final String SHOW = "ppt/presentation.xml";
    private static final String SLIDE = "ppt/slides/slide1.xml";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.presentationml.";
    private static final String NAMESPACES = " xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
            + " xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram'"
            + " xmlns:p14='http://schemas.microsoft.com/office/powerpoint/2010/main'"
            + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'";
    private static final String TEXT = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>VALUE</a:t></a:r></a:p></p:txBody>";

    private SlidePlaces() {}

    static Stream<Planted> all() {
        return Stream.of(Planted.inProperties(FORMAT, () -> show("", "", "")), onSlide(), parts())
                .flatMap(each -> each);
    }

    private static String shape(String name, String placing, String text) {
        return "<p:sp><p:nvSpPr><p:cNvPr id='2' " + name + "/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>" + placing
                + "</p:spPr>" + text + "</p:sp>";
    }

    private static String tree(String shapes) {
        return "<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id='1' name=''/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"
                + shapes + "</p:spTree></p:cSld>";
    }

    /** A show of one slide: what stands in the show, in the slide's element and on the slide. */
    private static OfficePackage show(String show, String slide, String shapes) {
        return new OfficePackage()
                .root(
                        SHOW,
                        "officeDocument",
                        TYPE + "presentation.main+xml",
                        "<p:presentation" + NAMESPACES + "><p:sldIdLst><p:sldId id='256' r:id='rId1'/></p:sldIdLst>"
                                + show + "</p:presentation>")
                .part(
                        SHOW,
                        SLIDE,
                        "slide",
                        TYPE + "slide+xml",
                        "<p:sld" + NAMESPACES + slide + ">"
                                + tree(shape("name='Text 1'", "", TEXT.replace("VALUE", Planted.ORDINARY)) + shapes)
                                + "</p:sld>");
    }

    private static Planted planted(String place, Function<String, OfficePackage> building) {
        return Planted.read(FORMAT, place, value -> building.apply(value).bytes());
    }

    private static Planted slide(String place, String shapes) {
        return planted(place, value -> show("", "", shapes.replace("VALUE", value)));
    }

    private static Stream<Planted> onSlide() {
        return Stream.of(
                slide("text", shape("name='x'", "", TEXT)),
                slide(
                        "text off the slide",
                        shape("name='x'", "<a:xfrm><a:off x='-99999999' y='0'/><a:ext cx='1' cy='1'/></a:xfrm>", TEXT)),
                slide("hidden shape", shape("name='x' hidden='1'", "", TEXT)),
                slide(
                        "text under a box",
                        shape("name='x'", "", TEXT) + shape("name='y'", "<a:prstGeom prst='rect'/><a:solidFill/>", "")),
                slide(
                        "white text",
                        shape(
                                "name='x'",
                                "",
                                TEXT.replace(
                                        "<a:r>",
                                        "<a:r><a:rPr><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></a:rPr>"))),
                slide("alternative text", shape("name='x' descr='VALUE'", "", "")),
                slide("title of a shape", shape("name='x' title='VALUE'", "", "")),
                slide("name of a shape", shape("name='VALUE'", "", "")),
                slide(
                        "tip of a link",
                        "<p:sp><p:nvSpPr><p:cNvPr id='2' name='x'><a:hlinkClick r:id='' tooltip='VALUE'/></p:cNvPr>"
                                + "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>"),
                slide(
                        "table",
                        "<p:graphicFrame><a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/table'>"
                                + "<a:tbl><a:tr h='1'><a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>VALUE</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"
                                + "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"),
                planted(
                        "hidden slide",
                        value -> show("", " show='0'", shape("name='x'", "", TEXT.replace("VALUE", value)))),
                planted(
                        "name of a section",
                        value -> show(
                                "<p:extLst><p:ext uri='{521415D9}'><p14:sectionLst><p14:section name='" + value
                                        + "' id='{1}'/></p14:sectionLst></p:ext></p:extLst>",
                                "",
                                "")),
                planted(
                        "name of a custom show",
                        value -> show(
                                "<p:custShowLst><p:custShow name='" + value + "' id='0'/></p:custShowLst>", "", "")));
    }

    private static OfficePackage related(String from, String path, String relationship, String type, String xml) {
        return show("", "", "").part(from, path, relationship, type, xml);
    }

    private static Stream<Planted> parts() {
        return Stream.of(
                planted(
                        "speaker notes",
                        value -> related(
                                SLIDE,
                                "ppt/notesSlides/notesSlide1.xml",
                                "notesSlide",
                                TYPE + "notesSlide+xml",
                                "<p:notes" + NAMESPACES + ">"
                                        + tree(shape("name='x'", "", TEXT.replace("VALUE", value))) + "</p:notes>")),
                planted("comment", value -> comments("x", value)),
                planted("author of a comment", value -> comments(value, "x")),
                planted(
                        "tag",
                        value -> related(
                                SLIDE,
                                "ppt/tags/tag1.xml",
                                "tags",
                                TYPE + "tags+xml",
                                "<p:tagLst" + NAMESPACES + "><p:tag name='N' val='" + value + "'/></p:tagLst>")),
                planted(
                        "name of a tag",
                        value -> related(
                                SLIDE,
                                "ppt/tags/tag1.xml",
                                "tags",
                                TYPE + "tags+xml",
                                "<p:tagLst" + NAMESPACES + "><p:tag name='" + value + "' val='v'/></p:tagLst>")),
                planted(
                        "layout",
                        value -> related(
                                SLIDE,
                                "ppt/slideLayouts/slideLayout1.xml",
                                "slideLayout",
                                TYPE + "slideLayout+xml",
                                "<p:sldLayout" + NAMESPACES + ">"
                                        + tree(shape("name='x'", "", TEXT.replace("VALUE", value)))
                                        + "</p:sldLayout>")),
                planted(
                        "master of the notes",
                        value -> related(
                                SHOW,
                                "ppt/notesMasters/notesMaster1.xml",
                                "notesMaster",
                                TYPE + "notesMaster+xml",
                                "<p:notesMaster" + NAMESPACES + ">"
                                        + tree(shape("name='x'", "", TEXT.replace("VALUE", value)))
                                        + "</p:notesMaster>")),
                planted(
                        "diagram",
                        value -> related(
                                SLIDE,
                                "ppt/diagrams/data1.xml",
                                "diagramData",
                                "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
                                "<dgm:dataModel" + NAMESPACES + "><dgm:ptLst><dgm:pt modelId='1'><dgm:t><a:p><a:r><a:t>"
                                        + value + "</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>")),
                planted(
                        "title of a chart",
                        value -> related(
                                SLIDE,
                                "ppt/charts/chart1.xml",
                                "chart",
                                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                                "<c:chartSpace" + NAMESPACES + "><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>"
                                        + value
                                        + "</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>")),
                planted(
                        "EXIF of a picture",
                        value -> show(
                                        "",
                                        "",
                                        "<p:pic><p:nvPicPr><p:cNvPr id='3' name='x'/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>"
                                                + "<a:blip r:embed='rId1'/></p:blipFill><p:spPr/></p:pic>")
                                .part(
                                        SLIDE,
                                        "ppt/media/image1.jpeg",
                                        "image",
                                        "image/jpeg",
                                        Planted.picture(0x010E, value))),
                planted(
                        "embedded document",
                        value -> show("", "", "")
                                .part(
                                        SLIDE,
                                        "ppt/embeddings/inner.docx",
                                        "package",
                                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                        Samples.docx(value))),
                planted(
                        "target of a link",
                        value -> show("", "", "").external(SLIDE, "hyperlink", "https://example.org/" + value)));
    }

    private static OfficePackage comments(String author, String text) {
        return show("", "", "")
                .part(
                        SHOW,
                        "ppt/commentAuthors.xml",
                        "commentAuthors",
                        TYPE + "commentAuthors+xml",
                        "<p:cmAuthorLst" + NAMESPACES + "><p:cmAuthor id='0' name='" + author
                                + "' initials='x' lastIdx='1' clrIdx='0'/></p:cmAuthorLst>")
                .part(
                        SLIDE,
                        "ppt/comments/comment1.xml",
                        "comments",
                        TYPE + "comments+xml",
                        "<p:cmLst" + NAMESPACES + "><p:cm authorId='0' idx='1'><p:pos x='1' y='1'/><p:text>" + text
                                + "</p:text></p:cm></p:cmLst>");
    }
}
