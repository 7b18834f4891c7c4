package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks like data by its first bytes or by its key, with a sentence in it: it is read, or the document is incomplete. */
class WrittenDataTests {
    private static final String VALUE = "Patient Quillfeather was seen, SSN 219-09-9998";
    private static final String ORDINARY = "The garden opens at nine.";
    private static final String CHARACTERS = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n";
    private static final String CHARACTERS_END = "\nendcmap CMapName currentdict /CMap defineresource pop end end";

    /** As fonts of TeX begin. */
    private static final String TYPE_1_NOTICE = """
            %!PS-AdobeFont-1.0: CMR10 003.002
            %%Title: CMR10
            %Version: 003.002
            %%CreationDate: Mon Jul 13 16:17:00 2009
            %%Creator: David M. Jones
            %Copyright: Copyright (c) 1997, 2009 American Mathematical Society
            %Copyright: (<http://www.ams.org>), with Reserved Font Name CMR10.
            % This Font Software is licensed under the SIL Open Font License, Version 1.1.
            % This license is in the accompanying file OFL.txt, and is also
            % available with a FAQ at: http://scripts.sil.org/OFL.
            """;

    private static final String TYPE_1 = """
            11 dict begin
            /FontType 1 def
            /FontMatrix [0.001 0 0 0.001 0 0 ]readonly def
            /FontName /CMR10 def
            /FontBBox {-40 -250 1009 750 }readonly def
            /UniqueID 5000793 def
            /FontInfo 9 dict dup begin
            /version (003.002) readonly def
            /Notice (Copyright \\050c\\051 1997, 2009 American Mathematical Society \\050<http://www.ams.org>\\051, with Reserved Font Name CMR10.) readonly def
            /FullName (CMR10) readonly def
            /FamilyName (Computer Modern) readonly def
            /Weight (Medium) readonly def
            /isFixedPitch false def
            /UnderlinePosition -100 def
            end readonly def
            /Encoding 256 array
            0 1 255 {1 index exch /.notdef put} for
            dup 65 /A put
            readonly def
            currentdict end
            currentfile eexec
            """;

    private static Extractor extractor;

