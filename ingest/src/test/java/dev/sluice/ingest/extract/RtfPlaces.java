package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where an RTF document can hold text. */
final class RtfPlaces {
    private RtfPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                rtf("text", "{\\rtf1\\ansi Ordinary VALUE.\\par}"),
                rtf("comment", "{\\rtf1\\ansi{\\info{\\doccomm VALUE}}Ordinary text.\\par}"),
                rtf("hidden text", "{\\rtf1\\ansi\\pard Ordinary text.{\\v VALUE}\\par}"),
                rtf("text before a group", "{\\rtf1\\ansi Ordinary VALUE. {\\b bold}\\par More.\\par}"),
                rtf("text without an end of a paragraph", "{\\rtf1\\ansi\\pard First.\\par Ordinary VALUE.}"),
                rtf("group that no program knows", "{\\rtf1\\ansi\\pard Ordinary text.{\\*\\own VALUE}\\par}"),
                rtf("escaped signs", "{\\rtf1\\ansi{\\info{\\doccomm \\'51uillfeather VALUE}}Ordinary text.\\par}"),
                rtf("text behind the end", "{\\rtf1\\ansi Ordinary text \\} and a brace.\\par}\r\nOrdinary VALUE.\r\n"),
                rtf(
                        "text behind the end and binary data",
                        "{\\rtf1\\ansi\\pard Ordinary text.{\\pict\\bin3 }}}}\\par}\r\nOrdinary VALUE.\r\n"),
                Planted.unread(
                        "RTF",
                        "no end",
                        UnreadReason.TRUNCATED,
                        value -> bytes("{\\rtf1\\ansi Ordinary " + value + ".\\par")));
    }

    private static Planted rtf(String place, String document) {
        return Planted.read("RTF", place, value -> bytes(document.replace("VALUE", value)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
