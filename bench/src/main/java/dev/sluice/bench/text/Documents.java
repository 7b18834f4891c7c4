package dev.sluice.bench.text;

import java.util.List;
import java.util.Random;

/** Invented documents of the kinds that benchmarks read. Everything in them is ASCII, so that a byte is a character. */
public final class Documents {
    private static final List<String> CLEAN = List.of("technical", "household", "history");
    private static final List<String> PROSE = List.of("office", "history", "household");
    /** Bytes of a letter. */
    static final int LETTER = 10_000;

    private static final int PARAGRAPHS_BETWEEN_PERSONS = 24;

    private final Phrases phrases;

    /** Documents drawn from {@code seed}. */
    Documents(long seed) {
        this.phrases = new Phrases(seed);
    }

    /** Notices and articles in which somebody is named now and then. */
    String prose(int bytes) {
        StringBuilder out = new StringBuilder(bytes + 2048);
        while (out.length() < bytes) {
            out.append(phrases.paragraph(PROSE));
            if (phrases.onceIn(3)) {
                out.append(' ').append(phrases.sentence("person"));
            }
            out.append("\n\n");
        }
        return out.toString();
    }

    /** Manuals, recipes and local history that name nobody. */
    String clean(int bytes) {
        StringBuilder out = new StringBuilder(bytes + 2048);
        List<String> subject = List.of(phrases.pick(CLEAN));
        while (out.length() < bytes) {
            if (phrases.onceIn(4)) {
                out.append("The ")
                        .append(phrases.word("adjective"))
                        .append(' ')
                        .append(phrases.word(subject.contains("technical") ? "component" : "landmark"))
                        .append("\n\n");
            }
            out.append(phrases.paragraph(subject)).append("\n\n");
        }
        return out.toString();
    }

    /** Tables of figures. */
    String figures(int bytes) {
        return Figures.document(phrases, bytes);
    }

    /** A letter of a hospital about one patient, with what identifies her, {@value #LETTER} bytes. */
    String letter() {
        String name = phrases.name();
        String surname = name.substring(name.lastIndexOf(' ') + 1);
        StringBuilder out = new StringBuilder(LETTER + 2048)
                .append("Stonehaven General Hospital, 14 Quarry Road\nTel. ")
                .append(phrases.phone())
                .append("\n\n")
                .append(address(name))
                .append("\nRe: ")
                .append(name)
                .append(", date of birth ")
                .append(phrases.date(1931, 2004))
                .append(", MRN ")
                .append(phrases.digits(8))
                .append(", SSN 987-65-432")
                .append(phrases.between(0, 9))
                .append("\n\nDear ")
                .append(name)
                .append(",\n\n");
        while (out.length() < LETTER - 400) {
            out.append(phrases.paragraph(List.of("medical")));
            if (phrases.onceIn(2)) {
                out.append(" Ms ").append(surname).append(" will be called on ").append(phrases.word("weekday"));
                out.append(" to arrange the next visit.");
            }
            out.append("\n\n");
        }
        return filled(out, "Yours sincerely\n\nDr. " + phrases.name() + "\n" + phrases.email() + "\n");
    }

    /** A circular that names nobody, {@value #LETTER} bytes. */
    String circular() {
        StringBuilder out = new StringBuilder(LETTER + 2048)
                .append("To all departments\n\nThe ")
                .append(phrases.word("officething"))
                .append(" for ")
                .append(phrases.word("month"))
                .append("\n\n");
        while (out.length() < LETTER - 400) {
            out.append(phrases.paragraph(List.of("office"))).append("\n\n");
        }
        return filled(out, "The " + phrases.word("department") + "\n");
    }

    /** A document without structure for measuring growth: clean text in which somebody is named every few pages. */
    String growing(int bytes) {
        StringBuilder out = new StringBuilder(bytes + 4096);
        for (int paragraph = 1; out.length() < bytes; paragraph++) {
            out.append(phrases.paragraph(CLEAN));
            if (paragraph % PARAGRAPHS_BETWEEN_PERSONS == 0) {
                out.append(' ').append(phrases.sentence("person"));
            }
            out.append("\n\n");
        }
        out.setLength(bytes);
        return out.toString();
    }

    /** A text of exactly so many bytes for measuring growth. */
    public static String growing(long seed, int bytes) {
        return new Documents(new Random(seed).nextLong()).growing(bytes);
    }

    private String address(String name) {
        return name + "\n" + phrases.digits(3) + " " + phrases.word("streetname") + " " + phrases.word("streetkind")
                + "\n" + phrases.word("town") + "\n";
    }

    /** Exactly {@value #LETTER} bytes: the text, cut or filled up with a rule, and its end. */
    private static String filled(StringBuilder text, String end) {
        text.setLength(Math.min(text.length(), LETTER - end.length() - 2));
        text.append("\n\n");
        while (text.length() + end.length() < LETTER) {
            text.append(text.length() % 80 == 0 ? '\n' : '-');
        }
        return text.append(end).toString();
    }
}
