package dev.sluice.app.command;

import dev.sluice.classifier.rendition.ReidentificationMap;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.KeyRingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A re-identification map as it lies in a file: a line that names form and key, then what the key ring sealed, bound to that
 * line and to the file's name, so that no map can be put in the place of another.
 */
final class SealedMap {
    private static final KeyName KEY = KeyName.SOVEREIGN_CONTENT;
    private static final byte[] FORM = "sluice re-identification map 1 ".getBytes(StandardCharsets.US_ASCII);

    /** What opening a file came to. */
    sealed interface Opening {}

    /** The map that was sealed. */
    record Opened(ReidentificationMap map) implements Opening {}

    /** No map. */
    enum Refused implements Opening {
        NO_MAP("it is no re-identification map of this version"),
        OTHER_KEY(
                "it was sealed under a key that this data folder does not hold; --data names the one it was made with"),
        ALTERED("it was altered, cut short, or renamed since `rendition make` wrote it");

        private final String meaning;

        Refused(String meaning) {
            this.meaning = meaning;
        }

        /** What it means and what to do, as part of a sentence. */
        String meaning() {
            return meaning;
        }
    }

    private SealedMap() {}

    /**
     * Seals a map for the file of this name.
     *
     * @param keys a ring that holds {@link KeyName#SOVEREIGN_CONTENT}
     */
    static byte[] seal(KeyRing keys, String name, ReidentificationMap map) {
        byte[] head = head(keys);
        byte[] sealed = keys.wrap(KEY, map.toBytes(), context(head, name));
        return ByteBuffer.allocate(head.length + sealed.length)
                .put(head)
                .put(sealed)
                .array();
    }

    /**
     * Opens what a file of this name holds.
     *
     * @param keys a ring that holds {@link KeyName#SOVEREIGN_CONTENT}
     */
    static Opening open(KeyRing keys, String name, byte[] content) {
        byte[] head = head(keys);
        if (content.length < head.length || !startsWith(content, FORM)) {
            return Refused.NO_MAP;
        }
        if (!startsWith(content, head)) {
            return Refused.OTHER_KEY;
        }
        byte[] sealed = Arrays.copyOfRange(content, head.length, content.length);
        try {
            return new Opened(ReidentificationMap.fromBytes(keys.unwrap(KEY, sealed, context(head, name))));
        } catch (KeyRingException e) {
            return Refused.ALTERED;
        } catch (IllegalArgumentException e) {
            return Refused.NO_MAP;
        }
    }

    private static byte[] head(KeyRing keys) {
        String key = keys.keyId(KEY) + '\n';
        return ByteBuffer.allocate(FORM.length + key.length())
                .put(FORM)
                .put(key.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] context(byte[] head, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + utf8.length)
                .put(head)
                .put(utf8)
                .array();
    }

    private static boolean startsWith(byte[] content, byte[] head) {
        return Arrays.equals(content, 0, Math.min(content.length, head.length), head, 0, head.length);
    }
}
