package dev.sluice.classifier.custom;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The allow entries of a bundle, found by type and whole value. Immutable and thread-safe. */
public final class AllowList {
    /** What may stand between two parts of one value. */
    private static final String JOINTS = "-.@+'/&:=%#~\\";

    private record Key(FindingType type, String value) {}

    private final List<AllowEntry> entries;
    private final Map<Key, List<AllowEntry>> byValue = new HashMap<>();

    AllowList(List<AllowEntry> entries) {
        this.entries = List.copyOf(entries);
        for (AllowEntry entry : entries) {
            byValue.computeIfAbsent(new Key(entry.type(), entry.value()), key -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** The entries, those that are not in force included. */
    public List<AllowEntry> entries() {
        return entries;
    }

    /** Whether there is no entry. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The first entry in force whose value is exactly what was found, type for type, and not a part of something longer. */
    public Optional<AllowEntry.InForce> allowing(Finding finding, String text, AllowScope scope) {
        if (byValue.isEmpty()
                || !isWhole(text, finding.start(), finding.end())
                || goesOn(finding.type(), text, finding.start(), finding.end())) {
            return Optional.empty();
        }
        String value = AllowEntry.plain(text.substring(finding.start(), finding.end()));
        return byValue.getOrDefault(new Key(finding.type(), value), List.of()).stream()
                .flatMap(entry -> entry.in(scope).stream())
                .findFirst();
    }

    private static boolean isWhole(String text, int start, int end) {
        return !(start > 0 && isPart(text.codePointBefore(start)))
                && !(end < text.length() && isPart(text.codePointAt(end)))
                && !(start > 1 && isJoint(text.charAt(start - 1)) && isPart(text.codePointBefore(start - 1)))
                && !(end + 1 < text.length() && isJoint(text.charAt(end)) && isPart(text.codePointAt(end + 1)));
    }

    /** A number goes on behind a space, and so does a name: with one more word it is somebody else's. */
    private static boolean goesOn(FindingType type, String text, int start, int end) {
        int next = end;
        while (next < text.length() && isGap(text.charAt(next))) {
            next++;
        }
        int before = start;
        while (before > 0 && isGap(text.charAt(before - 1))) {
            before--;
        }
        boolean longerNumber = next < text.length()
                        && Character.isDigit(text.codePointAt(next))
                        && Character.isDigit(text.codePointBefore(end))
                || before > 0
                        && Character.isDigit(text.codePointBefore(before))
                        && Character.isDigit(text.codePointAt(start));
        return longerNumber
                || type == FindingType.PERSON
                        && next > end
                        && next < text.length()
                        && !Character.isLowerCase(text.codePointAt(next))
                        && Character.isLetter(text.codePointAt(next));
    }

    private static boolean isGap(char c) {
        return c == '\t' || Character.isSpaceChar(c);
    }

    private static boolean isJoint(char c) {
        return JOINTS.indexOf(c) >= 0 || c > 0x7F && !Character.isLetterOrDigit(c) && !Character.isSpaceChar(c);
    }

    /** What continues a value although it may not be seen: letters, digits, marks, joiners. */
    private static boolean isPart(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.CONNECTOR_PUNCTUATION,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> Character.isLetterOrDigit(codePoint);
        };
    }
}
