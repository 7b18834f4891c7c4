package dev.sluice.policy;

/**
 * Fixed text with the document behind it. Every byte that is sent is the template's, the classified text's, or a number.
 * Nothing stands behind the document: it can end early nothing that it stands in, and what servers keep of the beginning of a
 * prompt is the same for every document of a task.
 *
 * @param digest SHA-256 of the template's text, lower-case hex
 */
public record PromptTemplate(String task, String before, String digest) {
    static final String PLACE = "{{document}}";

    static PromptTemplate parse(String task, String text) {
        int place = text.indexOf(PLACE);
        if (place < 0 || !text.substring(place + PLACE.length()).isBlank()) {
            throw new IllegalArgumentException("expected " + PLACE + " exactly once, at the end");
        }
        return new PromptTemplate(task, text.substring(0, place), Canonical.sha256(text));
    }

    /** The prompt for a document's canonical text. */
    public String render(String canonicalText) {
        return before + canonicalText;
    }
}
