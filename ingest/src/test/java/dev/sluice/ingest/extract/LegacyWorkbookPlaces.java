package dev.sluice.ingest.extract;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ddf.EscherComplexProperty;
import org.apache.poi.ddf.EscherOptRecord;
import org.apache.poi.ddf.EscherPropertyTypes;
import org.apache.poi.hpsf.CustomProperties;
import org.apache.poi.hpsf.DocumentSummaryInformation;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFClientAnchor;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFHyperlink;
import org.apache.poi.hssf.usermodel.HSSFPatriarch;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFSimpleShape;
import org.apache.poi.hssf.usermodel.HSSFTextbox;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddressList;

/** Where a workbook of Excel 97 to 2003 can hold text. */
final class LegacyWorkbookPlaces {
    private static final String FORMAT = "XLS";

    private LegacyWorkbookPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(cells(), sheets(), shapes(), properties()).flatMap(each -> each);
    }

    private static Planted book(String place, BiConsumer<HSSFWorkbook, String> planting) {
        return Planted.read(FORMAT, place, value -> bytes(value, planting));
    }

    private static byte[] bytes(String value, BiConsumer<HSSFWorkbook, String> planting) {
        return Samples.bytes(out -> {
            try (HSSFWorkbook book = new HSSFWorkbook()) {
                book.createInformationProperties();
                HSSFSheet sheet = book.createSheet("First");
                sheet.createRow(0).createCell(0).setCellValue(Planted.ORDINARY);
                sheet.createRow(1).createCell(0).setCellValue(12);
                planting.accept(book, value);
                book.write(out);
            }
        });
    }

    private static Planted sheet(String place, BiConsumer<HSSFSheet, String> planting) {
        return book(place, (book, value) -> planting.accept(book.getSheetAt(0), value));
    }

    private static HSSFCell cell(HSSFSheet sheet) {
        return sheet.createRow(5).createCell(2);
    }

    private static Stream<Planted> cells() {
        return Stream.of(
                sheet("cell", (sheet, value) -> cell(sheet).setCellValue(value)),
                sheet("string that no cell shows any more", (sheet, value) -> {
                    cell(sheet).setCellValue(value);
                    cell(sheet).setCellValue("x");
                }),
                sheet(
                        "constant in a formula",
                        (sheet, value) -> cell(sheet).setCellFormula("IF(1=1,\"x\",\"" + value + "\")")),
                sheet("number format", (sheet, value) -> {
                    var style = sheet.getWorkbook().createCellStyle();
                    style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("0 \"" + value + "\""));
                    cell(sheet).setCellStyle(style);
                }),
                sheet("address of a link", (sheet, value) -> link(sheet, "https://example.org/a?b=" + value)),
                sheet("note", (sheet, value) -> note(sheet, value, "x")),
                sheet("author of a note", (sheet, value) -> note(sheet, "x", value)),
                sheet("prompt of a validation", (sheet, value) -> validation(sheet, "x", value)),
                sheet("title of a prompt", (sheet, value) -> validation(sheet, value, "x")));
    }

    private static void link(HSSFSheet sheet, String address) {
        HSSFHyperlink link = sheet.getWorkbook().getCreationHelper().createHyperlink(HyperlinkType.URL);
        link.setAddress(address);
        HSSFCell cell = cell(sheet);
        cell.setCellValue("x");
        cell.setHyperlink(link);
    }

    private static void note(HSSFSheet sheet, String text, String author) {
        HSSFComment comment = sheet.createDrawingPatriarch().createComment(anchor());
        comment.setString(new HSSFRichTextString(text));
        comment.setAuthor(author);
        cell(sheet).setCellComment(comment);
    }

    private static void validation(HSSFSheet sheet, String title, String prompt) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation validation = helper.createValidation(
                helper.createExplicitListConstraint(new String[] {"a", "b"}), new CellRangeAddressList(0, 3, 3, 3));
        validation.createPromptBox(title, prompt);
        validation.createErrorBox("x", prompt);
        sheet.addValidationData(validation);
    }

    private static Stream<Planted> sheets() {
        return Stream.of(
                book("hidden sheet", (book, value) -> hidden(book, value, SheetVisibility.HIDDEN)),
                book("very hidden sheet", (book, value) -> hidden(book, value, SheetVisibility.VERY_HIDDEN)),
                book("name of a hidden sheet", (book, value) -> {
                    book.createSheet(value);
                    book.setSheetHidden(1, true);
                }),
                sheet("hidden column", (sheet, value) -> {
                    cell(sheet).setCellValue(value);
                    sheet.setColumnHidden(2, true);
                }),
                sheet("header", (sheet, value) -> sheet.getHeader().setLeft(value)),
                sheet("footer", (sheet, value) -> sheet.getFooter().setCenter(value)),
                book("constant of a defined name", (book, value) -> {
                    Name name = book.createName();
                    name.setNameName("Reference");
                    name.setRefersToFormula("\"" + value + "\"");
                }),
                book("who protected the workbook", (book, value) -> book.writeProtectWorkbook("password", value)));
    }

    private static void hidden(HSSFWorkbook book, String value, SheetVisibility visibility) {
        book.createSheet("Second").createRow(0).createCell(0).setCellValue(value);
        book.setSheetVisibility(1, visibility);
    }

    private static HSSFClientAnchor anchor() {
        return new HSSFClientAnchor(0, 0, 0, 0, (short) 4, 4, (short) 6, 8);
    }

    private static Planted shape(String place, EscherPropertyTypes property) {
        return sheet(place, (sheet, value) -> {
            HSSFPatriarch drawing = sheet.createDrawingPatriarch();
            HSSFSimpleShape shape = drawing.createSimpleShape(anchor());
            EscherOptRecord properties = options(shape);
            properties.addEscherProperty(text(property, value));
            properties.sortProperties();
        });
    }

    static EscherComplexProperty text(EscherPropertyTypes property, String value) {
        byte[] text = (value + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        EscherComplexProperty complex = new EscherComplexProperty(property, false, text.length);
        complex.setComplexData(text);
        return complex;
    }

    private static EscherOptRecord options(HSSFSimpleShape shape) {
        try {
            var container = org.apache.poi.hssf.usermodel.HSSFShape.class.getDeclaredMethod("getOptRecord");
            container.setAccessible(true);
            return (EscherOptRecord) container.invoke(shape);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Planted> shapes() {
        return Stream.of(
                sheet("text box", (sheet, value) -> {
                    HSSFTextbox box = sheet.createDrawingPatriarch().createTextbox(anchor());
                    box.setString(new HSSFRichTextString(value));
                }),
                shape("alternative text of a shape", EscherPropertyTypes.GROUPSHAPE__DESCRIPTION),
                shape("name of a shape", EscherPropertyTypes.GROUPSHAPE__SHAPENAME),
                shape("word art", EscherPropertyTypes.GEOTEXT__UNICODE),
                shape("name of a picture", EscherPropertyTypes.BLIP__BLIPFILENAME));
    }

    private static Planted summary(String place, BiConsumer<SummaryInformation, String> planting) {
        return book(place, (book, value) -> planting.accept(book.getSummaryInformation(), value));
    }

    private static Planted more(String place, BiConsumer<DocumentSummaryInformation, String> planting) {
        return book(place, (book, value) -> planting.accept(book.getDocumentSummaryInformation(), value));
    }

    private static Stream<Planted> properties() {
        return Stream.of(
                summary("author", SummaryInformation::setAuthor),
                summary("title", SummaryInformation::setTitle),
                summary("subject", SummaryInformation::setSubject),
                summary("keywords", SummaryInformation::setKeywords),
                summary("comments", SummaryInformation::setComments),
                summary("last author", SummaryInformation::setLastAuthor),
                summary("template", SummaryInformation::setTemplate),
                summary("program", SummaryInformation::setApplicationName),
                more("company", DocumentSummaryInformation::setCompany),
                more("manager", DocumentSummaryInformation::setManager),
                more("category", DocumentSummaryInformation::setCategory),
                more("value of a custom property", (properties, value) -> custom(properties, "Reference", value)),
                more("name of a custom property", (properties, value) -> custom(properties, value, "x")));
    }

    private static void custom(DocumentSummaryInformation properties, String name, String value) {
        CustomProperties custom = new CustomProperties();
        custom.put(name, value);
        properties.setCustomProperties(custom);
    }
}
