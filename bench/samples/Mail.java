import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Internet messages with attachments (RFC 5322, RFC 2045). */
final class Mail {
    private Mail() {}

    record Attachment(String name, String mediaType, byte[] content) {}

    static byte[] message(String from, String to, String subject, String text, List<Attachment> attachments)
            throws IOException {
        String boundary = "part-boundary-4711";
        var out = new ByteArrayOutputStream();
        line(out, "From: " + from, "To: " + to, "Subject: " + subject, "Date: Thu, 17 Sep 2026 09:41:00 -0700",
                "Message-ID: <4711." + attachments.size() + "@example.com>", "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"", "", "--" + boundary,
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "");
        line(out, text.strip().split("\n"));
        for (Attachment attachment : attachments) {
            line(out, "", "--" + boundary, "Content-Type: " + attachment.mediaType() + "; name=\"" + attachment.name() + "\"",
                    "Content-Disposition: attachment; filename=\"" + attachment.name() + "\"",
                    "Content-Transfer-Encoding: base64", "",
                    Base64.getMimeEncoder().encodeToString(attachment.content()));
        }
        line(out, "", "--" + boundary + "--");
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String... lines) throws IOException {
        for (String line : lines) {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
