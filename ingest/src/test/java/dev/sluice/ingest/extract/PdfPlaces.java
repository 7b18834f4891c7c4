package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Where a PDF can hold text. */
final class PdfPlaces {
    private static final String FORMAT = "PDF";

    private PdfPlaces() {}

    private interface Change {
        void of(PDDocument pdf, String value) throws IOException;
    }

    private interface Drawing {
        void on(PDPageContentStream content) throws IOException;
    }

    static Stream<Planted> all() {
        return Stream.of(properties(), onPage(), objects(), attachments()).flatMap(each -> each);
    }

    private static byte[] changed(Change change, String value) {
        return Samples.pdf(
                null,
                pdf -> {
                    try {
                        change.of(pdf, value);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Planted.ORDINARY);
    }

    private static Planted pdf(String place, Change change) {
        return Planted.read(FORMAT, place, value -> changed(change, value));
    }

    private static Planted xmp(String place, String properties) {
        return pdf(
                place,
                (pdf, value) -> pdf.getDocumentCatalog()
                        .setMetadata(new PDMetadata(
                                pdf,
                                new ByteArrayInputStream(("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
                                                + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
                                                + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:my='http://example.org/ns/'"
                                                + properties.replace("VALUE", value)
                                                + "</rdf:Description></rdf:RDF></x:xmpmeta>")
                                        .getBytes(StandardCharsets.UTF_8)))));
    }

    private static Stream<Planted> properties() {
        return Stream.of(
                pdf("author", (pdf, value) -> pdf.getDocumentInformation().setAuthor(value)),
                pdf("title", (pdf, value) -> pdf.getDocumentInformation().setTitle(value)),
                pdf("subject", (pdf, value) -> pdf.getDocumentInformation().setSubject(value)),
                pdf("keywords", (pdf, value) -> pdf.getDocumentInformation().setKeywords(value)),
                pdf("creator", (pdf, value) -> pdf.getDocumentInformation().setCreator(value)),
                pdf(
                        "custom property",
                        (pdf, value) -> pdf.getDocumentInformation().setCustomMetadataValue("Patient", value)),
                xmp("XMP creator", "><dc:creator><rdf:Seq><rdf:li>VALUE</rdf:li></rdf:Seq></dc:creator>"),
                xmp(
                        "XMP description",
                        "><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>VALUE</rdf:li></rdf:Alt></dc:description>"),
                xmp("XMP of its own", "><my:patient>VALUE</my:patient>"),
                xmp("XMP of its own as an attribute", " my:patient='VALUE'>"));
    }

    private static Planted drawn(String place, Drawing before, String value, Drawing after) {
        return pdf(place, (pdf, planted) -> {
            try (PDPageContentStream content =
                    new PDPageContentStream(pdf, pdf.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                before.on(content);
                content.showText(value.replace("VALUE", planted));
                after.on(content);
            }
        });
    }

    private static Planted drawn(String place, Drawing setting) {
        return drawn(
                place,
                content -> {
                    content.beginText();
                    content.newLineAtOffset(50, 300);
                    setting.on(content);
                },
                "VALUE",
                PDPageContentStream::endText);
    }

    private static Stream<Planted> onPage() {
        return Stream.of(
                drawn("text", content -> {}),
                drawn("header", content -> content.newLineAtOffset(0, 470)),
                drawn("white text", content -> content.setNonStrokingColor(1f)),
                drawn("invisible text", content -> content.setRenderingMode(RenderingMode.NEITHER)),
                drawn("text off the page", content -> content.newLineAtOffset(5_000, 5_000)),
                drawn(
                        "text of a tenth of a point",
                        content -> content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 0.1f)),
                drawn("text under a box", content -> content.beginText(), "VALUE", content -> {
                    content.endText();
                    content.addRect(0, 0, 500, 100);
                    content.fill();
                }),
                drawn(
                        "text in a hidden layer",
                        content -> {
                            var layer = new org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup(
                                    "layer");
                            layer.getCOSObject().setItem(COSName.getPDFName("Hidden"), COSName.OFF);
                            content.beginMarkedContent(COSName.OC, layer);
                            content.beginText();
                        },
                        "VALUE",
                        content -> {
                            content.endText();
                            content.endMarkedContent();
                        }));
    }

    private static COSDictionary dictionary(Object... entries) {
        COSDictionary dictionary = new COSDictionary();
        for (int i = 0; i < entries.length; i += 2) {
            COSBase value = entries[i + 1] instanceof String text ? new COSString(text) : (COSBase) entries[i + 1];
            dictionary.setItem(COSName.getPDFName((String) entries[i]), value);
        }
        return dictionary;
    }

    private static COSArray array(COSBase... values) {
        COSArray array = new COSArray();
        for (COSBase value : values) {
            array.add(value);
        }
        return array;
    }

    private static COSName name(String name) {
        return COSName.getPDFName(name);
    }

    private static Planted inCatalog(String place, String key, Object... entries) {
        return pdf(
                place,
                (pdf, value) ->
                        pdf.getDocumentCatalog().getCOSObject().setItem(name(key), dictionary(with(entries, value))));
    }

    private static Object[] with(Object[] entries, String value) {
        Object[] planted = entries.clone();
        for (int i = 0; i < planted.length; i++) {
            planted[i] = planted[i] instanceof String text ? text.replace("VALUE", value) : planted[i];
        }
        return planted;
    }

    private static Planted annotation(String place, String subtype, Object... entries) {
        return pdf(place, (pdf, value) -> {
            COSDictionary annotation = dictionary(with(entries, value));
            annotation.setItem(COSName.TYPE, COSName.ANNOT);
            annotation.setItem(COSName.SUBTYPE, name(subtype));
            pdf.getPage(0).getCOSObject().setItem(COSName.ANNOTS, array(annotation));
        });
    }

    private static Planted field(String place, String type, Object... entries) {
        return pdf(place, (pdf, value) -> {
            COSDictionary field = dictionary(with(entries, value));
            field.setItem(COSName.FT, name(type));
            pdf.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, dictionary("Fields", array(field)));
        });
    }

    private static Stream<Planted> objects() {
        return Stream.of(
                annotation("annotation", "Text", "Contents", "VALUE"),
                annotation("author of an annotation", "Text", "Contents", "x", "T", "VALUE"),
                annotation("subject of an annotation", "Text", "Contents", "x", "Subj", "VALUE"),
                annotation("rich text of an annotation", "FreeText", "RC", "<body><p>VALUE</p></body>"),
                annotation("target of a link", "Link", "A", dictionary("S", name("URI")), "Contents", "VALUE"),
                annotation("caption of a button", "Widget", "MK", dictionary(), "TU", "VALUE"),
                field("form field", "Tx", "T", "f", "V", "VALUE"),
                field("name of a form field", "Tx", "T", "VALUE", "V", "x"),
                field("default of a form field", "Tx", "T", "f", "DV", "VALUE"),
                field("tip of a form field", "Tx", "T", "f", "TU", "VALUE"),
                field("rich text of a form field", "Tx", "T", "f", "RV", "<body>VALUE</body>"),
                pdf(
                        "choice of a form field",
                        (pdf, value) -> pdf.getDocumentCatalog()
                                .getCOSObject()
                                .setItem(
                                        COSName.ACRO_FORM,
                                        dictionary(
                                                "Fields",
                                                array(dictionary(
                                                        "FT",
                                                        name("Ch"),
                                                        "T",
                                                        "f",
                                                        "Opt",
                                                        array(new COSString(value), new COSString("x"))))))),
                inCatalog("alternative text", "StructTreeRoot", "Type", name("StructTreeRoot"), "Alt", "VALUE"),
                inCatalog(
                        "alternative text with a sign that no text has",
                        "StructTreeRoot",
                        "Type",
                        name("StructTreeRoot"),
                        "Alt",
                        "Portrait of\u0007 VALUE"),
                pdf(
                        "actual text",
                        (pdf, value) -> pdf.getDocumentCatalog()
                                .getCOSObject()
                                .setItem(
                                        name("StructTreeRoot"),
                                        dictionary("K", array(dictionary("S", name("Span"), "ActualText", value))))),
                pdf(
                        "expansion of an abbreviation",
                        (pdf, value) -> pdf.getDocumentCatalog()
                                .getCOSObject()
                                .setItem(
                                        name("StructTreeRoot"),
                                        dictionary("K", dictionary("S", name("Span"), "E", value)))),
                inCatalog("script", "OpenAction", "S", name("JavaScript"), "JS", "app.alert('VALUE')"),
                inCatalog("program to launch", "OpenAction", "S", name("Launch"), "F", "VALUE"),
                inCatalog("address to submit to", "OpenAction", "S", name("URI"), "URI", "https://example.org/VALUE"),
                pdf(
                        "name of a layer",
                        (pdf, value) -> pdf.getDocumentCatalog()
                                .getCOSObject()
                                .setItem(
                                        name("OCProperties"),
                                        dictionary(
                                                "OCGs",
                                                array(dictionary("Type", name("OCG"), "Name", value)),
                                                "D",
                                                dictionary()))),
                pdf(
                        "label of pages",
                        (pdf, value) -> pdf.getDocumentCatalog()
                                .getCOSObject()
                                .setItem(
                                        name("PageLabels"),
                                        dictionary(
                                                "Nums",
                                                array(org.apache.pdfbox.cos.COSInteger.ZERO, dictionary("P", value))))),
                pdf("bookmark", (pdf, value) -> {
                    var outline =
                            new org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline();
                    var item = new org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem();
                    item.setTitle(value);
                    outline.addLast(item);
                    pdf.getDocumentCatalog().setDocumentOutline(outline);
                }),
                pdf(
                        "private data of a program",
                        (pdf, value) -> pdf.getPage(0)
                                .getCOSObject()
                                .setItem(
                                        name("PieceInfo"),
                                        dictionary("App", dictionary("Private", dictionary("Note", value))))));
    }

    private static Planted attached(String place, String name, String description, String content) {
        return pdf(place, (pdf, value) -> {
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile(name.replace("VALUE", value));
            file.setFileDescription(description.replace("VALUE", value));
            file.setEmbeddedFile(new PDEmbeddedFile(
                    pdf,
                    new ByteArrayInputStream(content.replace("VALUE", value).getBytes(StandardCharsets.UTF_8))));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("a", file));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            pdf.getDocumentCatalog().setNames(names);
        });
    }

    private static Stream<Planted> attachments() {
        return Stream.of(
                attached("name of an attachment", "VALUE.txt", "x", "Attached text."),
                attached("description of an attachment", "a.txt", "VALUE", "Attached text."),
                attached("content of an attachment", "a.txt", "x", "Attached VALUE."),
                pdf("EXIF of a picture", (pdf, value) -> {
                    try (PDPageContentStream content =
                            new PDPageContentStream(pdf, pdf.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
                        content.drawImage(JPEGFactory.createFromByteArray(pdf, Planted.picture(0x010E, value)), 10, 10);
                    }
                }));
    }
}
