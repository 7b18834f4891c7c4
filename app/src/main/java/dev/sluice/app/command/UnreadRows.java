package dev.sluice.app.command;

import dev.sluice.app.output.OutputFormat;
import dev.sluice.ingest.extract.UnreadPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a document that were not read, as cells: objects in JSON, sentences elsewhere. */
final class UnreadRows {
    /** A document may have ten thousand parts, and each of its sentences is as long as this one. */
    static final int MOST = 100;

    private UnreadRows() {}

    /** Each part, at most {@link #MOST}; if there are more, one entry beyond says how many. */
    static List<Object> of(List<UnreadPart> parts, OutputFormat format) {
        List<Object> cells = new ArrayList<>();
        parts.stream()
                .limit(MOST)
                .map(part -> cell(part.path(), part.reason(), part.words(), format))
                .forEach(cells::add);
        if (parts.size() > MOST) {
            cells.add(cell("", "MORE", (parts.size() - MOST) + " more parts were not read, or not wholly.", format));
        }
        return cells;
    }

    /** One part that is told in words of its own. */
    static Object cell(String path, String reason, String words, OutputFormat format) {
        if (format != OutputFormat.JSON) {
            return words;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("part", path);
        object.put("reason", reason);
        object.put("words", words);
        return object;
    }
}
