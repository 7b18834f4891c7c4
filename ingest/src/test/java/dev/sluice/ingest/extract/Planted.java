package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A document with a value in one place.
 *
 * @param place where in the format the value is
 * @param value what is planted
 * @param unread why the document is incomplete; empty if the value is read and the document complete
 */
record Planted(
        String format, String place, String value, Optional<UnreadReason> unread, Function<String, byte[]> building) {
    /** A name of nobody. */
    private static final String VALUE = "Quillfeather";
    /** Values each part of which stands in the text around them. */
    private static final List<String> COMMON = List.of("447-199-203", "4 4 7 1 9 9 2 0 3");

    /** The text around a value; every part of the common ones stands in it, but nowhere in a row. */
    static final String ORDINARY = "Ordinary text of beds 447, paths 199 and trees 203, rows 1 2 3, 4, 7, 9 and 0.";

    static Planted read(String format, String place, Function<String, byte[]> building) {
        return new Planted(format, place, VALUE, Optional.empty(), building);
    }

    static Planted unread(String format, String place, UnreadReason reason, Function<String, byte[]> building) {
        return new Planted(format, place, VALUE, Optional.of(reason), building);
    }

    /** The same with another value. */
    Planted of(String other) {
        return new Planted(format, place, other, unread, building);
    }

    /** The same, where another text is found than the value itself, for any value. */
    Planted called(String found) {
        return new Planted(format, place, found, unread, building);
    }

    /** The same with each value that can be planted there; why a document is incomplete can depend on the value. */
    Stream<Planted> each() {
        return value.equals(VALUE) && unread.isEmpty()
                ? Stream.concat(Stream.of(this), COMMON.stream().map(this::of))
                : Stream.of(this);
    }

    byte[] document() {
        return building.apply(value);
    }

    /** Properties, embedded pictures and the like that all three kinds of office packages share. */
    static Stream<Planted> inProperties(String format, java.util.function.Supplier<OfficePackage> carrier) {
        return Stream.of(
                read(
                        format,
                        "author",
                        value -> carrier.get()
                                .core("<dc:creator>" + value + "</dc:creator>")
                                .bytes()),
                read(
                        format,
                        "last author",
                        value -> carrier.get()
                                .core("<cp:lastModifiedBy>" + value + "</cp:lastModifiedBy>")
                                .bytes()),
                read(
                        format,
                        "title",
                        value -> carrier.get()
                                .core("<dc:title>" + value + "</dc:title>")
                                .bytes()),
                read(
                        format,
                        "subject",
                        value -> carrier.get()
                                .core("<dc:subject>" + value + "</dc:subject>")
                                .bytes()),
                read(
                        format,
                        "keywords",
                        value -> carrier.get()
                                .core("<cp:keywords>" + value + "</cp:keywords>")
                                .bytes()),
                read(
                        format,
                        "description",
                        value -> carrier.get()
                                .core("<dc:description>" + value + "</dc:description>")
                                .bytes()),
                read(
                        format,
                        "category",
                        value -> carrier.get()
                                .core("<cp:category>" + value + "</cp:category>")
                                .bytes()),
                read(
                        format,
                        "content status",
                        value -> carrier.get()
                                .core("<cp:contentStatus>" + value + "</cp:contentStatus>")
                                .bytes()),
                read(
                        format,
                        "company",
                        value -> carrier.get()
                                .extended("<Company>" + value + "</Company>")
                                .bytes()),
                read(
                        format,
                        "manager",
                        value -> carrier.get()
                                .extended("<Manager>" + value + "</Manager>")
                                .bytes()),
                read(
                        format,
                        "base of links",
                        value -> carrier.get()
                                .extended("<HyperlinkBase>" + value + "</HyperlinkBase>")
                                .bytes()),
                read(
                        format,
                        "titles of parts",
                        value -> carrier.get()
                                .extended("<TitlesOfParts><vt:vector size='1' baseType='lpstr'><vt:lpstr>" + value
                                        + "</vt:lpstr></vt:vector></TitlesOfParts>")
                                .bytes()),
                read(
                        format,
                        "value of a custom property",
                        value -> carrier.get().custom("Reference", value).bytes()),
                read(
                        format,
                        "name of a custom property",
                        value -> carrier.get().custom(value, "x").bytes()));
    }

    /** A small JPEG without writing, with a text in its EXIF: tag 0x010E, the description, or another of type ASCII. */
    static byte[] picture(int tag, String value) {
        byte[] jpeg =
                Samples.bytes(out -> javax.imageio.ImageIO.write(Samples.drawn(24, 24, graphics -> {}), "jpg", out));
        byte[] text = (value + "\0").getBytes(StandardCharsets.US_ASCII);
        java.nio.ByteBuffer exif = java.nio.ByteBuffer.allocate(36 + text.length);
        exif.put(new byte[] {(byte) 0xFF, (byte) 0xE1}).putShort((short) (34 + text.length));
        exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        exif.putShort((short) 1).putShort((short) tag).putShort((short) 2).putInt(text.length);
        exif.putInt(26).putInt(0).put(text);
        return Samples.bytes(out -> {
            out.write(jpeg, 0, 2);
            out.write(exif.array());
            out.write(jpeg, 2, jpeg.length - 2);
        });
    }

    @Override
    public String toString() {
        return format + ": " + place + ": " + value;
    }
}
