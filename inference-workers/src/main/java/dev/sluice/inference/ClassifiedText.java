package dev.sluice.inference;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The canonical text of a document exactly as it was classified. It exists only for bytes of the sealed store whose
 * digest is the one that the clearance names, so whoever holds one holds what was decided on.
 */
public final class ClassifiedText {
    private final String canonical;

    private ClassifiedText(String canonical) {
        this.canonical = canonical;
    }

    /**
     * Checks stored bytes against the clearance.
     *
     * @param found keyed digest of the stored bytes, lower-case hex
     * @param cleared the digest that the clearance names
     * @return empty when the digests differ or the bytes are not UTF-8
     */
    static Optional<ClassifiedText> check(byte[] stored, String found, String cleared) {
        if (!found.equals(cleared)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClassifiedText(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stored))
                    .toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The text. */
    public String canonical() {
        return canonical;
    }

    /** Not the text: a log line that prints this object tells nothing. */
    @Override
    public String toString() {
        return "ClassifiedText[" + canonical.length() + " units]";
    }
}
