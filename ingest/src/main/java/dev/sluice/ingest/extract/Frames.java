package dev.sluice.ingest.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The frames between parent and child: a kind of one byte, the number of the document in eight, a length in four, the
 * payload. Neither side believes the other: lengths are bounded before anything is allocated. Numbers are random, so
 * that nothing can be said of a document before it was handed over.
 */
final class Frames {
    /** Parent to child: what the next document is called. */
    static final byte CALLED = 'N';
    /** Parent to child: one whole document. */
    static final byte DOCUMENT = 'D';
    /** Child to parent: ready for a document. */
    static final byte READY = 'R';

    static final byte MEDIA_TYPE = 'T';
    static final byte PART = 'P';
    /** Path and context of a segment; its text follows in {@link #TEXT} frames. */
    static final byte SEGMENT = 'S';

    static final byte TEXT = 'C';
    static final byte END = 'E';

    /** The document number of frames that belong to none. */
    static final long NO_DOCUMENT = 0;

    /** Longest payload from the child in bytes. */
    static final int MAX_PAYLOAD = 1 << 18;
    /** Longest text in one frame in UTF-16 units; three bytes of UTF-8 each at most. */
    static final int MAX_CHARS = MAX_PAYLOAD / 4;

    record Frame(byte kind, long document, byte[] payload) {
        String text() throws CharacterCodingException {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(payload))
                    .toString();
        }
    }

    private Frames() {}

    static void write(DataOutputStream out, byte kind, long document, byte[] payload) throws IOException {
        out.writeByte(kind);
        out.writeLong(document);
        out.writeInt(payload.length);
        out.write(payload);
    }

    /** @throws EOFException if the other side has gone, {@link IOException} if the length is above the bound */
    static Frame read(DataInputStream in, long maxPayload) throws IOException {
        byte kind = in.readByte();
        long document = in.readLong();
        int length = in.readInt();
        if (length < 0 || length > maxPayload) {
            throw new IOException("a frame is longer than " + maxPayload + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return new Frame(kind, document, payload);
    }
}
