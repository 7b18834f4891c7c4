package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Category;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/**
 * An invented sentence around an invented identifier, before it is disguised.
 *
 * @param value the identifier with its label or owner where it has one
 */
record PlainDocument(Kind kind, String before, String value, String after) {
    enum Kind {
        SSN(Category.PII),
        EMAIL(Category.PII),
        PHONE(Category.PII),
        CARD(Category.PCI),
        IBAN(Category.PII),
        MRN(Category.PII),
        BIRTH(Category.PII),
        ADDRESS(Category.PII),
        SECRET(Category.CREDENTIALS);

        private final Category due;

        Kind(Category due) {
            this.due = due;
        }

        Category due() {
            return due;
        }
    }

    private static final List<String> FIRST =
            List.of("Mary", "Robert", "Linda", "Thomas", "Susan", "Daniel", "Karen", "Steven", "Emily", "Brian");
    private static final List<String> LAST = List.of(
            "Johnson", "Peterson", "Hernandez", "Kowalski", "Fitzgerald", "Ramirez", "Sullivan", "Lindgren", "Novak");
    private static final List<String> DOMAINS =
            List.of("northgate-mill.org", "pinebrook.net", "larkfield-supply.com", "oakhaven.co.uk");
    private static final List<String> STREETS = List.of("Maple Avenue", "Birch Street", "Willow Road", "Cedar Lane");
    private static final List<String> TOWNS =
            List.of("Springfield, IL 62704", "Portland, OR 97205", "Austin, TX 78701", "Dayton, OH 45402");
    private static final List<String> BEFORE = List.of(
            "Please update the record before Friday: ",
            "We found this in the old binder, ",
            "As agreed in the meeting, here it is: ",
            "The form that came back this morning says ",
            "For the second time this week they wrote ");
    private static final List<String> AFTER = List.of(
            " and let us know when it is done.",
            ", which nobody had noticed until now.",
            ". The rest of the page is empty.",
            ". We will come back to it after the holiday.",
            ", so the desk can close the request.");

    String text() {
        return before + value + after;
    }

    static PlainDocument of(Kind kind, Random random) {
        return new PlainDocument(kind, pick(BEFORE, random), value(kind, random), pick(AFTER, random));
    }

    static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String value(Kind kind, Random random) {
        String first = pick(FIRST, random);
        String last = pick(LAST, random);
        return switch (kind) {
            case SSN ->
                first + " " + last + ", SSN "
                        + "%03d-%02d-%04d"
                                .formatted(
                                        101 + random.nextInt(500),
                                        11 + random.nextInt(80),
                                        1100 + random.nextInt(8000));
            case EMAIL -> (first + "." + last + "@").toLowerCase(java.util.Locale.ROOT) + pick(DOMAINS, random);
            case PHONE ->
                "phone (%d) 555-%04d"
                        .formatted(List.of(212, 415, 617, 312).get(random.nextInt(4)), random.nextInt(200));
            case CARD -> "card " + card(random);
            case IBAN -> "IBAN " + iban(random);
            case MRN -> "MRN: %07d".formatted(1_000_000 + random.nextInt(8_999_999));
            case BIRTH ->
                "date of birth: %02d/%02d/%d"
                        .formatted(1 + random.nextInt(12), 1 + random.nextInt(28), 1940 + random.nextInt(60));
            case ADDRESS ->
                first + " " + last + ", " + (100 + random.nextInt(8000)) + " " + pick(STREETS, random) + ", "
                        + pick(TOWNS, random);
            case SECRET -> "password: " + secret(random);
        };
    }

    private static String card(Random random) {
        StringBuilder digits = new StringBuilder("4");
        while (digits.length() < 15) {
            digits.append(random.nextInt(10));
        }
        for (int check = 0; check < 10; check++) {
            if (Checksums.luhn(digits.toString() + check)) {
                digits.append(check);
                break;
            }
        }
        return digits.toString().replaceAll("(.{4})(?!$)", "$1 ");
    }

    private static String iban(Random random) {
        StringBuilder account = new StringBuilder();
        while (account.length() < 18) {
            account.append(random.nextInt(10));
        }
        int rest =
                new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return ("DE%02d".formatted(98 - rest) + account).replaceAll("(.{4})(?!$)", "$1 ");
    }

    private static String secret(Random random) {
        String letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            secret.append(
                    i % 3 == 2 ? (char) ('2' + random.nextInt(8)) : letters.charAt(random.nextInt(letters.length())));
        }
        return secret.append("!x").toString();
    }
}
