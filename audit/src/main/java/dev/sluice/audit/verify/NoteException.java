package dev.sluice.audit.verify;

/** A text is not the note or checkpoint that it should be. */
public final class NoteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoteException(String message) {
        super(message);
    }
}
