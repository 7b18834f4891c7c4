package dev.sluice.classifier.pattern;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** Invented texts that identify nobody, in the scripts and manners in which values are disguised. */
final class CleanTexts {
    private static final List<String> WORDS = List.of(
            "buffer", "window", "index", "sensor", "value", "header", "counter", "queue", "packet", "table", "frame",
            "channel", "filter", "signal", "matrix", "vector", "margin", "layout", "button", "cursor");

    private CleanTexts() {}

    static Map<String, Function<Random, String>> styles() {
        Map<String, Function<Random, String>> styles = new TreeMap<>();
        styles.put("hex dump in code", CleanTexts::hexDump);
        styles.put("picture in base64", CleanTexts::picture);
        styles.put("text in base64", CleanTexts::encodedText);
        styles.put("formulas", CleanTexts::formulas);
        styles.put("emoji chat", CleanTexts::emojiChat);
        styles.put("gamers' leetspeak", CleanTexts::gamers);
        styles.put("drawing in characters", CleanTexts::drawing);
        styles.put("mail in quoted-printable", CleanTexts::mail);
        styles.put("minified script", CleanTexts::minified);
        styles.put("digits of sensors", CleanTexts::sensors);
        styles.put("letter-spaced headings", CleanTexts::headings);
        styles.put("matrices of digits", CleanTexts::matrix);
        styles.put("counting in words", CleanTexts::counting);
        styles.put("styled letters", CleanTexts::styled);
        styles.put("escapes in source", CleanTexts::escapes);
        styles.put("hashes and versions", CleanTexts::hashes);
        return styles;
    }

    private static String word(Random random) {
        return PlainDocument.pick(WORDS, random);
    }

    private static byte[] bytes(int count, Random random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String hexDump(Random random) {
        StringBuilder out = new StringBuilder("The first bytes of the " + word(random) + " look like this:\n\n");
        for (int row = 0; row < 6; row++) {
            out.append("%08x: ".formatted(row * 16));
            out.append(HexFormat.ofDelimiter(" ").formatHex(bytes(16, random))).append("\n");
        }
        return out.append("\nstatic const unsigned char ")
                .append(word(random))
                .append("[] = { ")
                .append(HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(bytes(24, random)))
                .append(" };\n")
                .toString();
    }

    private static String picture(Random random) {
        byte[] bytes = bytes(300 + random.nextInt(3000), random);
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        System.arraycopy(head, 0, bytes, 0, head.length);
        String encoded = random.nextBoolean()
                ? Base64.getEncoder().encodeToString(bytes)
                : "\n"
                        + Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes);
        return "The " + word(random) + " icon is part of the page: <img alt=\"" + word(random)
                + "\" src=\"data:image/png;base64," + encoded + "\">\nIt is drawn once and then kept.\n";
    }

    private static String encodedText(Random random) {
        String text = "{\"" + word(random) + "\": " + random.nextInt(100) + ", \"note\": \"the " + word(random)
                + " of the " + word(random) + " is full\"}";
        return "The state is kept in one field: "
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + " and is read again when the " + word(random) + " starts.";
    }

    private static String formulas(Random random) {
        return "The error is ε = Σ αᵢ·xᵢ² − λ with α + β ≤ " + random.nextInt(9) + " and θ ∈ [0, π/2].\n"
                + "We write Δ" + "xyz".charAt(random.nextInt(3))
                + " for the step, μ for the mean and σ² for the spread; "
                + "then f(x) ≈ 𝑎𝑥² + 𝑏𝑥 + 𝑐, so ∂f/∂x = 2𝑎𝑥 + 𝑏 and 10⁻" + "³⁴⁵".charAt(random.nextInt(3))
                + " is small.\n"
                + "For n₁ = " + random.nextInt(50) + " and n₂ = " + random.nextInt(50) + " the bound is O(n·log n).";
    }

    private static String emojiChat(Random random) {
        return "that " + word(random) + " thing works now 🎉🎉 👍🏽\nnice!! 😂 which one did you pick? 1️⃣ or 2️⃣ ?\n"
                + "the " + PlainDocument.pick(List.of("second", "first"), random)
                + " ❤️‍🔥 and lunch at 12 🍕\n🏳️‍🌈 ok see you there 🚀🚀\n¯\\_(ツ)_/¯ no idea why the " + word(random)
                + " was slow 🐢";
    }

    private static String gamers(Random random) {
        return "gg wp n00b t34m, that " + word(random) + " w45 l33t\nlol u got pwn3d, r3kt in " + random.nextInt(60)
                + " s3c0nds\nbr0 1 n33d m0r3 l00t b4 the b055 f1ght\n"
                + PlainDocument.pick(List.of("ez g4me ez l1fe", "h4x0r aim 1337", "w00t w00t p0g"), random) + "\n";
    }

