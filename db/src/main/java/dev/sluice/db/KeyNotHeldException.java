package dev.sluice.db;

/** A key was asked for that this process does not hold; it never had the file open. */
public final class KeyNotHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyNotHeldException(KeyName name) {
        super("this key ring does not hold " + name);
    }
}
