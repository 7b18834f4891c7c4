package dev.sluice.ingest.extract;

/** Makes text fit for a segment: valid UTF-16, no NUL. */
final class WellFormed {
    private static final int MAX_CONTEXT = 400;

    private WellFormed() {}

    /** Replaces lone surrogates and NUL with U+FFFD. */
    static String text(CharSequence raw) {
        StringBuilder out = null;
        int length = raw.length();
        for (int i = 0; i < length; i++) {
            char c = raw.charAt(i);
            boolean paired =
                    Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(raw.charAt(i + 1));
            if (paired) {
                if (out != null) {
                    out.append(c).append(raw.charAt(i + 1));
                }
                i++;
            } else if (Character.isSurrogate(c) || c == 0) {
                if (out == null) {
                    out = new StringBuilder(length).append(raw, 0, i);
                }
                out.append('\uFFFD');
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? raw.toString() : out.toString();
    }

    /** One line of at most 400 units, without the brackets that delimit a context. */
    static String context(String raw) {
        String line = text(raw).replaceAll("[\\p{Cntrl}\\[\\]]+", " ").strip();
        if (line.length() <= MAX_CONTEXT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_CONTEXT - 1)) ? MAX_CONTEXT - 1 : MAX_CONTEXT;
        return line.substring(0, end);
    }
}
