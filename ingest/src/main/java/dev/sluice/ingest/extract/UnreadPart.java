package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An unread part as it is told: its place and its reason, also one that another version of the program stored.
 *
 * @param path where it stands, as in {@link CoveragePart}
 * @param reason the name of an {@link UnreadReason}
 */
public record UnreadPart(String path, String reason) {
    /** @throws IllegalArgumentException if the path is not structural: it could say anything */
    public UnreadPart {
        if (!StructuralPath.isValid(path)) {
            throw new IllegalArgumentException("not a structural path");
        }
    }

    /** The unread parts of a coverage, in its order. */
    public static List<UnreadPart> of(Coverage coverage) {
        return coverage.parts().stream()
                .<UnreadPart>mapMulti((part, sink) -> {
                    UnreadReason why = part.reason();
                    if (why != null) {
                        sink.accept(new UnreadPart(part.path(), why.name()));
                    }
                })
                .distinct()
                .toList();
    }

    /** Where it stands, in words: "page 3", "image 1 of attachment 2", "the document". */
    public String place() {
        List<String> places = new ArrayList<>();
        String[] words = path.isEmpty() ? new String[0] : path.split("/", -1);
        for (int i = 0; i < words.length; i++) {
            boolean numbered = i + 1 < words.length && Character.isDigit(words[i + 1].charAt(0));
            String word = switch (words[i]) {
                case "metadata" -> "the properties";
                case "names" -> "the name";
                case "other" -> "hidden text";
                case "encoded" -> "encoded text";
                case "task" -> "the parameters of the task";
                case "revision" -> "earlier state";
                default -> words[i];
            };
            places.addFirst(numbered ? word + " " + words[++i] : word);
        }
        return places.isEmpty() ? "the document" : String.join(" of ", places);
    }

    /** What happened and what can be done, in two sentences without a word of the document. */
    public String words() {
        String what = place() + " was not read, or not wholly";
        String sentence = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        Optional<UnreadReason> known = Arrays.stream(UnreadReason.values())
                .filter(one -> one.name().equals(reason))
                .findFirst();
        return known.map(
                        why -> sentence + " (" + reason + "): " + why.meaning() + ". What to do: " + why.advice() + ".")
                .orElse(sentence + " (" + reason + ").");
    }
}
