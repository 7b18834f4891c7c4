package dev.sluice.ingest.extract;

import java.util.Optional;
import org.apache.tika.mime.MediaType;

/** A page within a message, whose text, tags, comments and attributes are compared with what a parser gave. */
final class LeftOutPage {
    private LeftOutPage() {}

    /** @return why not all of the page could be read */
    static Optional<UnreadReason> look(
            byte[] page, HtmlReader reader, String path, LeftOutText leftOut, Reading reading) {
        ReadingSink left = new ReadingSink() {
            @Override
            public void mediaType(String mediaType) {}

            @Override
            public void part(CoveragePart part) {
                if (part.state() == PartState.UNREAD) {
                    reading.sink().part(part);
                }
            }

            @Override
            public void segment(String at, String context, CharSequence text) {
                text.toString().lines().forEach(leftOut::look);
            }
        };
        return reader.read(
                page,
                MediaType.TEXT_HTML,
                new Place(path, PartKind.ATTACHMENT, "", 0),
                new Reading(reading.reader(), left),
                Origin.ATTACHED);
    }
}
