package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of typefaces that come with systems and office programs; any other name of one may be what somebody wrote. */
final class Typefaces {
    private static final Set<String> KNOWN = WordList.lines("typefaces.txt").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST = 60;
    /** What programs add to a name: a script, a weight, a number. */
    private static final Pattern MORE = Pattern.compile(
            "(?:(?i:[ ,-]{0,2}(?:bold|italic|regular|medium|light|semibold|semilight|condensed|narrow|oblique|(?:mt|ps|psmt)?|cyr|ce|greek|tur|baltic"
                    + "|\\((?:hebrew|arabic|vietnamese|thai)\\)))|[\\d]{1,2})*");

    private Typefaces() {}

    /** Whether a list of names, as style sheets have them, holds only known ones. */
    static boolean isKnown(String names) {
        for (String each : names.split("[,;]")) {
            String name = each.replaceAll("^[\\s\"'@]+|[\\s\"']+$", "").toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !isOne(name)) {
                return false;
            }
        }
        return true;
    }

    /** What stands behind the longest known name that a text begins with: the style, perhaps in another language. */
    static String without(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int end = Math.min(lower.length(), LONGEST); end > 2; end--) {
            if (KNOWN.contains(lower.substring(0, end))) {
                return text.substring(Math.min(end, text.length()));
            }
        }
        return text;
    }

    private static boolean isOne(String name) {
        if (KNOWN.contains(name)) {
            return true;
        }
        for (int end = name.length() - 1; end > 2; end--) {
            if (KNOWN.contains(name.substring(0, end))
                    && MORE.matcher(name.substring(end)).matches()) {
                return true;
            }
        }
        return false;
    }
}
