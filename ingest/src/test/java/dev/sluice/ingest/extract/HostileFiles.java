package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files made to exhaust, mislead or escape from whatever reads them; names and fillings are drawn by a seed. */
final class HostileFiles {
    /** A text that is read wherever a file is complete. */
    static final String MARK = "Quillfeather";

    private final Random random;
    private final int many;

    /** @param many how many attachments, entries or levels are many */
    HostileFiles(long seed, int many) {
        this.random = new Random(seed);
        this.many = many;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private byte[] text() {
        return ("Ordinary " + word() + ".\n").getBytes(UTF_8);
    }

    /** Files that no limit allows to read whole, or that are not what they say; where one can be read, it has the mark. */
    Map<String, byte[]> exhausting() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("nested archives", nested(40));
        files.put("archive that holds itself", QuineZip.build());
        files.put("entries that are one another", overlapping(many));
        files.put("many attachments of a mail", manyAttachments(many));
        files.put("pages of a reused tree", pages(100));
        files.put("deep JSON", ("[".repeat(many) + '"' + MARK + '"' + "]".repeat(many)).getBytes(UTF_8));
        files.put("deep XML", ("<a>".repeat(many) + MARK + "</a>".repeat(many)).getBytes(UTF_8));
        files.put(
                "deep XML that says so",
                ("<?xml version='1.0'?>" + "<a>".repeat(many) + MARK + "</a>".repeat(many)).getBytes(UTF_8));
        files.put("deep page", ("<!DOCTYPE html><html><body>" + "<div>".repeat(many) + MARK).getBytes(UTF_8));
        files.put("billion laughs", laughs().getBytes(UTF_8));
        files.put("endless gzip", endless(300));
        files.put("gzip of endless members", members(many));
        files.put("gzip that ends early", cut(endless(1)));
        files.put("archive that lies about lengths", lyingZip());
        files.put("tar that lies about lengths", lyingTar());
        files.put("sparse file of 2 GB", sparse());
        files.put("picture of two billion pixels", hugePicture());
        files.put("text beyond the limit of text", ("x ".repeat(11_000_000)).getBytes(UTF_8));
        return files;
    }

    private byte[] nested(int depth) {
        byte[] inner = text();
        for (int i = 0; i < depth; i++) {
            inner = Samples.zip(word() + ".zip", inner, word() + ".txt", text());
        }
        return inner;
    }

