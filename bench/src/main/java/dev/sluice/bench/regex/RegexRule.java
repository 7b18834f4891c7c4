package dev.sluice.bench.regex;

import dev.sluice.classifier.FindingType;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One pattern with what decides on its matches.
 *
 * @param name the recognizer or scheme of {@code docs/recognizers.md} that it stands for
 * @param type what it finds
 * @param pattern the form; its first group is the value, or the whole match where it has none
 * @param check whether the value, its letters and digits in capitals and nothing else, is such a thing
 * @param alone how the match must be written to count without a label; null if it never does
 * @param label a word that names it near by; null if it needs none
 */
record RegexRule(
        String name,
        FindingType type,
        Pattern pattern,
        Predicate<String> check,
        @Nullable Pattern alone,
        @Nullable Pattern label) {
    /** Where a label may stand, in characters: ten words before, eight after are what the pattern tier looks at. */
    private static final int BEFORE = 60;

    private static final int AFTER = 48;

    /** A form that says all: it needs no label and no check. */
    static RegexRule of(String name, FindingType type, String pattern) {
        return of(name, type, pattern, value -> true);
    }

    /** A form with a check, that needs no label. */
    static RegexRule of(String name, FindingType type, String pattern, Predicate<String> check) {
        return new RegexRule(name, type, Pattern.compile(pattern), check, null, null);
    }

    /** What was matched, if it counts where it stands. */
    @Nullable
    RegexMatch accepted(String text, Matcher matched) {
        int group = matched.groupCount() > 0 && matched.start(1) >= 0 ? 1 : 0;
        int start = matched.start(group);
        int end = matched.end(group);
        if (!check.test(bare(text, start, end))) {
            return null;
        }
        Pattern named = label;
        if (named != null && !countsAlone(text, start, end) && !isLabelled(named, text, start, end)) {
            return null;
        }
        return new RegexMatch(name, type, start, end);
    }

    private boolean countsAlone(String text, int start, int end) {
        return alone != null
                && alone.matcher(text)
                        .region(start, end)
                        .useTransparentBounds(true)
                        .matches();
    }

    private static boolean isLabelled(Pattern label, String text, int start, int end) {
        Matcher matcher = label.matcher(text).useTransparentBounds(true);
        return matcher.region(Math.max(0, start - BEFORE), start).find()
                || matcher.region(end, Math.min(text.length(), end + AFTER)).find();
    }

    private static String bare(String text, int start, int end) {
        StringBuilder out = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                out.append((char) (c - 'a' + 'A'));
            } else if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