    private static String drawing(Random random) {
        StringBuilder out = new StringBuilder("Figure " + random.nextInt(20) + ": the " + word(random) + "\n\n");
        out.append(
                "  +--------+      +--------+\n  |  o  o  | ---> |  x  x  |\n  |   ><   |      |   --   |\n  +--------+      +--------+\n");
        for (int i = 0; i < 5; i++) {
            out.append(" ".repeat(5 - i))
                    .append("/")
                    .append(". ".repeat(i))
                    .append("\\")
                    .append("_|_".repeat(random.nextInt(3)))
                    .append("\n");
        }
        return out.append("  | o | x | o | x | o |\n  | x | o | x | o | x |\n").toString();
    }

    private static String mail(Random random) {
        return "Content-Type: text/plain; charset=3Dutf-8\nContent-Transfer-Encoding: quoted-printable\n\n> Thanks, the "
                + word(random) + " is fine now =E2=80=93 I tested it twice and it holds up un=\nder load. The "
                + word(random) + " needs a new width=3D" + random.nextInt(900)
                + " setting, and the caf=C3=A9 on the corner =\n"
                + "is open again.=20\n\nSee the second " + word(random) + " for the rest.=20\n";
    }

    private static String minified(Random random) {
        StringBuilder out = new StringBuilder("!function(e,t){\"use strict\";");
        for (int i = 0; i < 40; i++) {
            out.append("var ")
                    .append((char) ('a' + random.nextInt(26)))
                    .append("=e.")
                    .append(word(random))
                    .append("[")
                    .append(random.nextInt(500))
                    .append("]||t(")
                    .append(random.nextInt(9))
                    .append(",")
                    .append(random.nextInt(9999))
                    .append(",\"")
                    .append(word(random))
                    .append("\\u00")
                    .append(10 + random.nextInt(80))
                    .append("\");");
        }
        return out.append("}(this,function(e){return e});\n").toString();
    }

    private static String sensors(Random random) {
        String sign = PlainDocument.pick(List.of(",", ";", "\t", " | "), random);
        StringBuilder out =
                new StringBuilder(String.join(sign, "second", "pressure", "height", "level", "flow")).append("\n");
        for (int row = 0; row < 40; row++) {
            out.append(row)
                    .append(sign)
                    .append(random.nextInt(1000))
                    .append(sign)
                    .append(random.nextInt(100))
                    .append(sign)
                    .append(random.nextInt(10000))
                    .append(sign)
                    .append("%.2f".formatted(random.nextDouble() * 50))
                    .append("\n");
        }
        return out.toString();
    }

    private static String headings(Random random) {
        String heading = PlainDocument.pick(
                List.of("C O N T E N T S", "C H A P T E R   T W O", "N O T E S", "S U M M A R Y", "w a r n i n g"),
                random);
        return heading + "\n\nThe " + word(random) + " is described in the second part, the " + word(random)
                + " in the third.\n\nI N D E X\n\n" + word(random) + " ........ " + random.nextInt(90) + "\n"
                + word(random) + " ........ "
                + random.nextInt(90) + "\n";
    }

    private static String matrix(Random random) {
        int width = 4 + random.nextInt(6);
        StringBuilder out = new StringBuilder("The " + word(random) + " before the last step:\n\n");
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < width; column++) {
                out.append(random.nextInt(10)).append(column + 1 < width ? " " : "\n");
            }
        }
        return out.append("\nIts rank is ")
                .append(random.nextInt(width))
                .append(".\n")
                .toString();
    }

    private static String counting(Random random) {
        return PlainDocument.pick(
                        List.of(
                                "one, two, three, four, five, six, seven, eight, nine, ten",
                                "five four three two one zero",
                                "one two one two one two, this is a test"),
                        random)
                + ": that is how we count the steps of the " + word(random)
                + ". Two or three of them are enough for one " + word(random) + ", and nobody needs more than four.";
    }

    private static String styled(Random random) {
        return "𝐍𝐨𝐭𝐞: the " + word(random) + " is ｆｕｌｌ and the " + word(random)
                + " ɪꜱ ᴇᴍᴘᴛʏ today.\nStep ① open the "
                + word(random) + ", step ② close it, step ③ wait. The № 5 is in ℓ and the price is ½ of it.²\nSee the "
                + "note³ below the 🅰 mark.";
    }

    private static String escapes(Random random) {
        return "print(\"\\u0041 \\u00e9 \\x41 %20 &amp; &lt;" + word(random) + "&gt;\")\nurl = \"/search?q=the%20"
                + word(random) + "%20of%20the%20" + word(random) + "&page=" + random.nextInt(30) + "\"\n# "
                + "the escape \\n ends a line and \\t moves the " + word(random) + "\n";
    }

    private static String hashes(Random random) {
        return "commit " + HexFormat.of().formatHex(bytes(20, random)) + "\nsha256 "
                + HexFormat.of().formatHex(bytes(32, random))
                + "\n\"integrity\": \"sha512-" + Base64.getEncoder().encodeToString(bytes(64, random)) + "\"\nThe "
                + word(random)
                + " is at version " + random.nextInt(9) + "." + random.nextInt(30) + "." + random.nextInt(9) + ".\n";
    }
}
