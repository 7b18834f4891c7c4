package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Where text can stand in the fields of mail that programs write for programs, and between messages. */
final class MailFieldPlaces {
    private static final String HEAD =
            "From: sender@example.org\r\nTo: receiver@example.org\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n"
                    + "Message-ID: <1@example.org>\r\n";

    private MailFieldPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(
                field("comment of a type", "Content-Type: text/plain (seen by VALUE); charset=utf-8"),
                field("parameter of a type", "Content-Type: text/plain; charset=utf-8; x-patient=\"VALUE\""),
                field("comment of an encoding", "Content-Transfer-Encoding: 7bit (VALUE)"),
                field("comment of a version", "MIME-Version: 1.0 (VALUE)"),
                field("parameter of a disposition", "Content-Disposition: inline; x-patient=\"VALUE\""),
                field("identity of a part", "Content-ID: <patient.of.doctor.VALUE@ward.seven.example.org>"),
                field("type within a type", "Content-Type: text/plain; charset=utf-8; type=VALUE"),
                field("protocol of a type", "Content-Type: text/plain; charset=utf-8; protocol=\"VALUE\""),
                mail(
                        "EML fields",
                        "boundary",
                        HEAD
                                + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"patient of doctor VALUE\"\r\n\r\n"
                                + "--patient of doctor VALUE\r\nContent-Type: text/plain\r\n\r\n" + Planted.ORDINARY
                                + "\r\n--patient of doctor VALUE--\r\n"),
                mail("mailbox", "sender of the box", box("VALUE@example.org", "b@example.org")),
                mail("mailbox", "sender of the second", box("a@example.org", "VALUE")));
    }

    private static Planted field(String place, String field) {
        return mail("EML fields", place, HEAD + field + "\r\n\r\n" + Planted.ORDINARY + "\r\n");
    }

    private static String box(String first, String second) {
        String message = "\n" + HEAD.replace("\r", "") + "\n" + Planted.ORDINARY + "\n\n";
        return "From " + first + " Mon Mar  2 10:00:00 2026" + message + "From " + second + " Mon Mar  2 10:00:00 2026"
                + message;
    }

    private static Planted mail(String format, String place, String message) {
        return Planted.read(
                format, place, value -> message.replace("VALUE", value).getBytes(StandardCharsets.UTF_8));
    }
}
