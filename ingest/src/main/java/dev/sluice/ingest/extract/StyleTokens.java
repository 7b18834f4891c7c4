package dev.sluice.ingest.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A style sheet taken apart as a browser does (CSS Syntax 3 §4.3): its comments, its strings, and the rest. What stands on
 * a page in one is put together: strings one behind the other, and counters with their values. Linear in the sheet.
 */
final class StyleTokens {
    private static final Pattern COUNTERS =
            Pattern.compile("(?i)\\bcounter-(?:reset|set|increment)\\s{0,20}+:([^;{}]{1,2000}+)");
    private static final Pattern COUNTED = Pattern.compile("([\\w-]{1,60}+)\\s{1,20}+([-+]?\\d{1,12}+)");
    private static final Pattern COUNTER = Pattern.compile("(?i)\\bcounters?\\(\\s{0,20}+([\\w-]{1,60}+)");

    private static final int SHORTEST = 4;

    private final List<String> comments = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private final List<String> joined = new ArrayList<>();
    private final StringBuilder bare = new StringBuilder();
    private final Map<String, String> counters = new HashMap<>();
    private final StringBuilder run = new StringBuilder();
    private final String css;
    private int pieces;
    private int between;

    private StyleTokens(String css) {
        this.css = css;
    }

    static StyleTokens of(String css) {
        StyleTokens tokens = new StyleTokens(css);
        tokens.count();
        tokens.walk();
        return tokens;
    }

    List<String> comments() {
        return comments;
    }

    /** Its strings, as their escaped signs say. */
    List<String> strings() {
        return strings;
    }

    /** What stands on a page in one though it is written in pieces. */
    List<String> joined() {
        return joined;
    }

    /** The sheet without comments and with a blank for each string. */
    String bare() {
        return bare.toString();
    }

    private void count() {
        if (!css.contains("ounter-") && !css.contains("OUNTER-")) {
            return;
        }
        Matcher set = COUNTERS.matcher(css);
        while (set.find()) {
            Matcher counter = COUNTED.matcher(set.group(1));
            while (counter.find()) {
                counters.putIfAbsent(counter.group(1), counter.group(2));
            }
        }
    }

    private void walk() {
        int at = 0;
        while (at < css.length()) {
            char c = css.charAt(at);
            if (c == '/' && css.startsWith("/*", at)) {
                int end = css.indexOf("*/", at + 2);
                comments.add(css.substring(at + 2, end < 0 ? css.length() : end));
                bare.append(' ');
                at = end < 0 ? css.length() : end + 2;
            } else if (c == '"' || c == '\'') {
                at = string(at);
            } else {
                if (c == ';' || c == '{' || c == '}' || c == ',') {
                    endRun();
                }
                bare.append(c);
                if (c == '\\' && at + 1 < css.length()) {
                    bare.append(css.charAt(++at));
                }
                at++;
            }
        }
        endRun();
    }

    /** A string ends with its quote, with the line or with the sheet. */
    private int string(int open) {
        char quote = css.charAt(open);
        int at = open + 1;
        while (at < css.length() && css.charAt(at) != quote && css.charAt(at) != '\n') {
            at += css.charAt(at) == '\\' ? 2 : 1;
        }
        int end = Math.min(at, css.length());
        String shown = StyleSheet.unescaped(css.substring(open + 1, end));
        strings.add(shown);
        counted();
        run.append(shown);
        pieces++;
        bare.append(' ');
        between = bare.length();
        return Math.min(css.length(), end + 1);
    }

    private void counted() {
        if (counters.isEmpty()) {
            return;
        }
        Matcher counter = COUNTER.matcher(bare).region(between, bare.length());
        while (counter.find()) {
            run.append(counters.getOrDefault(counter.group(1), ""));
            pieces += 2;
        }
    }

    private void endRun() {
        counted();
        if (pieces > 1 && run.length() >= SHORTEST) {
            joined.add(run.toString());
        }
        run.setLength(0);
        pieces = 0;
        between = bare.length();
    }
}
