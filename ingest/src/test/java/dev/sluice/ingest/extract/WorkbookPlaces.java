package dev.sluice.ingest.extract;

import java.util.function.Function;
import java.util.stream.Stream;

/** Where an XLSX can hold text, and numbers that are not shown. */
final class WorkbookPlaces {
    private static final String FORMAT = "XLSX";
    private static final String BOOK = "xl/workbook.xml";
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String DRAWING = "application/vnd.openxmlformats-officedocument.drawing";
    private static final String NAMESPACES = " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
            + " xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'"
            + " xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
            + " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'";
    private static final String CELL = "<row r='2'><c r='C2' t='inlineStr'><is><t>VALUE</t></is></c></row>";

    private WorkbookPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                        Planted.inProperties(FORMAT, () -> book("", "", "", "")),
                        sheets(),
                        numbers(),
                        parts(),
                        drawings())
                .flatMap(each -> each);
    }

    /** A book of one sheet: what stands in the book, before the rows, among the rows and after them. */
    private static OfficePackage book(String book, String before, String rows, String after) {
        return book("<sheet name='First' sheetId='1' r:id='rId1'/>", book, before, rows, after);
    }

    private static OfficePackage book(String sheet, String book, String before, String rows, String after) {
        return new OfficePackage()
                .root(
                        BOOK,
                        "officeDocument",
                        TYPE + "sheet.main+xml",
                        "<workbook" + NAMESPACES + "><sheets>" + sheet + "</sheets>" + book + "</workbook>")
                .part(
                        BOOK,
                        SHEET,
                        "worksheet",
                        TYPE + "worksheet+xml",
                        "<worksheet" + NAMESPACES + ">" + before
                                + "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>" + Planted.ORDINARY
                                + "</t></is></c></row>"
                                + rows
                                + "</sheetData>" + after + "</worksheet>")
                .part(
                        BOOK,
                        "xl/styles.xml",
                        "styles",
                        TYPE + "styles+xml",
                        "<styleSheet" + NAMESPACES
                                + "><numFmts count='1'><numFmt numFmtId='164' formatCode=';;;'/></numFmts>"
                                + "<fonts count='1'><font/></fonts><fills count='1'><fill/></fills><borders count='1'><border/>"
                                + "</borders><cellStyleXfs count='1'><xf/></cellStyleXfs><cellXfs count='2'><xf/>"
                                + "<xf numFmtId='164' applyNumberFormat='1'/></cellXfs></styleSheet>");
    }

    private static Planted planted(String place, Function<String, OfficePackage> building) {
        return Planted.read(FORMAT, place, value -> building.apply(value).bytes());
    }

    private static Planted sheet(String place, String before, String rows, String after) {
        return planted(
                place,
                value -> book(
                        "",
                        before.replace("VALUE", value),
                        rows.replace("VALUE", value),
                        after.replace("VALUE", value)));
    }

    private static Planted inBook(String place, String xml) {
        return planted(place, value -> book(xml.replace("VALUE", value), "", "", ""));
    }

    private static Stream<Planted> sheets() {
        return Stream.of(
                sheet("cell", "", CELL, ""),
                sheet("hidden row", "", CELL.replace("r='2'>", "r='2' hidden='1'>"), ""),
                sheet("hidden column", "<cols><col min='3' max='3' width='0' hidden='1'/></cols>", CELL, ""),
                sheet("text that its format hides", "", CELL.replace("r='C2'", "r='C2' s='1'"), ""),
                planted(
                        "hidden sheet",
                        value -> book(
                                "<sheet name='First' sheetId='1' state='hidden' r:id='rId1'/>",
                                "",
                                "",
                                CELL.replace("VALUE", value),
                                "")),
                planted(
                        "very hidden sheet",
                        value -> book(
                                "<sheet name='First' sheetId='1' state='veryHidden' r:id='rId1'/>",
                                "",
                                "",
                                CELL.replace("VALUE", value),
                                "")),
                planted(
                        "name of a sheet",
                        value -> book("<sheet name='" + value + "' sheetId='1' r:id='rId1'/>", "", "", "", "")),
                inBook(
                        "name of a defined name",
                        "<definedNames><definedName name='VALUE'>First!$A$1</definedName></definedNames>"),
                inBook(
                        "text of a defined name",
                        "<definedNames><definedName name='n'>\"VALUE\"</definedName></definedNames>"),
                inBook(
                        "comment of a defined name",
                        "<definedNames><definedName name='n' comment='VALUE'>First!$A$1</definedName></definedNames>"),
                sheet(
                        "text in a formula",
                        "",
                        "<row r='2'><c r='A2'><f>IF(A1=\"VALUE\",1,2)</f><v>2</v></c></row>",
                        ""),
                sheet("result of a formula", "", "<row r='2'><c r='A2' t='str'><f>A1</f><v>VALUE</v></c></row>", ""),
                sheet("list of a data validation", "", "", validation("", "<formula1>\"VALUE,other\"</formula1>")),
                sheet("prompt of a data validation", "", "", validation("prompt='VALUE'", "")),
                sheet("error of a data validation", "", "", validation("error='VALUE'", "")),
                sheet(
                        "condition of a format",
                        "",
                        "",
                        "<conditionalFormatting sqref='A1'><cfRule type='expression' priority='1'><formula>A1=\"VALUE\"</formula>"
                                + "</cfRule></conditionalFormatting>"),
                sheet(
                        "text of a conditional format",
                        "",
                        "",
                        "<conditionalFormatting sqref='A1'><cfRule type='containsText' priority='1' operator='containsText'"
                                + " text='VALUE'><formula>A1</formula></cfRule></conditionalFormatting>"),
                sheet(
                        "value of a filter",
                        "",
                        "",
                        "<autoFilter ref='A1:A2'><filterColumn colId='0'><filters><filter val='VALUE'/></filters></filterColumn>"
                                + "</autoFilter>"),
                sheet("header", "", "", "<headerFooter><oddHeader>&amp;CVALUE</oddHeader></headerFooter>"),
                sheet(
                        "footer of even pages",
                        "",
                        "",
                        "<headerFooter><evenFooter>&amp;RVALUE</evenFooter></headerFooter>"),
                sheet(
                        "scenario",
                        "",
                        "",
                        "<scenarios><scenario name='s' comment='VALUE'><inputCells r='A1' val='x'/></scenario></scenarios>"),
                sheet(
                        "value of a scenario",
                        "",
                        "",
                        "<scenarios><scenario name='s'><inputCells r='A1' val='VALUE'/></scenario></scenarios>"),
                sheet(
                        "name of a protected range",
                        "",
                        "",
                        "<protectedRanges><protectedRange sqref='A1' name='VALUE'/></protectedRanges>"),
                sheet(
                        "tip of a link",
                        "",
                        "",
                        "<hyperlinks><hyperlink ref='A1' location='A2' tooltip='VALUE'/></hyperlinks>"),
                sheet(
                        "place of a link",
                        "",
                        "",
                        "<hyperlinks><hyperlink ref='A1' location='VALUE' display='x'/></hyperlinks>"),
                sheet(
                        "phonetic run",
                        "",
                        CELL.replace("<t>VALUE</t>", "<t>x</t><rPh sb='0' eb='1'><t>VALUE</t></rPh>"),
                        ""));
    }

    private static String validation(String attributes, String formula) {
        return "<dataValidations count='1'><dataValidation type='list' sqref='A1' " + attributes + ">" + formula
                + "</dataValidation></dataValidations>";
    }

    /** The numbers are in the file as written here; what is looked for are their digits. */
    private static Stream<Planted> numbers() {
        return Stream.of(
                number("long number", value -> book("", "", "<row r='2'><c r='A2'><v>" + value + "</v></c></row>", "")),
                number(
                        "long number with an exponent",
                        value -> book("", "", "<row r='2'><c r='A2'><v>4.929112233445566E15</v></c></row>", "")),
                number(
                        "number that its format hides",
                        value -> book("", "", "<row r='2'><c r='A2' s='1'><v>" + value + "</v></c></row>", "")),
                number(
                        "number in a formula",
                        value -> book(
                                "", "", "<row r='2'><c r='A2'><f>IF(A1=" + value + ",1,2)</f><v>2</v></c></row>", "")),
                number(
                        "number as a defined name",
                        value -> book(
                                "<definedNames><definedName name='n'>" + value + "</definedName></definedNames>",
                                "",
                                "",
                                "")));
    }

    private static Planted number(String place, Function<String, OfficePackage> building) {
        return planted(place, building).of("4929112233445566");
    }

    private static Stream<Planted> parts() {
        return Stream.of(
                planted(
                        "shared string that no cell uses",
                        value -> book("", "", "", "")
                                .part(
                                        BOOK,
                                        "xl/sharedStrings.xml",
                                        "sharedStrings",
                                        TYPE + "sharedStrings+xml",
                                        "<sst" + NAMESPACES + "><si><t>" + value + "</t></si></sst>")),
                planted("comment", value -> comment("x", value)),
                planted("author of a comment", value -> comment(value, "x")),
                planted(
                        "threaded comment",
                        value -> book("", "", "", "")
                                .part(
                                        SHEET,
                                        "xl/threadedComments/threadedComment1.xml",
                                        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
                                        "application/vnd.ms-excel.threadedcomments+xml",
                                        "<ThreadedComments xmlns='http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments'>"
                                                + "<threadedComment ref='A1' id='{1}'><text>" + value
                                                + "</text></threadedComment>"
                                                + "</ThreadedComments>")),
                planted(
                        "column of a table",
                        value -> book("", "", "", "<tableParts count='1'><tablePart r:id='rId1'/></tableParts>")
                                .part(
                                        SHEET,
                                        "xl/tables/table1.xml",
                                        "table",
                                        TYPE + "table+xml",
                                        "<table" + NAMESPACES
                                                + " id='1' name='T' displayName='T' ref='A1:A2'><tableColumns count='1'>"
                                                + "<tableColumn id='1' name='" + value + "'/></tableColumns></table>")),
                planted(
                        "cache of a pivot table",
                        value -> book("", "", "", "")
                                .part(
                                        BOOK,
                                        "xl/pivotCache/pivotCacheDefinition1.xml",
                                        "pivotCacheDefinition",
                                        TYPE + "pivotCacheDefinition+xml",
                                        "<pivotCacheDefinition" + NAMESPACES
                                                + "><cacheFields count='1'><cacheField name='c'><sharedItems>"
                                                + "<s v='" + value
                                                + "'/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>")),
                planted(
                        "record of a pivot table",
                        value -> book("", "", "", "")
                                .part(
                                        BOOK,
                                        "xl/pivotCache/pivotCacheRecords1.xml",
                                        "pivotCacheRecords",
                                        TYPE + "pivotCacheRecords+xml",
                                        "<pivotCacheRecords" + NAMESPACES + "><r><s v='" + value
                                                + "'/></r></pivotCacheRecords>")),
                planted(
                        "copy of another book's cell",
                        value -> book("", "", "", "")
                                .part(
                                        BOOK,
                                        "xl/externalLinks/externalLink1.xml",
                                        "externalLink",
                                        TYPE + "externalLink+xml",
                                        "<externalLink" + NAMESPACES
                                                + "><externalBook r:id='rId1'><sheetDataSet><sheetData sheetId='0'>"
                                                + "<row r='1'><cell r='A1' t='str'><v>" + value
                                                + "</v></cell></row></sheetData>"
                                                + "</sheetDataSet></externalBook></externalLink>")),
                planted(
                        "query of a connection",
                        value -> book("", "", "", "")
                                .part(
                                        BOOK,
                                        "xl/connections.xml",
                                        "connections",
                                        TYPE + "connections+xml",
                                        "<connections" + NAMESPACES
                                                + "><connection id='1' name='c' type='1'><dbPr connection='x'"
                                                + " command='" + value + "'/></connection></connections>")),
                planted(
                        "format of numbers",
                        value -> book("", "", "", "")
                                .part(
                                        BOOK,
                                        "xl/other/styles.xml",
                                        "styles",
                                        TYPE + "styles+xml",
                                        "<styleSheet" + NAMESPACES + "><numFmts><numFmt numFmtId='165' formatCode='0\" "
                                                + value + "\"'/></numFmts></styleSheet>")),
                planted(
                        "target of a link",
                        value -> book("", "", "", "<hyperlinks><hyperlink ref='A1' r:id='rId1'/></hyperlinks>")
                                .external(SHEET, "hyperlink", "https://example.org/" + value)));
    }

    private static OfficePackage comment(String author, String text) {
        return book("", "", "", "")
                .part(
                        SHEET,
                        "xl/comments1.xml",
                        "comments",
                        TYPE + "comments+xml",
                        "<comments" + NAMESPACES + "><authors><author>" + author + "</author></authors><commentList>"
                                + "<comment ref='A1' authorId='0'><text><t>" + text
                                + "</t></text></comment></commentList>"
                                + "</comments>");
    }

    private static OfficePackage drawing(String anchored) {
        return book("", "", "", "<drawing r:id='rId1'/>")
                .part(
                        SHEET,
                        "xl/drawings/drawing1.xml",
                        "drawing",
                        DRAWING + "+xml",
                        "<xdr:wsDr" + NAMESPACES + "><xdr:absoluteAnchor><xdr:pos x='0' y='0'/><xdr:ext cx='1' cy='1'/>"
                                + anchored + "<xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>");
    }

    private static Stream<Planted> drawings() {
        String chart = "<xdr:graphicFrame><a:graphic><a:graphicData"
                + " uri='http://schemas.openxmlformats.org/drawingml/2006/chart'><c:chart r:id='rId1'/></a:graphicData>"
                + "</a:graphic></xdr:graphicFrame>";
        return Stream.of(
                planted(
                        "text box",
                        value -> drawing("<xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>" + value
                                + "</a:t></a:r></a:p></xdr:txBody></xdr:sp>")),
                planted(
                        "alternative text",
                        value -> drawing("<xdr:pic><xdr:nvPicPr><xdr:cNvPr id='2' name='x' descr='" + value
                                + "'/></xdr:nvPicPr></xdr:pic>")),
                planted(
                        "title of a chart",
                        value -> drawing(chart)
                                .part(
                                        "xl/drawings/drawing1.xml",
                                        "xl/charts/chart1.xml",
                                        "chart",
                                        DRAWING + "ml.chart+xml",
                                        "<c:chartSpace" + NAMESPACES
                                                + "><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>" + value
                                                + "</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>")),
                planted(
                        "name of a chart's series",
                        value -> drawing(chart)
                                .part(
                                        "xl/drawings/drawing1.xml",
                                        "xl/charts/chart1.xml",
                                        "chart",
                                        DRAWING + "ml.chart+xml",
                                        "<c:chartSpace" + NAMESPACES
                                                + "><c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:strRef>"
                                                + "<c:strCache><c:pt idx='0'><c:v>" + value
                                                + "</c:v></c:pt></c:strCache></c:strRef>"
                                                + "</c:tx></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>")),
                planted(
                        "EXIF of a picture",
                        value -> drawing(
                                        "<xdr:pic><xdr:blipFill><a:blip r:embed='rId1'/></xdr:blipFill>" + "</xdr:pic>")
                                .part(
                                        "xl/drawings/drawing1.xml",
                                        "xl/media/image1.jpeg",
                                        "image",
                                        "image/jpeg",
                                        Planted.picture(0x010E, value))),
                planted(
                        "embedded document",
                        value -> book("", "", "", "")
                                .part(
                                        SHEET,
                                        "xl/embeddings/inner.docx",
                                        "package",
                                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                        Samples.docx(value))));
    }
}
