package dev.sluice.audit;

import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.audit.verify.SignedNote;

/**
 * A checkpoint with its signatures, as it goes to the file, the topic and the witnesses.
 *
 * @param checkpoint what is signed
 * @param note the C2SP signed note
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

    /** Reads a note. @throws dev.sluice.audit.verify.NoteException when it is not a signed checkpoint */
    public static SignedCheckpoint parse(String text) {
        SignedNote note = SignedNote.parse(text);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /** The note's text, to be stored or sent as UTF-8. */
    public String text() {
        return note.toString();
    }
}
