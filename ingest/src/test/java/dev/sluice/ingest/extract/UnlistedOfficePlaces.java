package dev.sluice.ingest.extract;

import java.util.function.Function;
import java.util.stream.Stream;

/** Where a DOCX can hold text that no list of places names: any attribute, any vocabulary, parts that are not what they are called. */
final class UnlistedOfficePlaces {
    private static final String FORMAT = "DOCX";
    private static final String OWN = " xmlns:q='urn:example:own'";

    private UnlistedOfficePlaces() {}

    static Stream<Planted> all() {
        return Stream.of(attributes(), names(), parts()).flatMap(each -> each);
    }

    private static Planted body(String place, String xml) {
        return part(place, value -> WordPlaces.document(xml.replace("VALUE", value)));
    }

    private static Planted part(String place, Function<String, OfficePackage> building) {
        return Planted.read(FORMAT, place, value -> building.apply(value).bytes());
    }

    private static Stream<Planted> attributes() {
        return Stream.of(
                body("value of an enumeration", "<w:p><w:pPr><w:jc w:val='VALUE'/></w:pPr></w:p>"),
                body("unknown attribute", "<w:p w:note='VALUE'/>"),
                body("attribute of another vocabulary", "<w:p" + OWN + " q:note='VALUE'/>"),
                body("revision", "<w:p w:rsidR='VALUE'/>"),
                body("style of a paragraph", "<w:p><w:pPr><w:pStyle w:val='VALUE'/></w:pPr></w:p>"),
                body("typeface", "<w:p><w:r><w:rPr><w:rFonts w:ascii='VALUE'/></w:rPr><w:t>x</w:t></w:r></w:p>"),
                body(
                        "name of a drawing that ends with its number",
                        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='3' name='VALUE 3'/></wp:inline></w:drawing></w:r></w:p>"),
                body(
                        "bookmark that begins like a generated one",
                        "<w:p><w:bookmarkStart w:id='0' w:name='_RefVALUE'/><w:bookmarkEnd w:id='0'/></w:p>"),
                body(
                        "style of a drawing",
                        "<w:p><w:r><w:pict><v:shape style='width:9pt;note:VALUE'/></w:pict></w:r></w:p>"),
                body(
                        "choice that no program takes",
                        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
                                + "<mc:Choice Requires='q'" + OWN
                                + "><w:p><w:r><w:t>VALUE</w:t></w:r></w:p></mc:Choice>"
                                + "<mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>"),
                body(
                        "what older programs show",
                        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
                                + "<mc:Choice Requires='wps'><w:p/></mc:Choice><mc:Fallback><w:p><w:r><w:t>VALUE</w:t></w:r></w:p>"
                                + "</mc:Fallback></mc:AlternateContent>"),
                body(
                        "extension",
                        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x'><a:extLst><a:ext uri='{28A0092B-C50C-407E-A947-70E740481C1C}'>"
                                + "<q:own" + OWN
                                + " kind='VALUE'/></a:ext></a:extLst></wp:docPr></wp:inline></w:drawing></w:r></w:p>"),
                body(
                        "address of an extension",
                        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x'><a:extLst><a:ext uri='VALUE'/></a:extLst></wp:docPr>"
                                + "</wp:inline></w:drawing></w:r></w:p>"));
    }

    private static Stream<Planted> names() {
        return Stream.of(
                named("name of an element", value -> "<visit><" + value + "/></visit>"),
                named("name of an element with text", value -> "<visit><" + value + ">x</" + value + "></visit>"),
                named("name of an attribute", value -> "<visit " + value + "='x'/>"),
                named("prefix", value -> "<" + value + ":visit xmlns:" + value + "='urn:x'/>"),
                part("address of a vocabulary", value -> WordPlaces.customXml("<visit xmlns='urn:" + value + "'/>")),
                part(
                        "address below a known one",
                        value -> WordPlaces.document("<w:p xmlns:own='http://schemas.microsoft.com/" + value + "'/>")),
                named("instruction", value -> "<?" + value + " x?><visit/>"),
                Planted.unread(
                        FORMAT,
                        "definition",
                        UnreadReason.UNSUPPORTED,
                        value -> WordPlaces.loose("customXml/item9.xml", "<!DOCTYPE a [<!-- " + value + " -->]><a/>")
                                .bytes()),
                part(
                        "name of a document type",
                        value -> WordPlaces.loose("customXml/item9.xml", "<!DOCTYPE a SYSTEM '" + value + "'><a/>")));
    }

    /** Names have neither blanks nor a digit at their beginning. */
    private static Planted named(String place, Function<String, String> xml) {
        return part(place, value -> WordPlaces.customXml(xml.apply(value.equals("other") ? value : NAME)))
                .called(NAME);
    }

    private static final String NAME = "Seen_by_Quillfeather";

    private static Stream<Planted> parts() {
        return Stream.of(
                part(
                                "name of a part",
                                value -> WordPlaces.loose(
                                        "customXml/" + (value.equals("other") ? value : NAME) + ".xml", "<a/>"))
                        .called(NAME),
                part("text called a font", value -> WordPlaces.loose("word/fonts/font1.odttf", value)),
                part("text called macros", value -> WordPlaces.loose("word/vbaProject.bin", value)),
                part("text called the media type", value -> WordPlaces.loose("mimetype", value)),
                part("text called where lines break", value -> WordPlaces.loose("layout-cache", "A note of " + value)),
                part("text called a picture", value -> WordPlaces.loose("word/media/image1.png", value)),
                part(
                        "page called a theme",
                        value -> WordPlaces.loose("word/theme/theme1.bin", "<html><body>" + value + "</body></html>")),
                part(
                        "attribute of a theme",
                        value -> WordPlaces.loose(
                                "word/theme/theme1.xml",
                                "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' name='"
                                        + value + "'/>")),
                part(
                        "alternative of a typeface",
                        value -> WordPlaces.loose(
                                "word/fontTable.xml",
                                "<w:fonts xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:font w:name='Arial'>"
                                        + "<w:altName w:val='" + value + "'/></w:font></w:fonts>")));
    }
}
