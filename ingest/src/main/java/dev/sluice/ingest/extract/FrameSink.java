package dev.sluice.ingest.extract;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** In the child: sends what is read to the parent, within the limits that the parent holds it to. */
final class FrameSink implements ReadingSink {
    private final DataOutputStream out;
    private final long document;
    private final int maxChars;
    private final int maxParts;
    private int chars;
    private int parts;
    private int segments;

    FrameSink(DataOutputStream out, long document, ExtractionSettings settings) {
        this.out = out;
        this.document = document;
        this.maxChars = settings.maxTextChars();
        this.maxParts = settings.maxParts();
    }

    /** The number of the document that is being read. */
    long document() {
        return document;
    }

    @Override
    public void mediaType(String mediaType) {
        send(Frames.MEDIA_TYPE, mediaType);
    }

    @Override
    public void part(CoveragePart part) {
        if (parts >= maxParts - 1) {
            throw new LimitReachedException("parts");
        }
        sendPart(part);
    }

    /** The last word on a document; there is always room for it. */
    void failed(UnreadReason reason) {
        sendPart(CoveragePart.unread("", PartKind.DOCUMENT, reason));
    }

    private void sendPart(CoveragePart part) {
        parts++;
        UnreadReason reason = part.reason();
        send(
                Frames.PART,
                part.path() + "\n" + part.kind() + "\n" + part.state() + "\n" + (reason == null ? "" : reason.name()));
    }

    @Override
    public void segment(String path, String context, CharSequence text) {
        String whole = WellFormed.text(text);
        if (whole.isBlank()) {
            return;
        }
        if (whole.length() > maxChars - chars || segments >= maxParts) {
            throw new LimitReachedException("text");
        }
        chars += whole.length();
        segments++;
        send(Frames.SEGMENT, path + "\n" + WellFormed.context(context));
        for (int from = 0; from < whole.length(); ) {
            int to = Math.min(whole.length(), from + Frames.MAX_CHARS);
            if (to < whole.length() && Character.isHighSurrogate(whole.charAt(to - 1))) {
                to--;
            }
            send(Frames.TEXT, whole.substring(from, to));
            from = to;
        }
    }

    private void send(byte kind, String text) {
        try {
            Frames.write(out, kind, document, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
