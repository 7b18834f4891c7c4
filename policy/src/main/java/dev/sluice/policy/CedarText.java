package dev.sluice.policy;

import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;

/** Finds lines in Cedar text; the parser itself names none. */
final class CedarText {
    private CedarText() {}

    /** The line of an offset, from 1; 0 for an offset outside. */
    static int lineAt(String text, int offset) {
        if (offset < 0 || offset > text.length()) {
            return 0;
        }
        return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
    }

    /** The line where the first policy begins that does not parse on its own. */
    static int firstBadPolicy(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = endOfPolicy(text, start);
            try {
                PolicySet.parsePolicies(text.substring(start, end));
            } catch (InternalException e) {
                return lineAt(text, skipBlank(text, start));
            }
            start = end;
        }
        return 0;
    }

    private static int endOfPolicy(String text, int start) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '/' && text.startsWith("//", i)) {
                i = endOfLine(text, i);
            } else if (c == ';') {
                return i + 1;
            }
        }
        return text.length();
    }

    private static int skipBlank(String text, int start) {
        int i = start;
        while (i < text.length()) {
            if (text.startsWith("//", i)) {
                i = endOfLine(text, i);
            } else if (!Character.isWhitespace(text.charAt(i))) {
                return i;
            }
            i++;
        }
        return Math.min(i, text.length());
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
