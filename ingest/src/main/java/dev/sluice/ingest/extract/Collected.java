package dev.sluice.ingest.extract;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read of one document so far, within its limits. Confined to one thread at a time. */
final class Collected implements ReadingSink {
    private final ExtractionSettings settings;
    private final int maxChars;
    private final int maxParts;
    private final List<CoveragePart> parts = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable String mediaType;
    private int chars;
    private int kills;

    Collected(ExtractionSettings settings) {
        this.settings = settings;
        this.maxChars = settings.maxTextChars();
        this.maxParts = settings.maxParts();
    }

    @Override
    public void mediaType(String type) {
        if (mediaType != null || !MediaTypes.isValid(type)) {
            throw new LimitReachedException("one media type");
        }
        mediaType = type;
    }

    @Override
    public void part(CoveragePart part) {
        if (parts.size() >= maxParts) {
            throw new LimitReachedException("parts");
        }
        parts.add(part);
    }

    @Override
    public void segment(String path, String context, CharSequence text) {
        if (!StructuralPath.isValid(path)) {
            throw new IllegalArgumentException("not a structural path");
        }
        if (text.length() > maxChars - chars || segments.size() > 2 * maxParts) {
            throw new LimitReachedException("text");
        }
        chars += text.length();
        segments.add(new Segment(path, WellFormed.context(context), WellFormed.text(text)));
    }

    /** The document was not wholly read for this reason, whatever else was collected. */
    void failed(UnreadReason reason) {
        parts.addFirst(CoveragePart.unread("", PartKind.DOCUMENT, reason));
    }

    /** The document ended so many child processes. */
    void kills(int children) {
        kills = children;
    }

    /** The extraction; without any content it is unread. */
    Extraction finish(Duration took) {
        DocumentText text = text();
        if (parts.isEmpty()) {
            failed(UnreadReason.CRASHED);
        } else if (!Extraction.hasContent(text) && parts.stream().noneMatch(part -> part.state() == PartState.UNREAD)) {
            failed(UnreadReason.EMPTY);
        }
        String type = mediaType;
        return new Extraction(
                type == null ? MediaTypes.UNKNOWN : type, text, new Coverage(parts), took, kills, settings.digest());
    }

    private DocumentText text() {
        List<Segment> visible =
                segments.stream().filter(segment -> !segment.text().isBlank()).toList();
        return visible.isEmpty() ? DocumentText.of("") : new DocumentText(visible);
    }
}
