package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** PDF files of one page, object by object. Those that a test adds have the numbers from 6 on; the font is 5 0 R. */
final class PdfObjects {
    static final String FONTS = "/Resources<</Font<</F1 5 0 R>>>>";
    /** What stands on the page. */
    static final String ORDINARY = "BT /F1 12 Tf 50 700 Td (The garden opens at nine.) Tj ET ";

    private PdfObjects() {}

    /** A page with resources, entries of its own and drawing operations. */
    static byte[] page(String resources, String entries, String content, String... more) {
        return file("<</Type/Catalog/Pages 2 0 R>>", "", resources, entries, content, more);
    }

    static byte[] file(
            String catalog, String trailer, String resources, String entries, String content, String... more) {
        List<String> objects = new ArrayList<>(List.of(
                catalog,
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
                        + resources + ">>" + entries + ">>",
                stream("", ORDINARY + content),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
        objects.addAll(List.of(more));
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append("xref\n0 ")
                .append(objects.size() + 1)
                .append("\n0000000000 65535 f \n")
                .append(table);
        pdf.append("trailer\n<</Size ")
                .append(objects.size() + 1)
                .append("/Root 1 0 R")
                .append(trailer);
        return pdf.append(">>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n")
                .toString()
                .getBytes(ISO_8859_1);
    }

    /** A file with one object replaced by appending. The section before is named; how the file ended there is given. */
    static byte[] replaced(byte[] file, int number, String object, String end) {
        String before = new String(file, ISO_8859_1);
        int section = before.lastIndexOf("xref\n0");
        String kept = before.substring(0, before.lastIndexOf("startxref")) + end.replace("SECTION", "" + section);
        String added = number + " 0 obj\n" + object + "\nendobj\n";
        int start = kept.length() + added.length();
        return (kept + added + "xref\n" + number + " 1\n%010d 00000 n \n".formatted(kept.length())
                        + "trailer\n<</Size 99/Root 1 0 R/Prev " + section + ">>\nstartxref\n" + start + "\n%%EOF\n")
                .getBytes(ISO_8859_1);
    }

    static String stream(String dictionary, String content) {
        return "<<" + dictionary + "/Length " + content.length() + ">>\nstream\n" + content + "\nendstream";
    }

    static String form(String text) {
        return stream("/Type/XObject/Subtype/Form/BBox[0 0 600 600]" + FONTS, says(text));
    }

    static String says(String text) {
        return "BT /F1 12 Tf 50 600 Td (" + text + ") Tj ET";
    }

    /** A grey picture of so many points; with stripes as of lines of writing if it is written. */
    static String picture(int width, int height, boolean written, String more) {
        StringBuilder points = new StringBuilder();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                points.append(written && (x / 3 + y / 5) % 3 == 0 && y / 12 % 2 == 0 ? '\0' : '\u00ff');
            }
        }
        return stream(
                "/Type/XObject/Subtype/Image/Width " + width + "/Height " + height
                        + "/ColorSpace/DeviceGray/BitsPerComponent 8" + more,
                points.toString());
    }
}
