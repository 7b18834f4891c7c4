package dev.sluice.ingest.extract;

import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Where a document of Word 97 to 2003 can hold text. */
final class LegacyWordPlaces {
    private static final String FORMAT = "DOC";
    private static final int DESCRIPTION = 897;
    private static final int NAME = 896;
    private static final int WORD_ART = 192;
    private static final int TIP = 909;

    private LegacyWordPlaces() {}

    private static Planted text(String place, String text) {
        return Planted.read(
                FORMAT, place, value -> new WordFile(Planted.ORDINARY + "\r" + text.replace("VALUE", value)).bytes());
    }

    private static Planted file(String place, BiFunction<WordFile, String, WordFile> planting) {
        return Planted.read(
                FORMAT,
                place,
                value -> planting.apply(new WordFile(Planted.ORDINARY), value).bytes());
    }

    private static Planted table(String place, int number, BiFunction<String, String, byte[]> table) {
        return file(place, (file, value) -> file.table(number, table.apply(value, "x")));
    }

    private static Planted drawn(String place, int property) {
        return file(place, (file, value) -> file.table(50, WordFile.drawings(WordFile.shape(property, value))));
    }

    static Stream<Planted> all() {
        return Stream.of(
                text("text", "VALUE"),
                text("instruction of a field", "\u0013 QUOTE \"VALUE\" \u0014x\u0015"),
                text("result of a field", "\u0013 QUOTE \"x\" \u0014VALUE\u0015"),
                text("target of a link", "\u0013 HYPERLINK \"https://example.org/?a=VALUE\" \u0014x\u0015"),
                file("text of a box in a header", WordFile::inHeaderBox),
                file("author", WordFile::author),
                table("name of an autotext", 9, WordFile::strings),
                table("names kept with the document", 32, WordFile::strings),
                table("author of a comment", 36, WordFile::counted),
                table("caption", 52, WordFile::strings),
                table("name of a variable", 60, WordFile::strings),
                table(
                        "value of a variable",
                        60,
                        (value, other) -> WordFile.joined(WordFile.strings(other), WordFile.counted(value))),
                table("who saved it and where", 71, (value, other) -> WordFile.strings(value, "x.doc")),
                table("table that no reader knows", 92, WordFile::strings),
                drawn("alternative text of a shape", DESCRIPTION),
                drawn("name of a shape", NAME),
                drawn("word art", WORD_ART),
                drawn("tip of a link of a shape", TIP),
                file(
                        "alternative text of a picture in the text",
                        (file, value) -> file.data(WordFile.joined(new byte[68], WordFile.shape(DESCRIPTION, value)))),
                file(
                        "form field",
                        (file, value) -> file.data(WordFile.joined(
                                new byte[68], new byte[] {-1, -1, -1, -1, 0, 0}, WordFile.counted(value)))));
    }
}
