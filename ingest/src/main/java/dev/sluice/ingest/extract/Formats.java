package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.mbox.MboxParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.odf.OpenDocumentParser;

/**
 * Which reader a type gets. A type is read whole only by a reader named here; every other type that some parser knows is
 * read as far as that goes and stays unread.
 */
class Formats {
    private static final MediaTypeRegistry TYPES = MediaTypeRegistry.getDefaultRegistry();
    private static final Set<String> OLE = Set.of(
            "msword",
            "vnd.ms-excel",
            "vnd.ms-powerpoint",
            "vnd.ms-outlook",
            "x-tika-msoffice-embedded",
            "x-tika-ooxml-protected",
            "x-tika-msword6",
            "x-tika-old-excel");
    private static final Set<String> ENCRYPTED = Set.of(
            "application/pkcs7-mime",
            "application/pgp-encrypted",
            "application/x-rpmsg-message",
            "application/vnd.ms-office.rpmsg",
            "application/x-keepass");

    private final PartReader html = new HtmlReader();
    private final PartReader xml = new XmlReader();
    private final PartReader archive = new ArchiveReader();
    private final PartReader pdf = new PdfReader();
    private final PartReader picture = (content, type, place, reading, origin) ->
            reading.reader().pictures().read(content, type, place, reading, origin);
    private final PartReader packaged = new PackagedOfficeReader(new OOXMLParser());
    private final PartReader openDocument = new PackagedOfficeReader(openDocumentParser());
    private final PartReader office = new OleReader(new OfficeParser());
    private final PartReader rtf = new RtfReader();
    private final PartReader mail = new MailReader(mailParser());
    private final PartReader mailbox = new MailboxReader(new MboxParser());
    private final PartReader tnef = new TnefReader();
    private final PartReader other = new OtherReader();

    PartReader readerOf(MediaType type, byte[] content, Declared declared) {
        Charset charset = declared.charset();
        String name = name(type);
        if (PlainText.recognise(content, charset).isPresent() || isPlainText(type) && !isMarkup(type)) {
            if (PlainText.holdsFile(content)) {
                return pdf;
            }
            return PlainText.isMail(content) ? mail : new DecodedTextReader(declared);
        }
        if (ENCRYPTED.contains(name)) {
            return (bytes, found, place, reading, origin) -> java.util.Optional.of(UnreadReason.ENCRYPTED);
        }
        if (name.equals("application/pdf")) {
            return pdf;
        }
        if (name.equals("text/html") || name.equals("application/xhtml+xml")) {
            return charset == null ? html : new HtmlReader(charset);
        }
        if (isPicture(type)) {
            return picture;
        }
        if (TYPES.isInstanceOf(type, MediaType.APPLICATION_XML) || name.contains(".tika.flat.")) {
            return xml;
        }
        if (ArchiveReader.reads(name)) {
            return archive;
        }
        return officeReader(name);
    }

    private PartReader officeReader(String name) {
        String subtype = name.substring(name.indexOf('/') + 1);
        if (isPackage(name, subtype)) {
            return packaged;
        }
        if (isOpenDocument(name)) {
            return openDocument;
        }
        if (OLE.contains(subtype)) {
            return office;
        }
        return switch (name) {
            case "application/rtf", "text/rtf" -> rtf;
            case "message/rfc822" -> mail;
            case "application/mbox" -> mailbox;
            case "application/vnd.ms-tnef", "application/x-tnef" -> tnef;
            default -> other;
        };
    }

    static boolean isPicture(MediaType type) {
        return type.getType().equals("image")
                && !type.getSubtype().equals("vnd.dwg")
                && !type.getSubtype().equals("vnd.djvu");
    }

    /** Whether the type is one of sheets, by whichever program. */
    static boolean isWorkbook(MediaType type) {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return subtype.contains("spreadsheet") || subtype.contains("ms-excel") || subtype.contains("sun.xml.calc");
    }

    /** Whether the type is one of documents that show pictures among their text. */
    static boolean isPage(MediaType type) {
        String name = name(type);
        String subtype = name.substring(name.indexOf('/') + 1);
        return subtype.equals("html")
                || subtype.equals("xhtml+xml")
                || subtype.equals("rtf")
                || OLE.contains(subtype)
                || isPackage(name, subtype)
                || isOpenDocument(name);
    }

    private static boolean isPackage(String name, String subtype) {
        return name.startsWith("application/vnd.openxmlformats-officedocument.")
                || subtype.matches("vnd\\.ms-(?:word|excel|powerpoint)\\.[a-z]+(?:\\.binary)?\\.macroenabled\\.12");
    }

    private static boolean isOpenDocument(String name) {
        return name.startsWith("application/vnd.oasis.opendocument.") || name.startsWith("application/vnd.sun.xml.");
    }

    static boolean isFont(MediaType type) {
        return type.getType().equals("font") || type.getSubtype().startsWith("x-font-");
    }

    static String name(MediaType type) {
        String name = type.getBaseType().toString().toLowerCase(Locale.ROOT);
        return MediaTypes.isValid(name) ? name : MediaTypes.UNKNOWN;
    }

    private static boolean isPlainText(MediaType type) {
        return type.getType().equals("text")
                || TYPES.isInstanceOf(type, MediaType.TEXT_PLAIN)
                        && type.getType().equals("application");
    }

    private static boolean isMarkup(MediaType type) {
        return TYPES.isInstanceOf(type, MediaType.APPLICATION_XML)
                || type.getSubtype().equals("html")
                || type.getSubtype().equals("rtf")
                || type.getSubtype().equals("rfc822")
                || type.getSubtype().equals("mbox")
                || type.getSubtype().equals("postscript");
    }

    private static Parser mailParser() {
        RFC822Parser parser = new RFC822Parser();
        parser.setExtractAllAlternatives(true);
        return parser;
    }

    private static Parser openDocumentParser() {
        OpenDocumentParser parser = new OpenDocumentParser();
        parser.setExtractMacros(true);
        return parser;
    }
}
