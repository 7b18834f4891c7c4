package dev.sluice.ingest.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Where groups of bytes of an RTF document can hold text. */
final class RtfBytesPlaces {
    private static final String THEME =
            "<?xml version=\"1.0\"?><a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
                    + " name=\"Office Theme\"><a:themeElements><a:font script=\"Jpan\" typeface=\"MS Mincho\"/></a:themeElements>";

    private RtfBytesPlaces() {}

    static Stream<Planted> all() {
        return Stream.concat(
                Stream.of(
                                "themedata",
                                "datastore",
                                "colorschememapping",
                                "datafield",
                                "blipuid",
                                "wgrffmtfilter",
                                "passwordhash",
                                "panose",
                                "rsidtbl",
                                "svb")
                        .map(group -> place("text in " + group, group, value -> ("of " + value).getBytes(UTF_8))),
                Stream.of(
                        place(
                                "text of a field's value",
                                "datastore",
                                value -> store("<form><who>" + value + "</who></form>")),
                        place(
                                "attribute of a field's value",
                                "datastore",
                                value -> store("<form who='" + value + "'/>")),
                        place("text beside a field's value", "datastore", value -> store("Ordinary " + value)),
                        place("text of two bytes a sign", "datafield", value -> {
                            byte[] text = ("of " + value).getBytes(UTF_16LE);
                            return HeaderPlaces.joined(new byte[] {8, (byte) 0xD0, (byte) 0xC9, 2, 0}, text);
                        }),
                        place(
                                "title of a theme",
                                "themedata",
                                value -> theme(THEME.replace("Office", "Of " + value) + "</a:theme>")),
                        place(
                                "comment in a theme",
                                "themedata",
                                value -> theme(THEME + "<!-- " + value + " --></a:theme>")),
                        place(
                                "other part of a theme",
                                "themedata",
                                value -> Samples.zip(
                                        "theme/theme/theme1.xml",
                                        (THEME + "</a:theme>").getBytes(UTF_8),
                                        "a.txt",
                                        ("of " + value).getBytes(UTF_8)))));
    }

    private static byte[] theme(String xml) {
        return Samples.zip("theme/theme/theme1.xml", xml.getBytes(UTF_8));
    }

    /** An object of OLE 1 that holds an OLE file with a storage for each value, as Word writes it. */
    private static byte[] store(String item) {
        return Samples.bytes(out -> {
            out.write(HexFormat.of()
                    .parseHex("01050000020000001800000" + "0"
                            + HexFormat.of().formatHex("Msxml2.SAXXMLReader.6.0\0".getBytes(US_ASCII))
                            + "0000000000000000000e0000"));
            try (POIFSFileSystem files = new POIFSFileSystem()) {
                DirectoryEntry store =
                        files.getRoot().createDirectory("MsoDataStore").createDirectory("ABC");
                store.createDocument("Item", new ByteArrayInputStream(item.getBytes(UTF_8)));
                store.createDocument(
                        "Properties",
                        new ByteArrayInputStream(
                                ("<?xml version='1.0'?><ds:datastoreItem ds:itemID='{8C3F0A62-6B8F-4E35-9B8F-1A2B3C4D5E6F}'"
                                                + " xmlns:ds='http://schemas.openxmlformats.org/officeDocument/2006/customXml'/>")
                                        .getBytes(UTF_8)));
                files.writeFilesystem(out);
            }
        });
    }

    private static Planted place(String place, String group, Function<String, byte[]> bytes) {
        return Planted.read(
                "RTF",
                place,
                value -> ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard " + Planted.ORDINARY + "\\par{\\*\\" + group
                                + " " + HexFormat.of().formatHex(bytes.apply(value)) + "}}")
                        .getBytes(ISO_8859_1));
    }
}
