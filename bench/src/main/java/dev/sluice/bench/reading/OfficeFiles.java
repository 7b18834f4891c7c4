package dev.sluice.bench.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Word, Excel and PowerPoint files with a text in them, and words in the places beside it that such files usually fill. */
final class OfficeFiles {
    private static final int LINES_ON_A_SLIDE = 8;

    private OfficeFiles() {}

    /** Paragraphs, a table of the first of them, head and foot, a comment, properties. */
    static byte[] docx(String title, String author, List<String> paragraphs) throws IOException {
        try (XWPFDocument word = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            word.getProperties().getCoreProperties().setTitle(title);
            word.getProperties().getCoreProperties().setCreator(author);
            word.createHeader(HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText(title);
            word.createFooter(HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("Page of " + author);
            var comment = word.createComments().createComment(BigInteger.ZERO);
            comment.setAuthor(author);
            comment.createParagraph().createRun().setText("To be read again before it goes out");
            XWPFTable table = word.createTable(2, 2);
            table.getRow(0).getCell(0).setText("Subject");
            table.getRow(0).getCell(1).setText(title);
            table.getRow(1).getCell(0).setText("Author");
            table.getRow(1).getCell(1).setText(author);
            for (String paragraph : paragraphs) {
                word.createParagraph().createRun().setText(paragraph);
            }
            word.write(out);
            return out.toByteArray();
        }
    }

    /** Two sheets: words of the text as cells in rows of six, and numbers. */
    static byte[] xlsx(String title, String author, List<String> paragraphs) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.getProperties().getCoreProperties().setTitle(title);
            book.getProperties().getCoreProperties().setCreator(author);
            XSSFSheet words = book.createSheet("Lines");
            XSSFSheet numbers = book.createSheet("Counts");
            int line = 0;
            for (String paragraph : paragraphs) {
                String[] parts = paragraph.split("(?<=[.,])\\s+");
                XSSFRow row = words.createRow(line);
                XSSFRow counts = numbers.createRow(line++);
                for (int i = 0; i < Math.min(6, parts.length); i++) {
                    row.createCell(i).setCellValue(parts[i]);
                    counts.createCell(i).setCellValue(parts[i].length() * (i + 1.5));
                }
            }
            book.write(out);
            return out.toByteArray();
        }
    }

    /** Slides of some lines with the speaker's notes. */
    static byte[] pptx(String title, String author, List<String> paragraphs) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            show.getProperties().getCoreProperties().setTitle(title);
            show.getProperties().getCoreProperties().setCreator(author);
            for (int at = 0; at < paragraphs.size(); at += LINES_ON_A_SLIDE) {
                List<String> shown = paragraphs.subList(at, Math.min(paragraphs.size(), at + LINES_ON_A_SLIDE));
                XSLFSlide slide = show.createSlide();
                var box = slide.createTextBox();
                box.setText(title);
                shown.forEach(each -> box.addNewTextParagraph().addNewTextRun().setText(each));
                show.getNotesSlide(slide).getPlaceholders()[1].setText("Say this slowly: " + shown.getFirst());
            }
            show.write(out);
            return out.toByteArray();
        }
    }
}
