package dev.sluice.policy;

/** How a server that speaks a protocol wants to be told what the protocol has two ways for. */
public enum Dialect {
    /** As OpenAI itself: {@code max_completion_tokens}, and no temperature, since its reasoning models refuse any. */
    OPENAI,
    /** As servers compatible with it: {@code max_tokens} and a temperature of 0. */
    COMPATIBLE
}
