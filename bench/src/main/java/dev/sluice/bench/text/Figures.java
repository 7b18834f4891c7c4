package dev.sluice.bench.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Documents of figures: readings, logs, invoices, part lists, statistics. Two fifths of their characters are digits. */
final class Figures {
    private static final List<Function<Phrases, String>> KINDS =
            List.of(Figures::readings, Figures::log, Figures::invoice, Figures::parts, Figures::statistics);
    private static final int ROWS = 24;

    private Figures() {}

    /** Tables of chance until there are so many bytes. */
    static String document(Phrases phrases, int bytes) {
        StringBuilder out = new StringBuilder(bytes + 2048);
        while (out.length() < bytes) {
            out.append(phrases.pick(KINDS).apply(phrases)).append('\n');
        }
        return out.toString();
    }

    private static String rows(String head, Phrases phrases, Function<Phrases, String> row) {
        StringBuilder out = new StringBuilder(head).append('\n');
        for (int i = 0; i < ROWS; i++) {
            out.append(row.apply(phrases)).append('\n');
        }
        return out.toString();
    }

    private static String readings(Phrases phrases) {
        return rows(
                "time,channel,temperature,pressure,flow",
                phrases,
                p -> time(p) + "," + p.between(1, 64) + "," + p.decimal(2) + "," + p.decimal(3) + "," + p.digits(6));
    }

    private static String time(Phrases p) {
        return "20%02d-%02d-%02dT%02d:%02d:%02d"
                .formatted(
                        p.between(18, 25),
                        p.between(1, 12),
                        p.between(1, 28),
                        p.between(0, 23),
                        p.between(0, 59),
                        p.between(0, 59));
    }

    private static String log(Phrases phrases) {
        return rows(
                "# " + phrases.word("component"),
                phrases,
                p -> time(p) + "." + p.digits(3) + " ["
                        + p.digits(5) + "] " + p.word("component") + " took " + p.digits(4) + " us, " + p.digits(7)
                        + " bytes, offset " + p.digits(9) + ", crc " + hex(p));
    }

    private static String hex(Phrases p) {
        return "%08x".formatted(Long.parseLong(p.digits(9)));
    }

    private static String invoice(Phrases phrases) {
        String head = "Invoice " + phrases.digits(7) + " of " + phrases.date(2018, 2025) + "\nItem\tPieces\tPrice\tSum";
        return rows(head, phrases, p -> {
            int pieces = p.between(1, 400);
            int cents = p.between(99, 99_999);
            return p.word("tool") + " " + p.digits(5) + "-" + p.digits(3) + "\t" + pieces + "\t" + money(cents) + "\t"
                    + money((long) pieces * cents);
        });
    }

    private static String money(long cents) {
        return String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100);
    }

    private static String parts(Phrases phrases) {
        return rows(
                "part | bin | stock | ordered",
                phrases,
                p -> p.digits(3) + "-" + p.digits(4) + "-" + p.digits(2)
                        + " | " + (char) ('A' + p.between(0, 25)) + p.digits(3) + " | " + p.digits(4) + " | "
                        + p.date(2018, 2025) + " " + p.digits(10));
    }

    private static String statistics(Phrases phrases) {
        return rows(
                "year population births deaths area",
                phrases,
                p -> p.between(1850, 2024) + "  " + p.digits(7) + "  " + p.digits(5) + "  " + p.digits(5) + "  "
                        + p.decimal(2) + "  " + p.word("place"));
    }
}