    /** A place, and the document with the value there. */
    private record Row(String place, byte[] document) {
        @Override
        public String toString() {
            return place;
        }
    }

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(2)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private static Extraction extract(byte[] document) {
        return extractor.extract(document, Optional.empty(), Optional.empty());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static Row pdf(String place, String entries, String dictionary, String content) {
        return new Row(place, PdfObjects.page("", entries, "", PdfObjects.stream(dictionary, content)));
    }

    private static Row drawing(String place, String content) {
        return new Row(place, PdfObjects.page("", "", content));
    }

    private static Row entries(String place, String entries) {
        return new Row(place, PdfObjects.page("", entries, ""));
    }

    private static Row entry(String place, String name, byte[] content) {
        return new Row(place, Samples.zip("readme.txt", ORDINARY.getBytes(UTF_8), name, content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] font() {
        try (InputStream in =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] profile() {
        return ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    /** A font of one table of any bytes. */
    private static byte[] font(String tag, byte[] table) {
        return ByteBuffer.allocate(28 + table.length)
                .putInt(0x00010000)
                .putShort((short) 1)
                .position(12)
                .put(bytes(tag))
                .putInt(0)
                .putInt(28)
                .putInt(table.length)
                .put(table)
                .array();
    }

    /** The names of a font: one, of the maker, in UTF-16. */
    private static byte[] names(String name) {
        byte[] text = name.getBytes(UTF_16BE);
        return ByteBuffer.allocate(18 + text.length)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 18)
                .putShort((short) 3)
                .putShort((short) 1)
                .putShort((short) 0x409)
                .putShort((short) 8)
                .putShort((short) text.length)
                .putShort((short) 0)
                .put(text)
                .array();
    }

    /** A profile of one tag. */
    private static byte[] profile(byte[] tag) {
        byte[] profile = ByteBuffer.allocate(144 + tag.length)
                .putInt(144 + tag.length)
                .position(36)
                .put(bytes("acsp"))
                .position(128)
                .putInt(1)
                .put(bytes("desc"))
                .putInt(144)
                .putInt(tag.length)
                .put(tag)
                .array();
        return profile;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static Stream<Row> streams() {
        byte[] wide = VALUE.getBytes(UTF_16BE);
        return Stream.of(
                pdf("profile of a head only", "/X 6 0 R", "/N 3", "\0".repeat(36) + "acsp" + VALUE),
                pdf("tag of a profile", "/X 6 0 R", "/N 3", latin(profile(bytes("desc\0\0\0\0\0\0\0\56" + VALUE)))),
                pdf("numbers of a profile", "/X 6 0 R", "/N 3", latin(profile(bytes("curv\0\0\0\0\0\0\0\1" + VALUE)))),
                pdf("behind a profile", "/X 6 0 R", "/N 3", latin(joined(profile(), bytes(VALUE)))),
                pdf("font of a head only", "/X<</FontFile2 6 0 R>>", "/Length1 50", "\0\1\0\0" + VALUE),
                pdf("behind a font", "/X<</FontFile2 6 0 R>>", "", latin(joined(font(), bytes(VALUE)))),
                pdf("table of a font", "/X<</FontFile2 6 0 R>>", "", latin(font("glyf", bytes("\1\2" + VALUE)))),
                pdf("names of a font", "/X<</FontFile2 6 0 R>>", "", latin(font("name", names("Quillfeather")))),
                pdf("wide text in a font", "/X<</FontFile2 6 0 R>>", "", latin(font("cvt ", wide))),
                pdf(
                        "wide text of the other order",
                        "/X<</FontFile2 6 0 R>>",
                        "",
                        latin(font("cvt ", VALUE.getBytes(UTF_16LE)))),
                pdf(
                        "head of a Type 1 font",
                        "/X<</FontFile 6 0 R>>",
                        "",
                        "%!PS-AdobeFont-1.0\n/Notice (" + VALUE + ") def"),
                pdf("words among characters", "/X<</ToUnicode 6 0 R>>", "", "begincmap " + VALUE + " endcmap"),
                pdf(
                        "string among characters",
                        "/X<</ToUnicode 6 0 R>>",
                        "",
                        CHARACTERS + "/Registry (" + VALUE + ") def" + CHARACTERS_END),
                pdf(
                        "comment among characters",
                        "/X<</ToUnicode 6 0 R>>",
                        "",
                        CHARACTERS + "% " + VALUE + "\n" + CHARACTERS_END),
                pdf(
                        "characters of one code",
                        "/X<</ToUnicode 6 0 R>>",
                        "",
                        CHARACTERS + "1 beginbfchar <41> <" + HexFormat.of().formatHex(wide) + "> endbfchar"
                                + CHARACTERS_END),
                pdf("certificate", "/X<</Certs[6 0 R]>>", "", "\60" + (char) VALUE.length() + VALUE),
                pdf("halftone", "/X 6 0 R", "/HalftoneType 6", VALUE + "\0\1\2"),
                pdf("set of characters", "/X<</CIDSet 6 0 R>>", "", VALUE + "\0\1"),
                pdf(
                        "program of a function",
                        "/X 6 0 R",
                        "/FunctionType 4/Domain[0 1]/Range[0 1]",
                        "{ patient quillfeather was seen 219 09 9998 }"),
                pdf(
                        "samples of a function",
                        "/X 6 0 R",
                        "/FunctionType 0/Domain[0 1]/Range[0 1]/BitsPerSample 8/Size[" + VALUE.length() + "]",
                        VALUE),
                pdf("colours in a stream", "/X[/Indexed/DeviceGray 255 6 0 R]", "", VALUE));
    }

    static Stream<Row> amongObjects() {
        String name = VALUE.replace(" ", "#20").replace(",", "#2C");
        return Stream.of(
                entries("colours in a string", "/X[/Indexed/DeviceGray 255 (" + VALUE + ")]"),
                drawing(
                        "dictionary of a picture among operators",
                        "BI /W 1 /H 1 /BPC 8 /CS /G /Note (" + VALUE + ") ID x EI"),
                drawing("points of a picture among operators", "BI /W 46 /H 1 /BPC 8 /CS /G ID " + VALUE + " EI"),
                drawing("comment among operators", "% " + VALUE + "\n1 0 0 rg"),
                drawing("tag of marked content", "/" + name + " BMC EMC"),
                entries("key of a dictionary", "/" + name + " true"),
                entries("name as a value", "/PieceInfo<</App<</Private/" + name + ">>>>"),
                entries("name in an array", "/PieceInfo<</App<</Private[/" + name + "]>>>>"),
                entries("comment in an object", "/X % " + VALUE + "\n1"),
                new Row("comment between objects", replaced("endobj\n2 0 obj", "endobj\n% " + VALUE + "\n2 0 obj")),
                new Row("words between objects", replaced("endobj\n2 0 obj", "endobj\n" + VALUE + "\n2 0 obj")),
                new Row("string between objects", replaced("endobj\n2 0 obj", "endobj\n(" + VALUE + ")\n2 0 obj")));
    }

    /** A file with something put between two objects; its table of objects is put right by its reader or not at all. */
    private static byte[] replaced(String before, String after) {
        String file = latin(PdfObjects.page("", "", ""));
        int at = file.indexOf(before);
        int more = after.length() - before.length();
        String table = file.substring(file.indexOf("xref\n"));
        StringBuilder moved = new StringBuilder();
        table.lines().forEach(line -> {
            boolean entry = line.matches("\\d{10} 00000 n ");
            long place = entry ? Long.parseLong(line.substring(0, 10)) : 0;
            moved.append(entry && place > at ? "%010d 00000 n ".formatted(place + more) : line)
                    .append('\n');
        });
        int start = file.indexOf("xref\n") + more;
        return bytes(file.substring(0, file.indexOf("xref\n")).replace(before, after)
                + moved.toString().replaceFirst("startxref\n\\d+", "startxref\n" + start));
    }

    static Stream<Row> files() {
        byte[] font = font("glyf", bytes(VALUE));
        return Stream.of(
                entry("font of a head only", "a.ttf", bytes("\0\1\0\0\0" + VALUE)),
                entry("compact font of a head only", "a.otf", bytes("OTTO\0\1" + VALUE)),
                entry("metrics", "a.afm", bytes("StartFontMetrics 4.1\n\1" + VALUE)),
                entry("printer font", "a.pfb", bytes("\u0080\1\20\0\0\0%!PS-AdobeFont-1.0 " + VALUE)),
                entry("table of a font", "a.ttf", font),
                new Row(
                        "font in a page",
                        bytes("<!DOCTYPE html><html><style>@font-face{src:url(data:font/ttf;base64,"
                                + Base64.getEncoder().encodeToString(font) + ")}</style><p>" + ORDINARY)),
                new Row(
                        "packed font in a page",
                        bytes("<!DOCTYPE html><html><style>@font-face{src:url(data:font/woff2;base64,"
                                + Base64.getEncoder().encodeToString(bytes("wOF2\0\1\0\0" + VALUE)) + ")}</style><p>"
                                + ORDINARY)),
                new Row(
                        "PDF behind words of its line",
                        bytes(ORDINARY + " " + latin(PdfObjects.page("", "", PdfObjects.says(VALUE))))),
                new Row(
                        "later version behind a line",
                        bytes(ORDINARY + "\n%PDF-2.0\n1 0 obj\n<</Length 9>>stream\nendobj")),
                new Row("PostScript behind a line", bytes(ORDINARY + "\n%!PS\n(" + VALUE.substring(0, 3) + ") show")),
                new Row("end of base85", bytes(ORDINARY + "\n9jqo^BlbD-BleB1DJ+*+F(f,q/0JhKF<GL>~>\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"streams", "amongObjects", "files"})
    void theSentenceIsReadOrTheDocumentIsIncomplete(Row row) {
        Extraction extraction = extract(row.document());

        if (extraction.complete()) {
            assertThat(extraction.text().canonical().toLowerCase(java.util.Locale.ROOT))
                    .contains("quillfeather");
        }
    }

    static Stream<Row> ordinary() {
        return Stream.of(
                pdf("font", "/X<</FontFile2 6 0 R>>", "", latin(font())),
                pdf("profile", "/X 6 0 R", "/N 3", latin(profile())),
                pdf(
                        "Type 1 font",
                        "/X<</FontFile 6 0 R>>",
                        "",
                        TYPE_1_NOTICE + TYPE_1 + "\u00d9\u00d6oc;\u0084j\u0097".repeat(40)),
                pdf(
                        "Type 1 font of two makers",
                        "/X<</FontFile 6 0 R>>",
                        "",
                        "%!PS-AdobeFont-1.0: LMRoman10-Regular 2.004\n%%CreationDate: 7th October 2009\n"
                                + "/Notice (Copyright 2003--2009 by B. Jackowski and J.M. Nowacki"
                                + " (on behalf of TeX USERS GROUPS).) readonly def\n" + TYPE_1
                                + "\u00d9\u00d6oc;\u0084j\u0097".repeat(40)),
                pdf(
                        "characters",
                        "/X<</ToUnicode 6 0 R>>",
                        "",
                        CHARACTERS + "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def"
                                + " 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                                + "1 beginbfrange <0003> <0004> [<0020> <006600660069>] endbfrange" + CHARACTERS_END),
                pdf(
                        "function",
                        "/X 6 0 R",
                        "/FunctionType 4/Domain[0 1]/Range[0 1]",
                        "{ dup 0.5 gt { pop 1.0 } { 2 mul -1.25 add } ifelse }"),
                entries("names that programs give", "/X[/BCDEEE+Calibri-Bold /Im12 /TT0 /R10000 /DeviceRGB /Xi7]"),
                entry("font in an archive", "a.ttf", font()),
                new Row("text that names a format", bytes("A file begins with %PDF-1.7 and ends with %%EOF, ~> 1.2.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordinary")
    void whatIsNothingButDataStaysSilentAndComplete(Row row) {
        Extraction extraction = extract(row.document());

        assertThat(extraction.unread()).isEmpty();
        assertThat(extraction.text().canonical())
                .doesNotContain("Calibri", "Matteson", "Corporation", "IEC", "Jones", "Jackowski", "Society", "1009");
    }

    @Test
    void manyNumbersAreNoWords() {
        byte[] numbers = new byte[1 << 20];
        new java.util.Random(7).nextBytes(numbers);

        assertThat(WrittenRuns.in(numbers)).hasSizeLessThan(40);
    }
}
