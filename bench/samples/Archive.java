import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip archives whose bytes depend on nothing but their content. */
final class Archive {
    private static final LocalDateTime WHEN = LocalDateTime.of(2026, 9, 1, 12, 0);

    private Archive() {}

    /** The entries in the map's order. */
    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                put(zip, entry.getKey());
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** A zip of one zip whose entries unpack to so many blank MiB each: a few kilobytes on the disk. */
    static byte[] bomb(int entries, int mebibytesEach) throws IOException {
        var inner = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(inner)) {
            byte[] mebibyte = new byte[1 << 20];
            for (int i = 0; i < entries; i++) {
                put(zip, "part-" + i + ".bin");
                for (int m = 0; m < mebibytesEach; m++) {
                    zip.write(mebibyte);
                }
                zip.closeEntry();
            }
        }
        return zip(Map.of("parts.zip", inner.toByteArray()));
    }

    private static void put(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(WHEN);
        zip.putNextEntry(entry);
    }

    /** One stored entry under the traditional encryption, as every zip tool can make it (PKWARE APPNOTE 6.1). */
    static byte[] encrypted(String name, byte[] content, String password) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var keys = new Keys(password.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = new byte[content.length + 12];
        for (int i = 0; i < 12; i++) {
            sealed[i] = keys.encrypt((byte) (i == 11 ? crc.getValue() >>> 24 : 17 * i + 5));
        }
        for (int i = 0; i < content.length; i++) {
            sealed[i + 12] = keys.encrypt(content[i]);
        }
        byte[] label = name.getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        header(out, 0x04034b50, false, label, crc.getValue(), sealed.length, content.length);
        out.write(label);
        out.write(sealed);
        int directory = out.size();
        header(out, 0x02014b50, true, label, crc.getValue(), sealed.length, content.length);
        out.write(label);
        int size = out.size() - directory;
        out.write(little(22).putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1).putInt(size)
                .putInt(directory).putShort((short) 0).array());
        return out.toByteArray();
    }

    private static void header(
            OutputStream out, int signature, boolean central, byte[] label, long crc, int packed, int size)
            throws IOException {
        ByteBuffer head = little(central ? 46 : 30).putInt(signature);
        if (central) {
            head.putShort((short) 20);
        }
        // version 2.0, flag 1 (encrypted), method 0 (stored), 2026-09-01 12:00
        head.putShort((short) 20).putShort((short) 1).putShort((short) 0);
        head.putShort((short) (12 << 11)).putShort((short) ((2026 - 1980) << 9 | 9 << 5 | 1));
        head.putInt((int) crc).putInt(packed).putInt(size).putShort((short) label.length).putShort((short) 0);
        out.write(head.array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The three keys of the traditional encryption. */
    private static final class Keys {
        private static final int[] TABLE = new int[256];

        static {
            for (int i = 0; i < 256; i++) {
                int c = i;
                for (int bit = 0; bit < 8; bit++) {
                    c = (c & 1) == 1 ? c >>> 1 ^ 0xEDB88320 : c >>> 1;
                }
                TABLE[i] = c;
            }
        }

        private int first = 0x12345678;
        private int second = 0x23456789;
        private int third = 0x34567890;

        Keys(byte[] password) {
            for (byte b : password) {
                update(b);
            }
        }

        byte encrypt(byte plain) {
            int t = third & 0xFFFF | 2;
            byte sealed = (byte) (plain ^ (t * (t ^ 1)) >>> 8);
            update(plain);
            return sealed;
        }

        private void update(byte b) {
            first = crc(first, b);
            second = (second + (first & 0xFF)) * 134775813 + 1;
            third = crc(third, (byte) (second >>> 24));
        }

        private static int crc(int old, byte b) {
            return old >>> 8 ^ TABLE[(old ^ b) & 0xFF];
        }
    }
}
