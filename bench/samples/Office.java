import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Word and Excel files, written part by part (ECMA-376) so that nothing of the machine gets into them. */
final class Office {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private Office() {}

    /**
     * A Word file.
     *
     * @param author the creator property, or empty for a file that names nobody
     * @param comment a reviewer's comment on the first paragraph
     * @param body lines; one that starts with "# " is a heading, one with tabs is a table's row
     */
    static byte[] docx(String title, Optional<String> author, Optional<String> comment, String body) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", contentTypes("/word/document.xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                comment.isPresent() ? override("/word/comments.xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml") : ""));
        parts.put("_rels/.rels", packageRelationships("word/document.xml"));
        parts.put("docProps/core.xml", core(title, author));
        var text = new StringBuilder();
        String mark = comment.isPresent() ? "<w:r><w:commentReference w:id=\"0\"/></w:r>" : "";
        for (String line : body.strip().split("\n")) {
            if (line.contains("\t")) {
                text.append("<w:tbl><w:tr>");
                for (String cell : line.split("\t")) {
                    text.append("<w:tc>").append(paragraph(cell, "", "")).append("</w:tc>");
                }
                text.append("</w:tr></w:tbl>");
            } else if (line.startsWith("# ")) {
                text.append(paragraph(line.substring(2), "<w:rPr><w:b/></w:rPr>", ""));
            } else {
                text.append(paragraph(line, "", mark));
                mark = "";
            }
        }
        String namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        parts.put("word/document.xml", XML + "<w:document " + namespace + "><w:body>" + text
                + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>");
        comment.ifPresent(remark -> {
            parts.put("word/_rels/document.xml.rels", XML + "<Relationships xmlns=\"" + RELATIONSHIPS
                    + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE + "/comments\" Target=\"comments.xml\"/></Relationships>");
            parts.put("word/comments.xml", XML + "<w:comments " + namespace
                    + "><w:comment w:id=\"0\" w:author=\"Reviewer\">" + paragraph(remark, "", "") + "</w:comment></w:comments>");
        });
        return pack(parts);
    }

    /** An Excel file of one sheet; a cell that is a number is stored as one. */
    static byte[] xlsx(String title, String sheet, List<List<String>> rows) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", contentTypes("/xl/workbook.xml",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                override("/xl/worksheets/sheet1.xml",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")));
        parts.put("_rels/.rels", packageRelationships("xl/workbook.xml"));
        parts.put("docProps/core.xml", core(title, Optional.empty()));
        String namespace = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        parts.put("xl/workbook.xml", XML + "<workbook " + namespace + " xmlns:r=\"" + OFFICE + "\"><sheets><sheet name=\""
                + escape(sheet) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", XML + "<Relationships xmlns=\"" + RELATIONSHIPS
                + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        var data = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            data.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < rows.get(row).size(); column++) {
                String value = rows.get(row).get(column);
                String at = (char) ('A' + column) + String.valueOf(row + 1);
                data.append(value.matches("[0-9]+(\\.[0-9]+)?")
                        ? "<c r=\"" + at + "\"><v>" + value + "</v></c>"
                        : "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + escape(value) + "</t></is></c>");
            }
            data.append("</row>");
        }
        parts.put("xl/worksheets/sheet1.xml",
                XML + "<worksheet " + namespace + "><sheetData>" + data + "</sheetData></worksheet>");
        return pack(parts);
    }

    private static String paragraph(String text, String properties, String after) {
        return "<w:p><w:r>" + properties + "<w:t xml:space=\"preserve\">" + escape(text) + "</w:t></w:r>" + after + "</w:p>";
    }

    private static String contentTypes(String main, String type, String more) {
        return XML + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + override(main, type)
                + override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + more + "</Types>";
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    }

    private static String packageRelationships(String main) {
        return XML + "<Relationships xmlns=\"" + RELATIONSHIPS + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE
                + "/officeDocument\" Target=\"" + main + "\"/><Relationship Id=\"rId2\" Type=\"" + RELATIONSHIPS
                + "/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
    }

    private static String core(String title, Optional<String> author) {
        return XML + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" + escape(title) + "</dc:title>"
                + author.map(name -> "<dc:creator>" + escape(name) + "</dc:creator>").orElse("") + "</cp:coreProperties>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static byte[] pack(Map<String, String> parts) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        parts.forEach((name, content) -> entries.put(name, content.getBytes(StandardCharsets.UTF_8)));
        return Archive.zip(entries);
    }
}
