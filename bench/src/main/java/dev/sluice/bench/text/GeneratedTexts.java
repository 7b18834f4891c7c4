package dev.sluice.bench.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The generated sets: each kind of document in a small set, and the quick ones in a large set as well. */
public enum GeneratedTexts {
    /** Notices and articles, somebody named now and then. */
    PROSE("prose", "PII", 2_000, 8_000),
    /** Tables of figures: two fifths of the characters are digits. */
    DIGITS("digits", "NONE", 2_000, 8_000),
    /** Manuals, recipes, local history; nobody is named. */
    CLEAN("clean", "NONE", 1_000, 12_000),
    /** Letters of 10,000 bytes about a patient. */
    LETTERS("letters", "PHI", Documents.LETTER, Documents.LETTER),
    /** Circulars of 10,000 bytes that name nobody. */
    CIRCULARS("circulars", "NONE", Documents.LETTER, Documents.LETTER),
    /** All of these, and short notes. */
    MIXED("mixed", "QUASI", 300, 12_000);

    private final String title;
    private final String label;
    private final int shortest;
    private final int longest;

    GeneratedTexts(String title, String label, int shortest, int longest) {
        this.title = title;
        this.label = label;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Name of the set. */
    public String title() {
        return title;
    }

    /** What {@code evaluate} is told to expect; nothing of a set of several kinds. */
    String label() {
        return label;
    }

    /** So many bytes of documents, or a little more; the same seed gives the same documents. */
    public List<String> make(long seed, int bytes) {
        // A kind of its own source, so that one more kind changes no other.
        long own = seed * 31 + title.hashCode();
        Documents documents = new Documents(own);
        Phrases sizes = new Phrases(own + 1);
        List<String> texts = new ArrayList<>();
        for (long made = 0; made < bytes; made += texts.getLast().length()) {
            texts.add(document(documents, sizes.between(shortest, longest), texts.size()));
        }
        return texts;
    }

    private String document(Documents documents, int bytes, int place) {
        return switch (this) {
            case PROSE -> documents.prose(bytes);
            case DIGITS -> documents.figures(bytes);
            case CLEAN -> documents.clean(bytes);
            case LETTERS -> documents.letter();
            case CIRCULARS -> documents.circular();
            case MIXED -> mixed(bytes, place).apply(documents);
        };
    }

    private static Function<Documents, String> mixed(int bytes, int place) {
        return switch (place % 6) {
            case 0 -> documents -> documents.prose(bytes);
            case 1 -> documents -> documents.clean(bytes);
            case 2 -> Documents::letter;
            case 3 -> documents -> documents.figures(bytes);
            case 4 -> documents -> documents.prose(300);
            default -> Documents::circular;
        };
    }
}
