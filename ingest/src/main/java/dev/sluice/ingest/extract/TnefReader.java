package dev.sluice.ingest.extract;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.parser.microsoft.TNEFParser;

/**
 * Reads what Outlook packs into winmail.dat. After the parser, every attribute and property of the message and its
 * attachments is gone through once more.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxtnef">[MS-OXTNEF] §2.1.3</a>
 */
final class TnefReader extends TikaReader {
    private static final int HEAD = 6;
    private static final int CODE_PAGE = 0x9007;
    private static final int PROPERTIES = 0x9003;
    private static final int RECEIVERS = 0x9004;
    private static final int ATTACHMENT = 0x9005;
    private static final int ATTACHED = 0x800F;
    private static final int METAFILE = 0x8011;
    private static final int RENDERING = 0x9002;
    private static final int VERSION = 0x9006;
    private static final int BODY = 0x800C;
    private static final int CLASS = 0x8008;

    private static final int MULTIPLE = 0x1000;
    private static final int OWN = 0x8000;
    private static final int MOST = 1 << 20;

    TnefReader() {
        super(new TNEFParser(), true);
    }

    @Override
    Optional<UnreadReason> checkAgainst(byte[] content, String text, Place place, Reading reading) {
        LeftOutText leftOut = new LeftOutText(text, reading.settings().maxTextChars());
        OleFindings findings = new OleFindings(leftOut, place, reading);
        try {
            attributes(CountedText.of(content, 0, content.length), findings);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            findings.failed(UnreadReason.TRUNCATED);
        }
        String path = StructuralPath.child(place.path(), "other");
        reading.sink().segment(path, "properties of the message", leftOut.text());
        EncodedContent.look(leftOut.text(), path, reading.sink());
        return findings.unread();
    }

    private static void attributes(ByteBuffer bytes, OleFindings findings) {
        Charset charset = Charset.forName("windows-1252");
        bytes.position(HEAD);
        while (bytes.remaining() > 2) {
            bytes.get();
            int id = bytes.getInt() & 0xFFFF;
            ByteBuffer value = part(bytes, bytes.getInt());
            bytes.getShort();
            switch (id) {
                case CODE_PAGE ->
                    charset = value.limit() < 4 ? charset : RtfVocabulary.codePage(value.getInt(0), charset);
                case PROPERTIES, ATTACHMENT -> properties(value, charset, findings);
                case RECEIVERS -> {
                    int rows = count(value);
                    for (int i = 0; i < rows; i++) {
                        properties(value, charset, findings);
                    }
                }
                case ATTACHED -> findings.part(array(value), "");
                case BODY ->
                    findings.body(
                            new String(array(value), charset).replace('\0', ' ').strip());
                case METAFILE, RENDERING, VERSION, CLASS -> {}
                default -> attribute(new String(array(value), charset), value, findings);
            }
        }
    }

    /** A string, or names among numbers. */
    private static void attribute(String text, ByteBuffer value, OleFindings findings) {
        String string = text.substring(0, text.indexOf('\0') < 0 ? text.length() : text.indexOf('\0'));
        if (text.replace("\0", "").equals(string) && CountedText.isText(string)) {
            string.lines().forEach(findings::text);
        } else {
            CountedText.runs(value, findings::text);
        }
    }

    private static void properties(ByteBuffer bytes, Charset charset, OleFindings findings) {
        int properties = count(bytes);
        for (int i = 0; i < properties; i++) {
            int type = bytes.getShort() & 0xFFFF;
            int id = bytes.getShort() & 0xFFFF;
            if (id >= OWN) {
                part(bytes, 16);
                if (bytes.getInt() == 0) {
                    bytes.getInt();
                } else {
                    String name = new String(array(padded(bytes)), StandardCharsets.UTF_16LE);
                    MessageProperties.name(name.replace('\0', ' ').strip(), findings);
                }
            }
            int kind = type & ~MULTIPLE;
            int fixed = fixed(kind);
            int values = fixed == 0 || type != kind ? count(bytes) : 1;
            for (int value = 0; value < values; value++) {
                if (fixed > 0) {
                    part(bytes, fixed);
                } else {
                    value(id, kind, array(padded(bytes)), charset, findings);
                }
            }
        }
    }

    private static void value(int id, int kind, byte[] value, Charset charset, OleFindings findings) {
        // An object begins with what kind it is.
        boolean object = kind == 0x0D && value.length > 16;
        MessageProperties.property(
                id, kind, object ? Arrays.copyOfRange(value, 16, value.length) : value, charset, findings);
    }

    /** Bytes of a value of this type with what fills four; zero if it says how many it has. */
    private static int fixed(int type) {
        return switch (type) {
            case 0x1E, 0x1F, 0x0D, 0x102 -> 0;
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
            case 0x48 -> 16;
            default -> 4;
        };
    }

    private static int count(ByteBuffer bytes) {
        int count = bytes.getInt();
        if (count < 0 || count > MOST) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    private static ByteBuffer padded(ByteBuffer bytes) {
        int length = bytes.getInt();
        ByteBuffer value = part(bytes, length);
        bytes.position(Math.min(bytes.limit(), bytes.position() + (4 - length % 4) % 4));
        return value;
    }

    private static ByteBuffer part(ByteBuffer bytes, int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return part;
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] array = new byte[bytes.limit()];
        bytes.get(0, array);
        return array;
    }
}
