package dev.sluice.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Fixed text with the document behind it. Every byte that is sent is the template's, the classified text's, or a number.
 * Nothing stands behind the document: it can end early nothing that it stands in, and what servers keep of the beginning of a
 * prompt is the same for every document of a task.
 *
 * @param digest SHA-256 of the template's text, lower-case hex
 */
public record PromptTemplate(String task, String before, String digest) {
    static final String PLACE = "{{document}}";

    /** The template of each task, by its name; a task without one, or a file without a task, is a problem. */
    static Map<String, PromptTemplate> read(BundleFiles files, Set<String> tasks, Problems problems) {
        Map<String, PromptTemplate> templates = new HashMap<>();
        files.in("templates/", ".txt").forEach((file, text) -> {
            String task = file.substring("templates/".length(), file.length() - ".txt".length());
            try {
                templates.put(task, parse(task, text));
            } catch (IllegalArgumentException e) {
                problems.add(
                        file,
                        1,
                        String.valueOf(e.getMessage()),
                        "Mark the document's place with it, once and behind all else");
            }
            if (!tasks.contains(task)) {
                problems.add(file, 1, "no task \"" + task + "\" in routing.yaml", "Add the task, or remove the file");
            }
        });
        for (String task : tasks) {
            if (!templates.containsKey(task)) {
                problems.add("templates/" + task + ".txt", 0, "the task has no template", "Add the file");
            }
        }
        return templates;
    }

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
