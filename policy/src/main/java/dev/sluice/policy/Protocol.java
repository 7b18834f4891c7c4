package dev.sluice.policy;

import java.util.Locale;

/** The wire protocol that an endpoint speaks. */
public enum Protocol {
    /** No wire: the model is in the process. */
    IN_PROCESS,
    /** OpenAI chat completions, also spoken by vLLM, llama.cpp, SGLang and others. */
    OPENAI,
    /** Anthropic messages. */
    ANTHROPIC,
    /** Gemini generateContent. */
    GEMINI;

    /**
     * The protocol of a command line's word.
     *
     * @throws IllegalArgumentException if the word is not openai, anthropic or gemini
     */
    public static Protocol parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "openai" -> OPENAI;
            case "anthropic" -> ANTHROPIC;
            case "gemini" -> GEMINI;
            default -> throw new IllegalArgumentException("expected a protocol of openai, anthropic or gemini");
        };
    }
}
