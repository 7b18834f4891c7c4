package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.pattern.Budget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keyed surrogates for one document. The same value has the same surrogate wherever key and scope are the same; where that
 * one stands in the document already or serves another value of it, the next one is taken, and at last a coded placeholder.
 * Two values of a document never share one.
 */
final class Pseudonyms {
    private static final int MOST_ATTEMPTS = 64;
    private static final int SIMPLE_ATTEMPTS = 16;
    private static final int CODE_LETTERS = 8;
    /** What one draw costs beside a step over a unit of text, roughly. */
    private static final int DRAW = 1 << 8;

    private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

    private final RenditionKey key;
    private final String scope;
    private final Surrogates.Words words;
    private final FoldedText document;
    private final Budget budget;
    private final Set<String> documentWords;
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> given = new HashMap<>();

    Pseudonyms(RenditionKey key, RenditionScope scope, FoldedText document, Budget budget) {
        this.key = key;
        this.words = Surrogates.of(scope.locale().getLanguage());
        this.scope = scope.pseudonyms() + '\n' + scope.locale().getLanguage();
        this.document = document;
        this.budget = budget;
        this.documentWords = words(document);
    }

    /** The surrogate of a value. */
    String of(FindingType type, String identity, String value) {
        return type == FindingType.PERSON ? person(value) : word(type.name(), identity, type);
    }

    private String person(String value) {
        StringBuilder name = new StringBuilder();
        for (String word : PersonName.words(value)) {
            if (PersonName.isParticle(word)) {
                continue;
            }
            String part =
                    PersonName.isTitle(word) ? word : word("name-part", FoldedText.fold(word), FindingType.PERSON);
            name.append(name.isEmpty() ? "" : " ").append(part);
        }
        boolean titleAlone = PersonName.words(value).stream().allMatch(PersonName::isTitle);
        return name.isEmpty() || titleAlone
                ? word("name", Span.identity(FindingType.PERSON, value), FindingType.PERSON)
                : name.toString();
    }

    private String word(String kind, String identity, FindingType type) {
        String known = kind + '\n' + identity;
        String surrogate = given.get(known);
        if (surrogate == null) {
            surrogate = fresh(kind, identity, type);
            given.put(known, surrogate);
        }
        return surrogate;
    }

    private String fresh(String kind, String identity, FindingType type) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            budget.spend(DRAW);
            String candidate = candidate(new Draw(kind, identity, attempt), type);
            String plain = FoldedText.fold(candidate);
            if (!isInDocument(type, candidate, plain) && used.add(plain)) {
                return candidate;
            }
        }
        for (int attempt = MOST_ATTEMPTS; ; attempt++) {
            String candidate = Placeholders.coded(type, new Draw(kind, identity, attempt).code());
            budget.spend(DRAW);
            if (!isHeld(FoldedText.fold(candidate)) && used.add(FoldedText.fold(candidate))) {
                return candidate;
            }
        }
    }

    private boolean isInDocument(FindingType type, String candidate, String plain) {
        if (type != FindingType.PERSON) {
            return isHeld(plain);
        }
        return documentWords.contains(plain)
                || PersonName.words(candidate.replace('-', ' ')).stream()
                        .map(FoldedText::fold)
                        .anyMatch(documentWords::contains);
    }

    private boolean isHeld(String plain) {
        return document.index().holds(plain, budget::spend);
    }

    private String candidate(Draw draw, FindingType type) {
        return switch (type) {
            case PERSON -> name(draw);
            case EMAIL -> (plainName(draw, "1") + '.' + plainName(draw, "2") + "@example.org");
            case USERNAME ->
                plainName(draw, "1") + '_' + draw.letters("user", 4).toLowerCase(Locale.ROOT);
            case URL ->
                "https://example.org/" + draw.letters("url", CODE_LETTERS).toLowerCase(Locale.ROOT);
            case IP_ADDRESS -> address(draw);
            case ADDRESS ->
                String.format(Locale.ROOT, draw.from("street", words.streets()), 1 + draw.number("house", 99));
            case LOCATION -> draw.from("town", words.towns());
            default -> Placeholders.coded(type, draw.code());
        };
    }

    private String name(Draw draw) {
        if (draw.identity().codePointCount(0, draw.identity().length()) == 1) {
            return Character.toString('A' + draw.number("initial", 26));
        }
        String name = draw.from("name", words.names());
        return draw.attempt() < SIMPLE_ATTEMPTS ? name : name + '-' + draw.from("second", words.names());
    }

    private String plainName(Draw draw, String which) {
        return FoldedText.fold(draw.from("mail" + which, words.names()));
    }

    /** RFC 5737 and RFC 3849: addresses for documentation, which nobody has. */
    private static String address(Draw draw) {
        if (draw.attempt() >= SIMPLE_ATTEMPTS || draw.identity().matches(".*[a-f].*")) {
            return String.format(
                    Locale.ROOT, "2001:db8::%x:%x", draw.number("high", 1 << 16), draw.number("low", 1 << 16));
        }
        List<String> nets = List.of("192.0.2.", "198.51.100.", "203.0.113.");
        return draw.from("net", nets) + (1 + draw.number("host", 254));
    }

    private static Set<String> words(FoldedText document) {
        Set<String> words = new HashSet<>();
        int start = 0;
        for (int i = 1; i <= document.length(); i++) {
            if (document.isBorder(i)) {
                words.add(document.slice(start, i));
                start = i;
            }
        }
        return words;
    }

    /** What the key, the scope, a value and an attempt decide. */
    private final class Draw {
        private final String kind;
        private final String identity;
        private final int attempt;

        Draw(String kind, String identity, int attempt) {
            this.kind = kind;
            this.identity = identity;
            this.attempt = attempt;
        }

        String identity() {
            return identity;
        }

        int attempt() {
            return attempt;
        }

        int number(String what, int bound) {
            return key.choose(bound, "pseudonym", scope, kind, identity, what, Integer.toString(attempt));
        }

        String from(String what, List<String> choices) {
            return choices.get(number(what, choices.size()));
        }

        String letters(String what, int count) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < count; i++) {
                letters.append(CONSONANTS.charAt(number(what + i, CONSONANTS.length())));
            }
            return letters.toString();
        }

        String code() {
            return letters("code", CODE_LETTERS);
        }
    }
}
