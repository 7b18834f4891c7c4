package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The document type declaration before the first element of an XML document, which parsers that read no definitions keep to
 * themselves.
 *
 * @param literals its name and the identifiers that stand in it
 * @param hasDefinition whether a definition stands inside the document
 */
record XmlProlog(List<String> literals, boolean hasDefinition) {
    private static final XmlProlog NONE = new XmlProlog(List.of(), false);
    private static final String DECLARATION = "<!DOCTYPE";

    /** Goes over what may stand before the declaration, and over it up to its definitions. */
    static XmlProlog of(byte[] content) {
        String text = StrictText.decode(content, null)
                .orElseGet(() -> new String(content, StandardCharsets.ISO_8859_1).replace("\0", ""));
        int at = text.indexOf('<');
        while (at >= 0 && !text.startsWith(DECLARATION, at)) {
            String end = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : "";
            int close = end.isEmpty() ? -1 : text.indexOf(end, at + 2);
            at = close < 0 ? -1 : text.indexOf('<', close);
        }
        return at < 0 ? NONE : declared(text, at + DECLARATION.length());
    }

    private static XmlProlog declared(String text, int from) {
        List<String> literals = new ArrayList<>();
        int start = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = c == '"' || c == '\'' ? text.indexOf(c, i + 1) : -1;
            if (close < 0 && c != '[' && c != '>') {
                continue;
            }
            add(text.substring(start, i), literals);
            if (close < 0) {
                return new XmlProlog(literals, c == '[' && isDefinition(text, i + 1));
            }
            add(text.substring(i + 1, close), literals);
            i = close;
            start = close + 1;
        }
        return new XmlProlog(literals, true);
    }

    private static void add(String part, List<String> literals) {
        String plain = part.strip();
        if (!plain.isEmpty() && !plain.equals("PUBLIC") && !plain.equals("SYSTEM")) {
            literals.add(plain);
        }
    }

    private static boolean isDefinition(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at >= text.length() || text.charAt(at) != ']';
    }
}