    /** One local entry that the directory names many times. */
    private byte[] overlapping(int entries) {
        byte[] content = text();
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteBuffer zip =
                ByteBuffer.allocate(31 + content.length + 47 * entries + 98).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50)
                .putShort((short) 10)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0);
        zip.putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
        zip.putShort((short) 1).putShort((short) 0).put((byte) 'a').put(content);
        int directory = zip.position();
        for (int i = 0; i < entries; i++) {
            zip.putInt(0x02014b50)
                    .putShort((short) 10)
                    .putShort((short) 10)
                    .putShort((short) 0)
                    .putShort((short) 0);
            zip.putInt(0).putInt((int) crc.getValue()).putInt(content.length).putInt(content.length);
            zip.putShort((short) 1)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0);
            zip.putInt(0).putInt(0).put((byte) 'a');
        }
        int size = zip.position() - directory;
        zip.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putLong(entries).putLong(entries).putLong(size).putLong(directory);
        zip.putInt(0x07064b50).putInt(0).putLong(directory + size).putInt(1);
        zip.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0);
        return zip.array();
    }

    private byte[] manyAttachments(int number) {
        StringBuilder mail =
                new StringBuilder("From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < number; i++) {
            mail.append("--b\r\nContent-Disposition: attachment; filename=")
                    .append(i)
                    .append("\r\n\r\nx\r\n");
        }
        return mail.append("--b--\r\n").toString().getBytes(UTF_8);
    }

    /** Three levels of nodes, each of which is the same child this many times. */
    private static byte[] pages(int width) {
        int count = width * width * width;
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        int[] offsets = new int[7];
        String[] objects = new String[7];
        objects[1] = "<</Type/Catalog/Pages 2 0 R>>";
        for (int level = 0; level < 3; level++) {
            objects[2 + level] =
                    "<</Type/Pages/Count " + count + "/Kids[" + (3 + level + " 0 R ").repeat(width) + "]>>";
            count /= width;
        }
        objects[5] =
                "<</Type/Page/Parent 4 0 R/MediaBox[0 0 99 99]/Contents 6 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>";
        objects[6] = "<</Length 40>>stream\nBT /F1 12 Tf 9 9 Td (" + MARK + ") Tj ET   \nendstream";
        for (int i = 1; i < objects.length; i++) {
            offsets[i] = pdf.length();
            pdf.append(i).append(" 0 obj").append(objects[i]).append("endobj\n");
        }
        int start = pdf.length();
        pdf.append("xref\n0 7\n0000000000 65535 f \n");
        for (int i = 1; i < objects.length; i++) {
            pdf.append("%010d 00000 n \n".formatted(offsets[i]));
        }
        pdf.append("trailer<</Size 7/Root 1 0 R>>\nstartxref\n").append(start).append("\n%%EOF\n");
        return pdf.toString().getBytes(ISO_8859_1);
    }

    static String laughs() {
        StringBuilder xml = new StringBuilder("<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 10; i++) {
            xml.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return xml.append("]><l>&a9;</l>").toString();
    }

    private static byte[] endless(int mebibytes) {
        return Samples.bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < mebibytes; i++) {
                    gzip.write(zeros);
                }
            }
        });
    }

    private static byte[] cut(byte[] whole) {
        return java.util.Arrays.copyOf(whole, whole.length - 100);
    }

    /** Small members one after the other, of which the last is cut off. */
    private byte[] members(int number) {
        byte[] member = Samples.bytes(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(text());
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < Math.min(number, 20_000); i++) {
            out.writeBytes(member);
        }
        return java.util.Arrays.copyOf(out.toByteArray(), out.size() - 5);
    }

    private byte[] lyingZip() {
        byte[] zip = overlapping(1);
        ByteBuffer lying = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int directory = 31 + ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(18);
        lying.putInt(18, 0x7FFF_FFF0)
                .putInt(22, 0x7FFF_FFF0)
                .putInt(directory + 20, 0x7FFF_FFF0)
                .putInt(directory + 24, 0x7FFF_FFF0);
        return zip;
    }

    private byte[] lyingTar() {
        return tar(word(), 1L << 33, Map.of());
    }

    /** Two gigabytes of which one block is there (the sparse format 0.1 of GNU tar). */
    private byte[] sparse() {
        return tar(
                word(),
                512,
                Map.of("GNU.sparse.size", "2147483648", "GNU.sparse.numblocks", "1", "GNU.sparse.map", "0,512"));
    }

    private static byte[] tar(String name, long size, Map<String, String> extensions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        try {
            TarArchiveEntry entry = new TarArchiveEntry(name + ".txt");
            StringBuilder records = new StringBuilder();
            extensions.forEach((key, value) -> {
                int length = key.length() + value.length() + 3;
                int whole = length + Integer.toString(length + 2).length();
                records.append(whole)
                        .append(' ')
                        .append(key)
                        .append('=')
                        .append(value)
                        .append('\n');
            });
            if (!extensions.isEmpty()) {
                TarArchiveEntry header = new TarArchiveEntry("pax", TarArchiveEntry.LF_PAX_EXTENDED_HEADER_LC);
                header.setSize(records.length());
                tar.putArchiveEntry(header);
                tar.write(records.toString().getBytes(UTF_8));
                tar.closeArchiveEntry();
            }
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            tar.write("x".repeat(512).getBytes(UTF_8));
            tar.flush();
            out.writeBytes(new byte[1_024]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hugePicture() {
        byte[] png = Samples.png(Samples.plainLogo());
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 46_000).putInt(20, 46_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    /** Files that ask for another file or for an answer from the network; the content of neither may be read. */
    static Map<String, byte[]> reachingOut(String file, String address) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String place : new String[] {file, address}) {
            String kind = place.equals(file) ? " of a file" : " of the network";
            String entity = "<?xml version='1.0'?><!DOCTYPE a SYSTEM '" + place + "' [<!ENTITY e SYSTEM '" + place
                    + "'><!ENTITY % p SYSTEM '" + place + "'>%p;]>";
            files.put("entity" + kind, (entity + "<a>&e;</a>").getBytes(UTF_8));
            files.put(
                    "inclusion" + kind,
                    ("<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include parse='text' href='" + place
                                    + "'/>Ordinary</a>")
                            .getBytes(UTF_8));
            files.put(
                    "style sheet" + kind,
                    ("<?xml version='1.0'?><?xml-stylesheet type='text/xsl' href='" + place + "'?><a>Ordinary</a>")
                            .getBytes(UTF_8));
            files.put(
                    "entity in a drawing" + kind,
                    (entity.replace("DOCTYPE a", "DOCTYPE svg")
                                    + "<svg xmlns='http://www.w3.org/2000/svg'><text>&e;</text></svg>")
                            .getBytes(UTF_8));
            files.put(
                    "page" + kind,
                    ("<html><head><link rel='stylesheet' href='" + place + "'></head><body>Ordinary<img src='" + place
                                    + "'><iframe src='" + place + "'></iframe></body></html>")
                            .getBytes(UTF_8));
            files.put(
                    "entity in a package" + kind,
                    new OfficePackage()
                            .root(
                                    "word/document.xml",
                                    "officeDocument",
                                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                                    "<!DOCTYPE w:document [<!ENTITY e SYSTEM '" + place + "'>]><w:document"
                                            + " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>&e;"
                                            + "</w:t></w:r></w:p></w:body></w:document>")
                            .external("word/document.xml", "image", place)
                            .external("word/document.xml", "attachedTemplate", place)
                            .bytes());
            files.put(
                    "mail body elsewhere" + kind,
                    ("From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n"
                                    + "MIME-Version: 1.0\r\nContent-Type: message/external-body; access-type=URL; URL=\""
                                    + place
                                    + "\"\r\n\r\nContent-Type: text/plain\r\n\r\n")
                            .getBytes(UTF_8));
        }
        return files;
    }

    /** An archive with names that lead elsewhere or hurt where they are printed; its texts are ordinary. */
    byte[] escaping(String folder, boolean tar) {
        String up = "../".repeat(24) + folder.substring(1);
        String[] names = {
            up + "/escaped.txt",
            folder + "/absolute.txt",
            "..\\..\\escaped.txt",
            "C:\\escaped.txt",
            "a\nb\u001b[2J.txt",
            "\"quoted\".txt",
            "'; rm -rf $(HOME) `id`.txt",
            "-rf",
            "con.txt",
            "\u202egnp.txt",
            "x".repeat(5_000)
        };
        if (!tar) {
            Object[] entries = new Object[names.length * 2];
            for (int i = 0; i < names.length; i++) {
                entries[2 * i] = names[i];
                entries[2 * i + 1] = text();
            }
            return Samples.zip(entries);
        }
        return Samples.bytes(out -> {
            try (TarArchiveOutputStream archive = new TarArchiveOutputStream(out, "UTF-8")) {
                archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                TarArchiveEntry link = new TarArchiveEntry("link", TarArchiveEntry.LF_SYMLINK);
                link.setLinkName(folder);
                archive.putArchiveEntry(link);
                archive.closeArchiveEntry();
                for (String name : names) {
                    byte[] content = text();
                    TarArchiveEntry entry = new TarArchiveEntry(name, true);
                    entry.setSize(content.length);
                    archive.putArchiveEntry(entry);
                    archive.write(content);
                    archive.closeArchiveEntry();
                }
            }
        });
    }
}
