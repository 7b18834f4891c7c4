package dev.sluice.audit.verify;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a log commits to: so many leaves under this root. @see "C2SP tlog-checkpoint"
 *
 * @param origin names the log
 * @param size leaves
 * @param root 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    /** Checks the parts, and copies the root. */
    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
            throw new NoteException("an origin is one line that is not empty");
        }
        if (size < 0 || root.length != MerkleTree.HASH_BYTES) {
            throw new NoteException("a checkpoint has a size of at least 0 and a root of 32 bytes");
        }
        root = root.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** The three lines that are signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** Reads the text of a note; lines after the third are extensions and ignored. @throws NoteException if it isn't */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !SIZE.matcher(lines[1]).matches()) {
            throw new NoteException("a checkpoint is an origin, a size and a root, each on its line");
        }
        try {
            return new Checkpoint(
                    lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
        } catch (IllegalArgumentException refused) {
            throw new NoteException("the checkpoint's size or root cannot be read");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }
}
