package dev.sluice.policy;

/** Conditions that are as deep as one likes. */
final class NestedText {
    /** What is repeated before, in the middle, what is repeated behind; a fourth marks what is long rather than nested. */
    static final String[][] SHAPES = {
        {"(", "context.endpointIsOurs", ")"},
        {"[", "1", "]"},
        {"{a:", "1", "}"},
        {"!(", "context.endpointIsOurs", ")"},
        {"if context.endpointIsOurs then ", "true", " else false"},
        {"if ", "context.endpointIsOurs", " then true else false"},
        {"if context.endpointIsOurs then true else ", "true", ""},
        {"(context.endpointIsOurs && !(", "context.endpointIsOurs", "))"},
        {"context.endpointIsOurs && ", "context.endpointIsOurs", "", "long"},
        {"context.endpointIsOurs || ", "context.endpointIsOurs", "", "long"},
        {"1 + ", "1", " > 0", "long"},
        {"!", "context.endpointIsOurs", "", "long"},
        {"", "context", ".a", "long"},
        {"", "context", "[\"a\"]", "long"},
        {"A::", "B::\"x\" == principal", "", "long"},
        {"", "[1]", ".contains(1)", "long"},
    };

    private NestedText() {}

    static String of(String[] shape, int depth) {
        boolean sum = shape[2].equals(" > 0");
        return shape[0].repeat(depth) + shape[1] + (sum ? shape[2] : shape[2].repeat(depth));
    }
}
