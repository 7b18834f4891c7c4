package dev.sluice.ingest.extract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.poi.poifs.filesystem.FileMagic;

/** Parts of office packages that say nothing or are taken apart elsewhere: as long as their content is what their name says. */
final class PackageParts {
    private static final Pattern MACROS = Pattern.compile("(?:word|xl|ppt)/vbaProject\\.bin");
    private static final Pattern FONTS = Pattern.compile("(?:word|xl|ppt)/fonts/[^/]+\\.(?:odttf|fntdata|ttf|otf)");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("application/vnd\\.(?:oasis\\.opendocument|sun\\.xml)\\.[a-z0-9.-]{3,40}");
    private static final Set<String> TABLES = Set.of(
            "OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "kern", "loca", "maxp", "name", "post",
            "prep", "gasp", "hdmx", "VDMX", "LTSH", "PCLT", "GDEF", "GPOS", "GSUB", "DSIG", "CFF ", "vhea", "vmtx",
            "BASE", "meta", "VORG");
    private static final int FONT_HEAD = 12;
    private static final int TABLE_ENTRY = 16;
    /** So much of an obfuscated font is mixed with its key (ECMA-376 part 4 §2.8.1). */
    private static final int OBFUSCATED = 32;
    /** The mark of an embedded font (W3C EOT §3.1). */
    private static final int EMBEDDED = 34;

    private PackageParts() {}

    /** Whether a part is what its name says; what may be written in it all the same is told. */
    static boolean isWhatItIsCalled(String name, byte[] content, Consumer<String> told) {
        if (name.equals("mimetype")) {
            return MEDIA_TYPE
                    .matcher(new String(content, StandardCharsets.ISO_8859_1).strip())
                    .matches();
        }
        if (MACROS.matcher(name).matches()) {
            return FileMagic.valueOf(content) == FileMagic.OLE2;
        }
        return FONTS.matcher(name).matches() && isFont(content, told);
    }

    private static boolean isFont(byte[] content, Consumer<String> told) {
        if (FontFile.hasDirectory(content)) {
            return FontFile.look(content, told);
        }
        boolean embedded = content.length > 82 && content[EMBEDDED] == 'L' && content[EMBEDDED + 1] == 'P';
        boolean font = embedded || hasTables(content, FONT_HEAD + 2 * TABLE_ENTRY);
        if (font) {
            WrittenRuns.look(content, told);
        }
        return font;
    }

    /** Whether a directory of tables goes on here, each within the file. */
    private static boolean hasTables(byte[] content, int from) {
        ByteBuffer font = ByteBuffer.wrap(content);
        int known = 0;
        for (int at = Math.max(from, 0); at + TABLE_ENTRY <= content.length; at += TABLE_ENTRY) {
            if (!TABLES.contains(new String(content, at, 4, StandardCharsets.ISO_8859_1))) {
                break;
            }
            long start = font.getInt(at + 8) & 0xFFFFFFFFL;
            long length = font.getInt(at + 12) & 0xFFFFFFFFL;
            if (start < OBFUSCATED || start + length > content.length) {
                return false;
            }
            known++;
        }
        return known >= 4;
    }
}
