package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real documents through the real child process. */
class ExtractorTests {
    private static final String SECRET = "Quillfeather";

    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(
                ExtractionSettings.defaults().withMaxDocumentBytes(4 << 20).withTimeout(Duration.ofSeconds(60)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private static Extraction extract(byte[] document) {
        return extractor.extract(document, Optional.empty(), Optional.empty());
    }

    private static void assertWhole(byte[] document, String type, String... texts) {
        Extraction extraction = extract(document);
        assertThat(extraction.coverage().parts())
                .filteredOn(part -> part.state() == PartState.UNREAD)
                .isEmpty();
        assertThat(extraction.mediaType()).isEqualTo(type);
        assertThat(extraction.text().canonical()).contains(texts);
        assertThat(extraction.anythingRead()).isTrue();
    }

    private static Extraction assertUnread(byte[] document, UnreadReason... reasons) {
        Extraction extraction = extract(document);
        assertThat(extraction.unread()).containsExactly(reasons);
        assertThat(extraction.complete()).isFalse();
        return extraction;
    }

    @Test
    void readsAWordDocumentWithHeaderFooterCommentAndAlternativeText() {
        byte[] document = Samples.docx(word -> {
            word.createParagraph().createRun().setText("Body " + SECRET);
            word.createHeader(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("Headword");
            word.createFooter(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("Footword");
            var comment = word.createComments().createComment(java.math.BigInteger.ONE);
            comment.setAuthor("Remarker");
            comment.createParagraph().createRun().setText("Remarked");
            var docPr = word.createParagraph()
                    .createRun()
                    .getCTR()
                    .addNewDrawing()
                    .addNewInline()
                    .addNewDocPr();
            docPr.setId(7);
            docPr.setName("x");
            docPr.setDescr("Depicted");
            word.getProperties().getCoreProperties().setTitle("Titleword");
            word.getProperties().getCoreProperties().setCreator("Authorword");
        });

        assertWhole(
                document,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "Body " + SECRET,
                "Headword",
                "Footword",
                "Remarked",
                "Remarker",
                "Depicted",
                "Titleword",
                "Authorword");
    }

    @Test
    void readsHiddenSheetsAndComments() {
        byte[] document = Samples.bytes(out -> {
            try (XSSFWorkbook book = new XSSFWorkbook()) {
                book.createSheet("Shown").createRow(0).createCell(0).setCellValue("Visible");
                var sheet = book.createSheet("Buried");
                var row = sheet.createRow(3);
                row.createCell(0).setCellValue(SECRET);
                row.setZeroHeight(true);
                var anchor = book.getCreationHelper().createClientAnchor();
                var comment = sheet.createDrawingPatriarch().createCellComment(anchor);
                comment.setString(book.getCreationHelper().createRichTextString("Whispered"));
                row.getCell(0).setCellComment(comment);
                book.setSheetVisibility(1, org.apache.poi.ss.usermodel.SheetVisibility.VERY_HIDDEN);
                book.write(out);
            }
        });

        assertWhole(
                document,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "Visible",
                SECRET,
                "Whispered",
                "Buried");
    }

    @Test
    void readsSpeakerNotes() {
        byte[] document = Samples.bytes(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                var slide = show.createSlide();
                slide.createTextBox().setText("Onslide");
                show.getNotesSlide(slide).getPlaceholders()[1].setText("Spoken " + SECRET);
                show.write(out);
            }
        });

        assertWhole(
                document,
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                "Onslide",
                "Spoken " + SECRET);
    }

    @Test
    void readsAnOldWorkbook() {
        byte[] document = Samples.bytes(out -> {
            try (HSSFWorkbook book = new HSSFWorkbook()) {
                book.createSheet("Old").createRow(0).createCell(0).setCellValue(SECRET);
                book.write(out);
            }
        });

        assertWhole(document, "application/vnd.ms-excel", SECRET);
    }

    @Test
    void readsAPdfPageByPage() {
        Extraction extraction = extract(Samples.pdf("First " + SECRET, "Second"));

        assertThat(extraction.complete()).isTrue();
        assertThat(extraction.coverage().parts())
                .contains(CoveragePart.of("page/1", PartKind.PAGE, PartState.READ))
                .contains(CoveragePart.of("page/2", PartKind.PAGE, PartState.READ));
        assertThat(extraction.text().segments()).anySatisfy(segment -> {
            assertThat(segment.path()).isEqualTo("page/2");
            assertThat(segment.text()).isEqualTo("Second");
        });
    }

    @Test
    void aLetterWithAPlainLogoIsComplete() {
        assertWhole(Samples.pdf(Samples.plainLogo(), pdf -> {}, "Dear " + SECRET), "application/pdf", SECRET);
        assertThat(extract(Samples.docx("Dear", Samples.plainLogo())).unread()).isEmpty();
    }

    @Test
    void aPictureWithWritingIsHeld() {
        var stamp = Samples.written("Patient Jane Doe", 20, Color.BLACK, Color.WHITE);

        assertUnread(Samples.pdf(stamp, pdf -> {}, "Dear reader"), UnreadReason.IMAGE_WITHOUT_OCR);
        assertUnread(Samples.docx("Dear reader", stamp), UnreadReason.IMAGE_WITHOUT_OCR);
        assertUnread(Samples.png(stamp), UnreadReason.IMAGE_WITHOUT_OCR);
    }

    @Test
    void aScannedPageIsUnreadAndNothingWasRead() {
        var scan = Samples.written("A scanned form with a name", 40, Color.BLACK, Color.WHITE);
        Extraction extraction = assertUnread(Samples.pdf(scan, pdf -> {}, ""), UnreadReason.IMAGE_WITHOUT_OCR);

        assertThat(extraction.anythingRead()).isFalse();
        assertThat(extraction.coverage().parts())
                .contains(CoveragePart.unread("page/1", PartKind.PAGE, UnreadReason.IMAGE_WITHOUT_OCR));
    }

    @Test
    void encryptedDocumentsAreUnread() {
        byte[] workbook = Samples.bytes(out -> {
            try (POIFSFileSystem files = new POIFSFileSystem()) {
                Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
                encryptor.confirmPassword("password");
                try (var encrypted = encryptor.getDataStream(files)) {
                    encrypted.write(Samples.docx(SECRET));
                }
                files.writeFilesystem(out);
            }
        });

        assertThat(assertUnread(Samples.encryptedPdf(SECRET), UnreadReason.ENCRYPTED)
                        .anythingRead())
                .isFalse();
        assertUnread(workbook, UnreadReason.ENCRYPTED);
        assertUnread(
                "-----BEGIN PGP MESSAGE-----\n\nhQEMA".getBytes(StandardCharsets.US_ASCII), UnreadReason.ENCRYPTED);
    }

    @Test
    void anEncryptedEntryHoldsTheArchive() {
        byte[] archive = Samples.zip("open.txt", "Open text".getBytes(StandardCharsets.US_ASCII));
        // The flag that says "encrypted", in the entry's own header and in the directory.
        archive[6] |= 1;
        int directory = new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        archive[directory + 8] |= 1;

        assertUnread(archive, UnreadReason.ENCRYPTED);
    }

    @Test
    void truncatedDocumentsAreUnread() {
        byte[] word = Samples.docx("A text that is long enough to be cut");
        byte[] pdf = Samples.pdf("A text");
        byte[] mail = ("From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
                        + "Content-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\nContent-Type: text/plain\n\nHello\n--cu")
                .getBytes(StandardCharsets.US_ASCII);

        assertUnread(Arrays.copyOf(word, word.length - 30), UnreadReason.TRUNCATED);
        assertUnread(Arrays.copyOf(pdf, pdf.length - 40), UnreadReason.TRUNCATED);
        assertUnread(mail, UnreadReason.TRUNCATED);
    }

    @Test
    void damagedDocumentsAreUnread() {
        byte[] word = Samples.docx("A text that will be damaged in the middle of its body part");
        int body = new String(word, StandardCharsets.ISO_8859_1).indexOf("word/document.xml");
        word[body + 40] ^= 0x55;
        byte[] pdf = new String(Samples.pdf("A text"), StandardCharsets.ISO_8859_1)
                .replaceFirst("startxref\\s+\\d+", "startxref\n7")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(extract(word).complete()).isFalse();
        assertUnread(pdf, UnreadReason.DAMAGED);
    }

    @Test
    void emptyDocumentsAreUnread() {
        assertThat(assertUnread(new byte[0], UnreadReason.EMPTY).anythingRead()).isFalse();
        assertUnread(" \n\t ".getBytes(StandardCharsets.US_ASCII), UnreadReason.EMPTY);
        assertUnread(Samples.docx(""), UnreadReason.EMPTY);
    }

    @Test
    void whatIsLargerThanTheLimitIsUnread() {
        assertUnread(new byte[(4 << 20) + 1], UnreadReason.OVER_LIMIT);
    }

    @Test
    void unknownAndUnsupportedTypesAreUnread() {
        byte[] noise = new byte[3_000];
        new java.util.Random(7).nextBytes(noise);
        noise[0] = 0;

        assertUnread(noise, UnreadReason.UNKNOWN_TYPE);
        assertUnread(
                Samples.bytes(out -> {
                    out.write("%!PS-Adobe-3.0\n/Times findfont (Hello) show\n".getBytes(StandardCharsets.US_ASCII));
                }),
                UnreadReason.UNSUPPORTED);
    }

    @Test
    void anAmbiguousCharacterSetIsUnread() {
        assertUnread("Łódź, żółw i gęś".getBytes(Charset.forName("ISO-8859-2")), UnreadReason.CHARSET);
        assertUnread("Привет, мир".getBytes(Charset.forName("windows-1251")), UnreadReason.CHARSET);
    }

    @Test
    void aBombIsOverLimit() {
        byte[] zeros = new byte[5 << 20];
        byte[] nested = Samples.zip("a.txt", "x".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 20; i++) {
            nested = Samples.zip("deeper.zip", nested);
        }
        byte[] gzip = Samples.bytes(out -> {
            try (GZIPOutputStream compressed = new GZIPOutputStream(out)) {
                compressed.write(zeros);
            }
        });
        Object[] many = new Object[24_000];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = i + ".txt";
            many[i + 1] = new byte[] {'a'};
        }

        assertUnread(Samples.zip("zeros", zeros), UnreadReason.OVER_LIMIT);
        assertUnread(gzip, UnreadReason.OVER_LIMIT);
        assertUnread(nested, UnreadReason.OVER_LIMIT);
        assertUnread(Samples.zip(many), UnreadReason.OVER_LIMIT);
    }

    @Test
    void readsANestOfAttachments() {
        byte[] inner = Samples.zip("inner.docx", Samples.docx("Deep " + SECRET));
        String mail =
                "From: Ann Example <ann@example.org>\nTo: b@example.org\nSubject: Subjectword\nMIME-Version: 1.0\n"
                        + "Content-Type: multipart/mixed; boundary=\"edge\"\n\n--edge\nContent-Type: text/plain; charset=utf-8\n\nBodyword\n"
                        + "--edge\nContent-Type: application/zip; name=\"Nameword.zip\"\nContent-Transfer-Encoding: base64\n"
                        + "Content-Disposition: attachment; filename=\"Nameword.zip\"\n\n"
                        + Base64.getMimeEncoder().encodeToString(inner) + "\n--edge--\n";

        assertWhole(
                mail.getBytes(StandardCharsets.UTF_8),
                "message/rfc822",
                "Ann Example",
                "Subjectword",
                "Bodyword",
                "Nameword",
                "Deep " + SECRET);
    }

    @Test
    void contentWinsOverALyingName() {
        Extraction extraction = extractor.extract(
                Samples.pdf("Really " + SECRET), Optional.of("letter.txt"), Optional.of("text/plain"));

        assertThat(extraction.mediaType()).isEqualTo("application/pdf");
        assertThat(extraction.text().canonical()).contains(SECRET);
    }

    @Test
    void readsAllOfAWebPage() {
        String page = "<!DOCTYPE html><html><head><title>Titleword</title></head><body><p>Seen <b>bo</b>ld</p>"
                + "<img alt='Altword' src='data:text/plain;base64,"
                + Base64.getEncoder().encodeToString("Dataword".getBytes(StandardCharsets.US_ASCII))
                + "'><!-- Commentword --><script>var x = 'Scriptword';</script><a href='mailto:Linkword@example.org'>write</a></body></html>";

        assertWhole(
                page.getBytes(StandardCharsets.UTF_8),
                "text/html",
                "Titleword",
                "Seen bold",
                "Altword",
                "Dataword",
                "Commentword",
                "Scriptword",
                "Linkword");
    }

    @Test
    void aPartOfAPackageThatNothingRefersToIsRead() throws Exception {
        byte[] stowed = Samples.bytes(out -> {
            try (var in = new java.util.zip.ZipInputStream(
                            new java.io.ByteArrayInputStream(Samples.docx("Body", Samples.plainLogo())));
                    var zip = new java.util.zip.ZipOutputStream(out)) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    zip.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
                    in.transferTo(zip);
                }
                zip.putNextEntry(new java.util.zip.ZipEntry("word/media/stowed.png"));
                zip.write(SECRET.getBytes(StandardCharsets.US_ASCII));
            }
        });

        assertThat(extract(stowed).text().canonical()).contains("Body", SECRET);
    }

    @Test
    void readsAttributesOfXmlAndNoEntities() {
        String xml =
                "<?xml version=\"1.0\"?><Patient xmlns=\"urn:x\"><birthDate value=\"1970-01-31\"/><given>Ann</given></Patient>";
        String entity =
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\"><!ENTITY f \"hidden\">]><a>x &e; &f;</a>";

        assertWhole(xml.getBytes(StandardCharsets.UTF_8), "application/xml", "birthDate: 1970-01-31", "given: Ann");
        assertThat(extract(entity.getBytes(StandardCharsets.UTF_8)).complete()).isFalse();
    }
}
