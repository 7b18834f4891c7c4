package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** Where a mail message can hold text. */
final class MailPlaces {
    private static final String FORMAT = "EML";
    private static final String HEAD =
            "From: sender@example.org\r\nTo: receiver@example.org\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n"
                    + "Message-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";
    private static final String PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\n" + Planted.ORDINARY + "\r\n";

    private static final String ENCODED =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nT3JkaW5hcnkgdGV4dC4=\r\n";

    private MailPlaces() {}

    static Stream<Planted> all() {
        return Stream.of(heads(), multiparts(), attachments()).flatMap(each -> each);
    }

    private static Planted mail(String place, String message) {
        return Planted.read(
                FORMAT, place, value -> message.replace("VALUE", value).getBytes(StandardCharsets.UTF_8));
    }

    private static Planted head(String place, String header) {
        return mail(place, header + "\r\n" + HEAD.replace("Subject", "X-Subject") + PLAIN);
    }

    private static Stream<Planted> heads() {
        return Stream.of(
                head("subject", "Subject: VALUE"),
                head("encoded subject", "Subject: =?utf-8?Q?=52e_VALUE?="),
                head("folded subject", "Subject: Re\r\n VALUE"),
                head("sender's name", "Sender: VALUE <a@example.org>"),
                head("reply-to", "Reply-To: VALUE <a@example.org>"),
                head("copy", "Cc: VALUE <a@example.org>"),
                head("blind copy", "Bcc: VALUE <a@example.org>"),
                head("comment in an address", "Cc: a@example.org (VALUE)"),
                head("group of addresses", "Cc: VALUE: a@example.org, b@example.org;"),
                head("comments", "Comments: VALUE"),
                head("keywords", "Keywords: VALUE"),
                head("header of its own", "X-Patient: VALUE"),
                head("second header of one name", "X-Patient: x\r\nX-Patient: VALUE"),
                head("organization", "Organization: VALUE"),
                head("way of the message", "Received: from VALUE by b.example.org; Mon, 2 Mar 2026 10:00:00 +0000"),
                head("references", "References: <VALUE@example.org>"),
                mail("body", HEAD + PLAIN.replace("Ordinary", "VALUE")),
                mail(
                        "quoted body",
                        HEAD
                                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                                + "=4Frdinary VALUE.\r\n"),
                mail("text behind an encoded body", HEAD + ENCODED + "--\r\nSent by VALUE\r\n"),
                Planted.unread(
                        FORMAT,
                        "text in an encoded body",
                        UnreadReason.CHARSET,
                        value -> (HEAD + ENCODED.replace("C4=", "\r\nSent by " + value + "\r\nC4="))
                                .getBytes(StandardCharsets.UTF_8)),
                mail(
                        "page",
                        HEAD + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>VALUE</body></html>\r\n"),
                mail(
                        "comment in a page",
                        HEAD
                                + "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>x<!-- VALUE --></body></html>\r\n"));
    }

    private static String multipart(String kind, String preamble, String parts, String epilogue) {
        return HEAD + "Content-Type: multipart/" + kind + "; boundary=\"b1\"\r\n\r\n" + preamble + "--b1\r\n" + PLAIN
                + parts + "--b1--\r\n" + epilogue;
    }

    private static String part(String head, String body) {
        return "--b1\r\n" + head + "\r\n\r\n" + body + "\r\n";
    }

    private static Stream<Planted> multiparts() {
        String inner = "--b1\r\nContent-Type: multipart/related; boundary=\"b2\"\r\n\r\nBEFORE--b2\r\n" + PLAIN
                + "--b2--\r\nAFTER\r\n";
        return Stream.of(
                mail("preamble", multipart("mixed", "VALUE\r\n", "", "")),
                mail("epilogue", multipart("mixed", "", "", "VALUE\r\n")),
                mail(
                        "preamble of an inner part",
                        multipart(
                                "mixed",
                                "",
                                inner.replace("BEFORE", "VALUE\r\n").replace("AFTER", ""),
                                "")),
                mail(
                        "epilogue of an inner part",
                        multipart("mixed", "", inner.replace("BEFORE", "").replace("AFTER", "VALUE\r\n"), "")),
                mail(
                        "plain alternative",
                        multipart(
                                        "alternative",
                                        "",
                                        part("Content-Type: text/html", "<p>" + Planted.ORDINARY + "</p>"),
                                        "")
                                .replaceFirst("Ordinary", "VALUE")),
                mail(
                        "alternative as a page",
                        multipart("alternative", "", part("Content-Type: text/html", "<p>VALUE</p>"), "")),
                mail("second text", multipart("mixed", "", part("Content-Type: text/plain", "VALUE"), "")),
                mail(
                        "calendar",
                        multipart(
                                "mixed",
                                "",
                                part(
                                        "Content-Type: text/calendar; charset=utf-8",
                                        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:VALUE\r\nEND:VEVENT\r\nEND:VCALENDAR"),
                                "")),
                mail(
                        "description of a part",
                        multipart(
                                "mixed", "", part("Content-Type: text/plain\r\nContent-Description: VALUE", "x"), "")),
                mail(
                        "header of a part",
                        multipart("mixed", "", part("Content-Type: text/plain\r\nX-Note: VALUE", "x"), "")),
                mail(
                        "nested message",
                        multipart(
                                "mixed",
                                "",
                                part("Content-Type: message/rfc822", HEAD + PLAIN.replace("Ordinary", "VALUE")),
                                "")),
                mail(
                        "subject of a nested message",
                        multipart(
                                "mixed",
                                "",
                                part("Content-Type: message/rfc822", "Subject: VALUE\r\n" + HEAD + PLAIN),
                                "")),
                mail(
                        "preamble of a nested message",
                        multipart(
                                "mixed",
                                "",
                                part(
                                        "Content-Type: message/rfc822",
                                        multipart("mixed", "VALUE\r\n", "", "").replace("b1", "b3")),
                                "")),
                mail(
                        "delivery status",
                        multipart(
                                "report; report-type=delivery-status",
                                "",
                                part(
                                        "Content-Type: message/delivery-status",
                                        "Reporting-MTA: dns; example.org\r\n\r\nFinal-Recipient: rfc822; VALUE@example.org"),
                                "")));
    }

    private static Stream<Planted> attachments() {
        return Stream.of(
                mail(
                        "name of an attachment",
                        multipart(
                                "mixed",
                                "",
                                part(
                                        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=\"VALUE.txt\"",
                                        "x"),
                                "")),
                mail(
                        "encoded name of an attachment",
                        multipart(
                                "mixed",
                                "",
                                part(
                                        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''%20VALUE.txt",
                                        "x"),
                                "")),
                mail(
                        "name beside the type of an attachment",
                        multipart("mixed", "", part("Content-Type: text/plain; name=\"VALUE.txt\"", "x"), "")),
                Planted.read(FORMAT, "attached document", value -> attached(Samples.docx(value))),
                Planted.read(FORMAT, "attached PDF", value -> attached(Samples.pdf(value))),
                Planted.read(
                        FORMAT,
                        "attached archive",
                        value -> attached(
                                Samples.zip("inner.txt", ("Ordinary " + value).getBytes(StandardCharsets.UTF_8)))),
                Planted.read(FORMAT, "EXIF of a picture", value -> attached(Planted.picture(0x010E, value))),
                Planted.unread(
                        FORMAT,
                        "behind the padding of a body",
                        UnreadReason.DAMAGED,
                        value -> (HEAD
                                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                        + base64("Ordinary text.") + "\r\n" + base64(value) + "\r\n")
                                .getBytes(StandardCharsets.UTF_8)),
                Planted.unread(
                        FORMAT,
                        "another part of a message",
                        UnreadReason.TRUNCATED,
                        value -> (HEAD
                                        + "Content-Type: message/partial; id=\"x\"; number=1; total=2\r\n\r\nOrdinary.\r\n")
                                .getBytes(StandardCharsets.UTF_8)),
                Planted.unread(
                        FORMAT,
                        "body that stands elsewhere",
                        UnreadReason.UNSUPPORTED,
                        value -> multipart(
                                        "mixed",
                                        "",
                                        part(
                                                "Content-Type: message/external-body; access-type=url; url=\"https://example.org/"
                                                        + value + "\"",
                                                "Content-Type: text/plain\r\n"),
                                        "")
                                .getBytes(StandardCharsets.UTF_8)),
                Planted.unread(
                        FORMAT,
                        "encrypted part",
                        UnreadReason.ENCRYPTED,
                        value -> multipart(
                                        "encrypted",
                                        "",
                                        part("Content-Type: application/pgp-encrypted", "Version: 1"),
                                        "")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] attached(byte[] content) {
        return multipart(
                        "mixed",
                        "",
                        part(
                                "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                                        + "Content-Disposition: attachment; filename=\"attached\"",
                                Base64.getMimeEncoder().encodeToString(content)),
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
