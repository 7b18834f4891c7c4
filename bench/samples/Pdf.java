import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** PDF files, and pictures of their pages. */
final class Pdf {
    private Pdf() {}

    /** Pages of text, divided by lines of "---"; a line that starts with "# " is a heading. */
    static byte[] text(String title, String text, Optional<BufferedImage> logo, Optional<String> password)
            throws IOException {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            PDImageXObject picture = logo.isEmpty() ? null : LosslessFactory.createFromImage(document, logo.get());
            for (String content : text.strip().split("\n---\n")) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var stream = new PDPageContentStream(document, page)) {
                    if (picture != null) {
                        stream.drawImage(picture, 60, 770, 36, 36);
                    }
                    write(stream, content);
                }
            }
            if (password.isPresent()) {
                var policy = new StandardProtectionPolicy(password.get() + "-owner", password.get(), new AccessPermission());
                policy.setEncryptionKeyLength(128);
                var id = new COSString("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
                document.getDocument().setDocumentID(new COSArray(List.of(id, id)));
                document.protect(policy);
            }
            return save(document);
        }
    }

    private static void write(PDPageContentStream stream, String content) throws IOException {
        PDFont plain = new PDType1Font(FontName.HELVETICA);
        PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
        float y = 740;
        for (String line : content.split("\n")) {
            boolean heading = line.startsWith("# ");
            stream.beginText();
            stream.setFont(heading ? bold : plain, heading ? 14 : 11);
            stream.newLineAtOffset(60, y);
            stream.showText(heading ? line.substring(2) : line);
            stream.endText();
            y -= heading ? 22 : 16;
        }
    }

    /** A page as a scanner would give it: grey, 150 dots per inch, no text behind it. */
    static BufferedImage scan(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, 150, ImageType.GRAY);
        }
    }

    /** A PDF that is nothing but the picture of a page. */
    static byte[] ofImage(BufferedImage image) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var stream = new PDPageContentStream(document, page)) {
                stream.drawImage(LosslessFactory.createFromImage(document, image), 0, 0, page.getMediaBox().getWidth(),
                        page.getMediaBox().getHeight());
            }
            return save(document);
        }
    }

    static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** A clinic's mark: a ring and a cross, no letters. */
    static BufferedImage logo() {
        var image = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 48, 48);
        graphics.setColor(new Color(0x1F7A8C));
        graphics.fillOval(2, 2, 44, 44);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(20, 10, 8, 28);
        graphics.fillRect(10, 20, 28, 8);
        graphics.dispose();
        return image;
    }

    private static byte[] save(PDDocument document) throws IOException {
        document.setDocumentId(4711L);
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
