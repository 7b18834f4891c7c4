package dev.sluice.policy;

import java.util.List;

/**
 * One policy of a file as it stands there, from its first annotation to its semicolon.
 *
 * @param id what its {@code @id} says; blank if it has none
 * @param line where it begins, from 1
 */
record CedarStatement(String id, String source, int line, List<CedarToken> tokens) {
    CedarStatement {
        tokens = List.copyOf(tokens);
    }

    /** What the last {@code @id} says that stands behind the last semicolon; blank if there is none. */
    static String idIn(List<CedarToken> tokens) {
        for (int i = tokens.size() - 1; i >= 0 && !tokens.get(i).is(";"); i--) {
            if (i + 3 < tokens.size()
                    && tokens.get(i).is("@")
                    && tokens.get(i + 1).is("id")
                    && tokens.get(i + 2).is("(")
                    && tokens.get(i + 3).kind() == CedarToken.Kind.QUOTED) {
                return tokens.get(i + 3).quoted();
            }
        }
        return "";
    }
}
