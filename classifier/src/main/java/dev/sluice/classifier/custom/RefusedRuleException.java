package dev.sluice.classifier.custom;

/** A custom rule that is not taken: what is wrong with it, and what to write instead. */
public final class RefusedRuleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String instead;

    RefusedRuleException(String message, String instead) {
        super(message);
        this.instead = instead;
    }

    /** What to write instead. */
    public String instead() {
        return instead;
    }
}
