package dev.sluice.policy;

/**
 * Fixed text with one place for the document. Every byte that is sent is the template's, the classified text's, or a
 * number.
 *
 * @param digest SHA-256 of the template's text, lower-case hex
 */
public record PromptTemplate(String task, String before, String after, String digest) {
    static final String PLACE = "{{document}}";

    static PromptTemplate parse(String task, String text) {
        int place = text.indexOf(PLACE);
        if (place < 0 || text.indexOf(PLACE, place + 1) >= 0) {
            throw new IllegalArgumentException("expected " + PLACE + " exactly once");
        }
        return new PromptTemplate(
                task, text.substring(0, place), text.substring(place + PLACE.length()), Canonical.sha256(text));
    }

    /** The prompt for a document's canonical text. */
    public String render(String canonicalText) {
        return before + canonicalText + after;
    }
}
