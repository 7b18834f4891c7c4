package dev.sluice.app.node;

/** No node decides with the bundle that was named, or with the one in force. */
public final class BundleNotInForceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BundleNotInForceException(String message) {
        super(message);
    }
}
