package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDNonTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of forms stand behind the names that their fields have, shown or not. */
class FormFieldTests {
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static Extraction read(byte[] document) {
        Extraction extraction = WorkbookTests.read(document, ExtractionSettings.defaults());
        assertThat(extraction.complete()).isTrue();
        return extraction;
    }

    private static PDTextField field(PDAcroForm form, String name, @Nullable String shown, String value) {
        PDTextField field = new PDTextField(form);
        field.setPartialName(name);
        if (shown != null) {
            field.setAlternateFieldName(shown);
        }
        field.getCOSObject().setString(COSName.V, value);
        return field;
    }

    private static void fill(PDDocument pdf) {
        PDAcroForm form = new PDAcroForm(pdf);
        pdf.getDocumentCatalog().setAcroForm(form);
        PDNonTerminalField parent = new PDNonTerminalField(form);
        parent.setPartialName("patient");
        parent.setChildren(List.of(field(form, "Text3", "Ward: bed", "7: window")));
        form.setFields(List.of(
                field(form, "Text1", "Date of birth", "1980-02-03"),
                field(form, "DOB", "Enter here", "1975-11-30"),
                field(form, "Town", "town", "Bonn"),
                field(form, "Plain", null, "Quill"),
                parent));
    }

    /** A document with this XML for its body. */
    private static byte[] docx(String body) {
        byte[] empty = Samples.docx("x");
        String xml = "<w:document xmlns:w='" + WORD + "'><w:body>" + body + "</w:body></w:document>";
        return Samples.bytes(out -> {
            try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(empty));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    ByteArrayOutputStream content = new ByteArrayOutputStream();
                    in.transferTo(content);
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    zip.write(
                            entry.getName().equals("word/document.xml")
                                    ? xml.getBytes(StandardCharsets.UTF_8)
                                    : content.toByteArray());
                    zip.closeEntry();
                }
            }
        });
    }

    private static String control(String properties, String content) {
        return "<w:sdt><w:sdtPr>" + properties + "</w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>";
    }

    private static String run(String text) {
        return "<w:r><w:t>" + text + "</w:t></w:r>";
    }

    private static String paragraph(String content) {
        return "<w:p>" + content + "</w:p>";
    }

    private static List<String> lines(Extraction extraction) {
        return extraction.text().canonical().lines().map(String::strip).toList();
    }

    private static void assertBirth(Extraction extraction, String date) {
        String text = extraction.text().canonical();
        assertThat(Classifier.standard().classify(extraction.text()).findings().stream()
                        .filter(finding -> finding.type() == FindingType.DATE_OF_BIRTH)
                        .map((Finding finding) -> text.substring(finding.start(), finding.end())))
                .contains(date);
    }

    @Test
    void fieldsOfAPdfHaveTheirNamesAndTheirAlternateNames() {
        Extraction pdf = read(Samples.pdf(null, FormFieldTests::fill, "A form"));

        assertThat(lines(pdf))
                .contains(
                        "Text1: 1980-02-03",
                        "Date of birth: 1980-02-03",
                        "DOB: 1975-11-30",
                        "Enter here: 1975-11-30",
                        "Town: Bonn",
                        "Plain: Quill",
                        "Ward: bed: 7: window")
                .doesNotContain("town: Bonn");
        assertBirth(pdf, "1980-02-03");
        assertBirth(pdf, "1975-11-30");
    }

    @Test
    void contentControlsHaveTheirTitlesAndTags() {
        Extraction word = read(docx(paragraph(run("Born ")
                        + control(
                                "<w:alias w:val='Date of birth'/><w:tag w:val='Text1'/>", run("1980-02-") + run("03")))
                + control(
                        "<w:alias w:val='Patient'/>",
                        paragraph(run("Ann"))
                                + paragraph(control("<w:tag w:val='ward'/>", run("Seven")))
                                + paragraph(control("", run("Quill"))))
                + paragraph(control("<w:alias w:val='Nothing'/>", ""))));

        assertThat(lines(word))
                .contains("Date of birth: 1980-02-03", "Text1: 1980-02-03", "Patient: Ann  Quill", "ward: Seven")
                .noneMatch(line -> line.startsWith("Nothing:"));
        assertBirth(word, "1980-02-03");
    }

    @Test
    void fieldsOfOlderFormsHaveTheirNamesAndHelp() {
        String field = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='Text7'/>"
                + "<w:statusText w:type='text' w:val='Date of birth:'/></w:ffData></w:fldChar></w:r>"
                + "<w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
                + run("1975-11-30") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(" and more");

        Extraction word = read(docx(paragraph(field)));

        assertThat(lines(word)).contains("Text7: 1975-11-30", "Date of birth: 1975-11-30");
        assertBirth(word, "1975-11-30");
    }

    @Test
    void fieldsThatDoNotEndAreFieldsAllTheSame() {
        Extraction word = read(docx(paragraph("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='Text7'/>"
                        + "</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
                        + run("Quill"))
                + paragraph(run("Reed"))));

        assertThat(lines(word)).contains("Text7: Quill Reed");
    }
}
