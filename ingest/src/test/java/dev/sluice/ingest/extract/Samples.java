package dev.sluice.ingest.extract;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;

/** Small documents made for these tests. */
final class Samples {
    private Samples() {}

    interface Writing {
        void to(ByteArrayOutputStream out) throws Exception;
    }

    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** A page for each text; the picture, if any, on the first. */
    static byte[] pdf(@Nullable BufferedImage picture, Consumer<PDDocument> finish, String... pages) {
        return bytes(out -> {
            try (PDDocument pdf = new PDDocument()) {
                for (int i = 0; i < pages.length; i++) {
                    PDPage page = new PDPage();
                    pdf.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                        if (picture != null && i == 0) {
                            content.drawImage(LosslessFactory.createFromImage(pdf, picture), 50, 600);
                        }
                        content.beginText();
                        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                        content.newLineAtOffset(50, 500);
                        content.showText(pages[i]);
                        content.endText();
                    }
                }
                finish.accept(pdf);
                pdf.save(out);
            }
        });
    }

    static byte[] pdf(String... pages) {
        return pdf(null, pdf -> {}, pages);
    }

    static byte[] encryptedPdf(String text) {
        return pdf(
                null,
                pdf -> {
                    try {
                        pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                text);
    }

    static byte[] docx(Consumer<XWPFDocument> fill) {
        return bytes(out -> {
            try (XWPFDocument word = new XWPFDocument()) {
                fill.accept(word);
                word.write(out);
            }
        });
    }

    static byte[] docx(String text) {
        return docx(word -> word.createParagraph().createRun().setText(text));
    }

    static byte[] docx(String text, BufferedImage picture) {
        return docx(word -> {
            word.createParagraph().createRun().setText(text);
            try {
                word.createParagraph()
                        .createRun()
                        .addPicture(
                                new ByteArrayInputStream(png(picture)),
                                org.apache.poi.common.usermodel.PictureType.PNG,
                                "picture.png",
                                Units.toEMU(100),
                                Units.toEMU(50));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static byte[] xls(String text) {
        return bytes(out -> {
            try (HSSFWorkbook book = new HSSFWorkbook()) {
                book.createSheet().createRow(0).createCell(0).setCellValue(text);
                book.write(out);
            }
        });
    }

    /** Names and contents in turn. */
    static byte[] zip(Object... entries) {
        return bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < entries.length; i += 2) {
                    zip.putNextEntry(new ZipEntry((String) entries[i]));
                    zip.write((byte[]) entries[i + 1]);
                    zip.closeEntry();
                }
            }
        });
    }

    /** The same zip with a comment at its first entry. */
    static byte[] commented(byte[] zipped, String comment) {
        return bytes(out -> {
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zipped));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    ZipEntry copy = new ZipEntry(entry.getName());
                    copy.setComment(comment);
                    zip.putNextEntry(copy);
                    in.transferTo(zip);
                    zip.closeEntry();
                }
            }
        });
    }

    static byte[] png(BufferedImage image) {
        return bytes(out -> ImageIO.write(image, "png", out));
    }

    /** A cross on a disc, without a word. */
    static BufferedImage plainLogo() {
        return drawn(200, 200, graphics -> {
            graphics.setColor(new Color(0x1F6FB2));
            graphics.fillOval(10, 10, 180, 180);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(85, 40, 30, 120);
            graphics.fillRect(40, 85, 120, 30);
        });
    }

    static BufferedImage written(String text, int size, Color ink, Color paper) {
        return drawn(size * text.length(), size * 2, graphics -> {
            graphics.setColor(paper);
            graphics.fillRect(0, 0, size * text.length(), size * 2);
            graphics.setColor(ink);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
            graphics.drawString(text, size / 2, size * 3 / 2);
        });
    }

    static BufferedImage drawn(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        drawing.accept(graphics);
        graphics.dispose();
        return image;
    }
}
