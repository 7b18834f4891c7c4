package dev.sluice.bench.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** PDF, OpenDocument, mail and web pages with a text in them. */
final class OtherFiles {
    private static final int LINE = 90;
    private static final int LINES_ON_A_PAGE = 48;
    private static final String ODT = "application/vnd.oasis.opendocument.text";

    private OtherFiles() {}

    /** Pages of lines in one of the standard fonts. */
    static byte[] pdf(String title, String author, List<String> paragraphs) throws IOException {
        List<String> lines = lines(paragraphs);
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.getDocumentInformation().setTitle(title);
            pdf.getDocumentInformation().setAuthor(author);
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (int at = 0; at < lines.size(); at += LINES_ON_A_PAGE) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(font, 10);
                    content.setLeading(14);
                    content.newLineAtOffset(50, 740);
                    for (String line : lines.subList(at, Math.min(lines.size(), at + LINES_ON_A_PAGE))) {
                        content.showText(line);
                        content.newLine();
                    }
                    content.endText();
                }
            }
            pdf.save(out);
            return out.toByteArray();
        }
    }

    /** A text document as office programs other than Word write it. */
    static byte[] odt(String title, String author, List<String> paragraphs) throws IOException {
        String office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
        StringBuilder body = new StringBuilder();
        for (String paragraph : paragraphs) {
            body.append("<text:p>").append(escaped(paragraph)).append("</text:p>");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "content.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"" + office
                        + "\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\"><office:body>"
                        + "<office:text>" + body + "</office:text></office:body></office:document-content>");
        parts.put(
                "meta.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-meta xmlns:office=\"" + office
                        + "\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta><dc:title>"
                        + escaped(title) + "</dc:title><dc:creator>" + escaped(author)
                        + "</dc:creator></office:meta></office:document-meta>");
        parts.put(
                "META-INF/manifest.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:"
                        + "opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\""
                        + ODT
                        + "\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
                        + "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>"
                        + "</manifest:manifest>");
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] type = ODT.getBytes(StandardCharsets.US_ASCII);
            ZipEntry first = new ZipEntry("mimetype");
            CRC32 crc = new CRC32();
            crc.update(type);
            first.setMethod(ZipEntry.STORED);
            first.setSize(type.length);
            first.setCrc(crc.getValue());
            zip.putNextEntry(first);
            zip.write(type);
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.finish();
            return out.toByteArray();
        }
    }

    /** A message of plain text and a page, and with what is attached, if anything. */
    static byte[] eml(String title, String author, List<String> paragraphs, byte[] attached) {
        String plain = String.join("\r\n\r\n", paragraphs);
        StringBuilder mail = new StringBuilder(
                        "From: " + author + " <sender@example.org>\r\nTo: receiver@example.org\r\n"
                                + "Subject: " + title
                                + "\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n"
                                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\n"
                                + "Content-Type: text/plain; charset=utf-8\r\n\r\n")
                .append(plain)
                .append("\r\n--outer\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>")
                .append(escaped(paragraphs.getFirst()))
                .append("</p></body></html>\r\n");
        if (attached.length > 0) {
            mail.append("--outer\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                            + "Content-Disposition: attachment; filename=\"attached.docx\"\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(attached))
                    .append("\r\n");
        }
        return mail.append("--outer--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A page with a table, links, attributes and a script. */
    static byte[] html(String title, String author, List<String> paragraphs) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(title))
                .append("</title><meta name=\"author\" content=\"")
                .append(escaped(author))
                .append("\"><script>var shown = 0;</script></head><body><h1>")
                .append(escaped(title))
                .append("</h1><table><tr><th>Part</th><th>Length</th></tr><tr><td>All</td><td>")
                .append(paragraphs.size())
                .append("</td></tr></table>");
        for (int i = 0; i < paragraphs.size(); i++) {
            page.append("<p id=\"p").append(i).append("\" class=\"text\">").append(escaped(paragraphs.get(i)));
            page.append(" <a href=\"https://example.org/part/").append(i).append("\">More</a></p>\n");
        }
        return page.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(List<String> paragraphs) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split("\\s+")) {
                if (line.length() + word.length() >= LINE) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
