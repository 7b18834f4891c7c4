package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.Segment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Workbooks of three formats, and the same table as CSV. */
class WorkbookTests {
    private static final int ROWS = 80;
    private static final List<String> HEADS = List.of("Ref", "DOB", "Ward");

    static Extraction read(byte[] document, ExtractionSettings settings) {
        Collected collected = new Collected(settings);
        try {
            new Reading(new DocumentReader(settings), collected).document(document);
        } catch (LimitReachedException e) {
            collected.failed(UnreadReason.OVER_LIMIT);
        }
        return collected.finish(Duration.ZERO);
    }

    private static Extraction read(byte[] document) {
        return read(document, ExtractionSettings.defaults());
    }

    private static List<List<String>> table(int from) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        for (int i = from; i < from + ROWS; i++) {
            rows.add(List.of(
                    Integer.toString(1000 + i),
                    "%d-%02d-%02d".formatted(1940 + i % 70, i % 12 + 1, i % 28 + 1),
                    Integer.toString(i % 9)));
        }
        return rows;
    }

    private static byte[] workbook(Workbook workbook, List<List<String>> table) {
        return Samples.bytes(out -> {
            try (workbook) {
                Sheet sheet = workbook.createSheet("Intake");
                for (List<String> cells : table) {
                    Row row = sheet.createRow(sheet.getLastRowNum() + 1);
                    cells.forEach(cell ->
                            row.createCell(Math.max(0, row.getLastCellNum())).setCellValue(cell));
                }
                workbook.createSheet("Quillfeather");
                workbook.write(out);
            }
        });
    }

    private static byte[] openDocument(List<List<String>> table) {
        StringBuilder xml =
                new StringBuilder("<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                        + " xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                        + " xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
                        + "<o:body><o:spreadsheet><t:table t:name='Intake'>");
        table.forEach(row -> {
            xml.append("<t:table-row><t:table-cell t:number-columns-repeated='3'/>");
            row.forEach(cell -> xml.append("<t:table-cell><x:p>").append(cell).append("</x:p></t:table-cell>"));
            xml.append("<t:table-cell t:number-columns-repeated='16000'/></t:table-row>");
        });
        xml.append("</t:table><t:table t:name='Quillfeather'/></o:spreadsheet></o:body></o:document-content>");
        return Samples.zip(
                "mimetype",
                "application/vnd.oasis.opendocument.spreadsheet".getBytes(StandardCharsets.US_ASCII),
                "content.xml",
                xml.toString().getBytes(StandardCharsets.UTF_8),
                "META-INF/manifest.xml",
                "<manifest/>".getBytes(StandardCharsets.UTF_8));
    }

    private static long births(DocumentText text) {
        return Classifier.standard().classify(text).findings().stream()
                .filter(finding -> finding.type() == FindingType.DATE_OF_BIRTH)
                .map(Finding::start)
                .distinct()
                .count();
    }

    private static void assertReadAsCsv(byte[] document) {
        Extraction workbook = read(document);

        assertThat(workbook.coverage().parts())
                .contains(
                        CoveragePart.of("", PartKind.DOCUMENT, PartState.READ),
                        CoveragePart.of("sheet/1", PartKind.PAGE, PartState.READ));
        assertThat(workbook.complete()).isTrue();
        Segment sheet = workbook.text().segments().getFirst();
        assertThat(sheet.path()).isEqualTo("sheet/1");
        assertThat(sheet.context()).isEqualTo("Intake");
        String csv = String.join(
                "\n", table(0).stream().map(row -> String.join(",", row)).toList());
        Extraction delimited = csv(csv);
        assertThat(sheet.text()).isEqualTo(delimited.text().canonical());
        assertThat(births(workbook.text())).isEqualTo(ROWS).isEqualTo(births(delimited.text()));
        assertThat(workbook.text().canonical()).contains("Quillfeather");
    }

    private static Extraction csv(String text) {
        Collected collected = new Collected(ExtractionSettings.defaults());
        PlainText.read(text, "", PartKind.DOCUMENT, "", Optional.of("a.csv"), Optional.empty(), 20_000_000, collected);
        return collected.finish(Duration.ZERO);
    }

    @Test
    void officeOpenXmlHasHeadsAsCsvHas() {
        assertReadAsCsv(workbook(new XSSFWorkbook(), table(0)));
    }

    @Test
    void binaryWorkbooksHaveHeadsAsCsvHas() {
        assertReadAsCsv(workbook(new HSSFWorkbook(), table(0)));
    }

    @Test
    void openDocumentHasHeadsAsCsvHas() {
        assertReadAsCsv(openDocument(table(0)));
    }

    @Test
    void bareDatesBelowOneHeadAreBirths() {
        List<List<String>> column =
                table(3).stream().map(row -> row.subList(1, 2)).toList();

        assertThat(births(read(workbook(new XSSFWorkbook(), column)).text())).isEqualTo(ROWS);
        assertThat(births(read(workbook(new HSSFWorkbook(), column)).text())).isEqualTo(ROWS);
        assertThat(births(read(openDocument(column)).text())).isEqualTo(ROWS);
    }

    @Test
    void headsDoNotPassTheLimitOfText() {
        ExtractionSettings standard = ExtractionSettings.defaults();
        ExtractionSettings small = new ExtractionSettings(
                standard.maxDocumentBytes(),
                standard.maxExpandedBytes(),
                2_000,
                standard.maxParts(),
                standard.maxDepth(),
                standard.timeout(),
                standard.childHeapBytes(),
                standard.childResidentBytes(),
                1,
                1,
                Optional.empty(),
                Optional.empty());

        assertThat(read(workbook(new XSSFWorkbook(), table(0)), small).unread()).contains(UnreadReason.OVER_LIMIT);
        assertThat(read(openDocument(table(0)), small).unread()).contains(UnreadReason.OVER_LIMIT);
    }
}
