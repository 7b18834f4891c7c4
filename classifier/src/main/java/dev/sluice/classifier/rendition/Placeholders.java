package dev.sluice.classifier.rendition;

import dev.sluice.classifier.FindingType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Typed, numbered placeholders of one document. None is written that the document already holds. Numbers go from 1 to 89
 * and then on behind letters ({@code [PERSON A1]}): longer ones would read as ages and security codes beside such labels.
 */
final class Placeholders {
    /** What stands for everything that is masked. */
    static final String MASK = "[MASKED]";

    /** The form of every placeholder and code, in any case: a type, then a number or a code. */
    static final Pattern FORM = Pattern.compile(
            Arrays.stream(FindingType.values())
                    .map(Placeholders::label)
                    .collect(Collectors.joining("|", "\\[(?:", ") [A-Z]{0,8}[0-9]{0,2}\\]")),
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]{1,60})\\]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final int HIGHEST = 89;
    private static final int LETTERS = 26;

    private final Set<String> taken = new HashSet<>();
    private final Map<FindingType, Map<String, String>> given = new EnumMap<>(FindingType.class);
    private final Map<FindingType, Integer> last = new EnumMap<>(FindingType.class);
    private final Map<String, String> aliases;

    Placeholders(String source, List<Span> spans) {
        Matcher brackets = BRACKETS.matcher(source);
        while (brackets.find()) {
            taken.add(plain(brackets.group(1)));
        }
        this.aliases = aliases(spans);
    }

    /** The placeholder of a value. */
    String of(FindingType type, String identity) {
        String person = type == FindingType.PERSON ? aliases.getOrDefault(identity, identity) : identity;
        return given.computeIfAbsent(type, key -> new HashMap<>()).computeIfAbsent(person, key -> next(type));
    }

    /** A placeholder of a type with a code in the number's place. */
    static String coded(FindingType type, String code) {
        return "[" + label(type) + " " + code + "]";
    }

    /** Whether the document holds the same words in brackets. */
    boolean isTaken(String placeholder) {
        return taken.contains(plain(placeholder.substring(1, placeholder.length() - 1)));
    }

    private String next(FindingType type) {
        String placeholder;
        do {
            placeholder = coded(type, ordinal(last.merge(type, 1, Integer::sum)));
        } while (isTaken(placeholder));
        return placeholder;
    }

    private static String ordinal(int number) {
        int block = (number - 1) / HIGHEST;
        StringBuilder letters = new StringBuilder();
        for (; block > 0; block = (block - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (block - 1) % LETTERS));
        }
        return letters.append((number - 1) % HIGHEST + 1).toString();
    }

    private static String label(FindingType type) {
        return type.name().replace('_', ' ');
    }

    private static String plain(String words) {
        return SPACE.matcher(words).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** A part of a name stands for the one longer name that it is part of; for none if there are several. */
    private static Map<String, String> aliases(List<Span> spans) {
        Map<String, Set<String>> wholeByPart = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (Span span : spans) {
            if (span.type() == FindingType.PERSON && names.add(span.identity())) {
                List<String> parts = List.of(span.identity().split(" ", -1));
                if (parts.size() > 1) {
                    parts.forEach(part -> wholeByPart
                            .computeIfAbsent(part, key -> new HashSet<>())
                            .add(span.identity()));
                }
            }
        }
        Map<String, String> aliases = new HashMap<>();
        for (String name : names) {
            Set<String> whole = wholeByPart.getOrDefault(name, Set.of());
            if (whole.size() == 1) {
                aliases.put(name, whole.iterator().next());
            }
        }
        return aliases;
    }
}
