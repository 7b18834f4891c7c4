package dev.sluice.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text with lines of signatures under it. @see "C2SP signed-note"
 *
 * @param text ends with a newline, and is what the signatures are over
 * @param signatures at least one; those of unknown keys are kept and ignored
 */
public record SignedNote(String text, List<Line> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MOST_SIGNATURES = 100;

    /** Checks the form of the text. */
    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new NoteException("a note's text ends with a newline and has no other control character");
        }
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new NoteException("a note has 1 to " + MOST_SIGNATURES + " signatures, found " + signatures.size());
        }
    }

    /**
     * Who signed, and what: four bytes that name the key, then the signature.
     *
     * @param name the key's name
     * @param value key id and signature
     */
    public record Line(String name, byte[] value) {
        /** Copies the value. */
        public Line {
            NoteKey.checkedName(name);
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }
    }

    /** Signs a text with one Ed25519 key: the signer is given the text's UTF-8 bytes. */
    public static SignedNote sign(String text, NoteKey key, UnaryOperator<byte[]> signer) {
        byte[] signature = signer.apply(text.getBytes(StandardCharsets.UTF_8));
        byte[] value = Arrays.copyOf(key.id(), NoteKey.ID_BYTES + signature.length);
        System.arraycopy(signature, 0, value, NoteKey.ID_BYTES, signature.length);
        return new SignedNote(text, List.of(new Line(key.name(), value)));
    }

    /** Reads a note. @throws NoteException when it isn't one */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new NoteException("a note is a text, an empty line and lines of signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(end + 2).lines().toList()) {
            String[] parts =
                    line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2) {
                throw new NoteException("a line of a signature is a dash, a name and base64");
            }
            try {
                byte[] value = Base64.getDecoder().decode(parts[1]);
                if (value.length <= NoteKey.ID_BYTES) {
                    throw new NoteException("a signature is longer than its key's id");
                }
                lines.add(new Line(parts[0], value));
            } catch (IllegalArgumentException refused) {
                throw new NoteException("a signature's name or base64 cannot be read");
            }
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    /**
     * Whether this key signed the text. A note with a wrong signature under a known key is refused even if another
     * line of that key would be right.
     */
    public boolean verifiedBy(NoteKey key) {
        List<Line> known = signatures.stream().filter(line -> isOf(line, key)).toList();
        return !known.isEmpty()
                && known.stream()
                        .allMatch(line -> key.verifies(
                                text, Arrays.copyOfRange(line.value, NoteKey.ID_BYTES, line.value.length)));
    }

    /** How many lines name another key than this one: nothing is known about them, and anybody may have added them. */
    public int signaturesBeside(NoteKey key) {
        return (int) signatures.stream().filter(line -> !isOf(line, key)).count();
    }

    private static boolean isOf(Line line, NoteKey key) {
        return line.name().equals(key.name()) && Arrays.equals(Arrays.copyOf(line.value, NoteKey.ID_BYTES), key.id());
    }

    /** The note as it is stored and sent. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line line : signatures) {
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(line.value))
                    .append('\n');
        }
        return note.toString();
    }
}
