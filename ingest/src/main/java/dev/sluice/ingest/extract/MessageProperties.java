package dev.sluice.ingest.extract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.poi.hmef.CompressedRTF;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.Entry;

/**
 * Tells the texts among the properties of a message, its receivers and its attachments: strings, bodies, names of
 * properties, and attached files that nobody handed over.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxmsg">[MS-OXMSG] §2.1, [MS-OXPROPS]</a>
 */
final class MessageProperties {
    private static final String STREAM = "__substg1.0_";
    private static final int TYPE = 0xFFF;
    private static final int NARROW = 0x1E;
    private static final int WIDE = 0x1F;
    private static final int OBJECT = 0x0D;
    private static final int BINARY = 0x102;

    private static final int NAMES = 0x0004;
    private static final int BODY = 0x1000;
    private static final int RTF = 0x1009;
    private static final int HTML = 0x1013;
    private static final int ATTACHED = 0x3701;
    private static final int OWN = 0x8000;
    /** Class, kinds of addresses, keys for sorting and searching: values of the format. */
    private static final Set<Integer> FORMAL_PROPERTIES =
            Set.of(0x001A, 0x0064, 0x0075, 0x0077, 0x0C1E, 0x3002, 0x370E, 0x370B);

    private static final Pattern FORMAL =
            Pattern.compile("(?i)IPM(?:\\.[A-Z]{1,30}){0,5}|SMTP|EX|[a-z]{1,20}/[a-z.+-]{1,80}");
    private static final Pattern FORMAL_NAME = Pattern.compile(
            "(?i)(?:https?://schemas\\.microsoft\\.com/|urn:schemas[:-])[\\w./:-]{1,80}|(?:content|x-ms|x-microsoft)-[a-z-]{1,60}"
                    + "|Keywords|accept-?language|x-originating-ip|x-mailer|msip_labels");

    /** In which the parser may have handed a body over. */
    private static final List<Charset> BODIES =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, Charset.forName("windows-1252"));

    private MessageProperties() {}

    /** Reads the properties of one storage; what stands in storages below it is left to the caller. */
    static void read(DirectoryEntry storage, OleFindings findings) throws IOException {
        // Beside the names stand numbers there, under tags that mean something else elsewhere.
        boolean named = storage.getName().toLowerCase(Locale.ROOT).startsWith("__nameid");
        for (Entry entry : storage) {
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (entry instanceof DocumentEntry document
                    && name.startsWith(STREAM)
                    && name.length() >= STREAM.length() + 8) {
                String tag = name.substring(STREAM.length(), STREAM.length() + 8);
                if (tag.chars().allMatch(HexFormat::isHexDigit)) {
                    int id = HexFormat.fromHexDigits(tag, 0, 4);
                    int type = HexFormat.fromHexDigits(tag, 4, 8);
                    byte[] value = OleReader.bytes(document);
                    if (!named) {
                        property(id, type, value, StandardCharsets.ISO_8859_1, findings);
                    } else if (id == NAMES) {
                        names(value, findings);
                    }
                }
            }
        }
    }

    /** Names of own properties: the number of bytes, the name, and what fills four bytes. */
    private static void names(byte[] value, OleFindings findings) {
        ByteBuffer bytes = CountedText.of(value, 0, value.length);
        int at = 0;
        while (at + 4 <= bytes.limit()) {
            int length = bytes.getInt(at);
            if (length < 0 || length > bytes.limit() - at - 4) {
                findings.failed(UnreadReason.DAMAGED);
                return;
            }
            name(new String(value, at + 4, length, StandardCharsets.UTF_16LE), findings);
            at += 4 + (length + 3) / 4 * 4;
        }
    }

    static void name(String name, OleFindings findings) {
        if (!FORMAL_NAME.matcher(name).matches()) {
            findings.text(name);
        }
    }

    /** Tells what a property holds, by its number and type. */
    static void property(int id, int type, byte[] value, Charset narrow, OleFindings findings) {
        switch (type & TYPE) {
            case NARROW -> string(id, new String(value, narrow), findings);
            case WIDE -> string(id, new String(value, StandardCharsets.UTF_16LE), findings);
            case BINARY, OBJECT -> binary(id, value, findings);
            default -> CountedText.runs(CountedText.of(value, 0, value.length), findings::text);
        }
    }

    private static void string(int id, String text, OleFindings findings) {
        String value = text.replace('\0', ' ').strip();
        if (id == BODY) {
            body(value, findings);
        } else if (!FORMAL_PROPERTIES.contains(id) || !FORMAL.matcher(value).matches()) {
            value.lines().forEach(findings::text);
        }
    }

    private static void body(String text, OleFindings findings) {
        for (Charset charset : BODIES) {
            if (findings.reading().hasRead(text.getBytes(charset))) {
                return;
            }
        }
        findings.body(text);
    }

    private static void binary(int id, byte[] value, OleFindings findings) {
        switch (id) {
            case HTML -> findings.part(value, "");
            case RTF -> rtf(value, findings);
            case ATTACHED -> findings.part(value, "");
            default -> {
                if (ArtRecords.isPackage(CountedText.of(value, 0, value.length))) {
                    findings.packed(value);
                } else if (id >= OWN) {
                    CountedText.runs(CountedText.of(value, 0, value.length), findings::text);
                }
            }
        }
    }

    private static void rtf(byte[] compressed, OleFindings findings) {
        if (compressed.length < 16) {
            return;
        }
        // The size that is stated is the writer's word; the limit of the document is ours.
        int size = CountedText.of(compressed, 0, compressed.length).getInt(4);
        findings.reading().expand(Math.max(0L, size));
        ByteArrayOutputStream rtf = new ByteArrayOutputStream();
        try {
            new CompressedRTF().decompress(new ByteArrayInputStream(compressed), rtf);
            byte[] whole = rtf.toByteArray();
            findings.part(size >= 0 && size < whole.length ? java.util.Arrays.copyOf(whole, size) : whole, "");
        } catch (IOException | RuntimeException e) {
            if (e instanceof LimitReachedException limit) {
                throw limit;
            }
            findings.failed(UnreadReason.DAMAGED);
        }
    }
}
