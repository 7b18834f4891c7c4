package dev.sluice.app.command;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.CodePoints;
import dev.sluice.classifier.Degraded;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Exhaustive;
import dev.sluice.classifier.rendition.ClearRendition;
import dev.sluice.classifier.rendition.ReidentificationMap;
import dev.sluice.classifier.rendition.Renderer;
import dev.sluice.classifier.rendition.RenditionScope;
import dev.sluice.classifier.rendition.Replacement;
import dev.sluice.classifier.rendition.StillSensitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes the rendition of one line of {@code rendition make}; every line gets an answer, whatever is in it. Only the answer to
 * a document that was read and looked at wholly, and whose rendition came out clear, has a text. Thread-safe.
 */
final class LineRenderer {
    /** What came of a line. */
    enum State {
        /** There is a text, and it is clear. */
        CLEAR,
        /** The plan leaves no clear text. */
        STILL_SENSITIVE,
        /** Not all of the document was read, or looked at. */
        DEGRADED,
        /** The line names no document. */
        UNUSABLE
    }

    /**
     * The answer to a line.
     *
     * @param number of the line, from 1
     * @param id as the line has it
     * @param line the JSON line
     * @param map the way back; only of a clear one, and only where asked for
     */
    record Rendered(
            long number,
            Optional<String> id,
            State state,
            SequencedMap<String, Object> line,
            Optional<ReidentificationMap> map) {
        /** The same line with an error instead of what came of it. */
        Rendered refused(String error) {
            return unusable(new LineDocument.Unusable(number, id, error));
        }
    }

    private final DocumentLines documents;
    private final Classifier classifier;
    private final Renderer renderer;
    private final Function<String, RenditionScope> scopes;
    private final boolean withMaps;

    /**
     * @param renderer one of this classifier's
     * @param scopes the scope of a document by its id, which is never empty
     * @param withMaps whether ways back are made
     */
    LineRenderer(
            DocumentLines documents,
            Classifier classifier,
            Renderer renderer,
            Function<String, RenditionScope> scopes,
            boolean withMaps) {
        this.documents = documents;
        this.classifier = classifier;
        this.renderer = renderer;
        this.scopes = scopes;
        this.withMaps = withMaps;
    }

    Rendered render(LineClassifier.Line line) {
        return switch (documents.read(line)) {
            case LineDocument.Read read -> rendered(read);
            case LineDocument.Unusable unusable -> unusable(unusable);
        };
    }

    private Rendered rendered(LineDocument.Read read) {
        if (read.id().isEmpty()) {
            return unusable(new LineDocument.Unusable(read.number(), Optional.empty(), "NO_ID"));
        }
        // Without a scope: what an allow entry excuses is no less a value, and is replaced.
        Classification classification = classifier.classify(read.text());
        boolean wholly = read.complete() && read.anythingRead();
        if (!wholly || !(classification instanceof Exhaustive exhaustive)) {
            return held(read, State.DEGRADED, doubts(read, classification), classification.categories());
        }
        return switch (renderer.render(read.text(), exhaustive, scopes.apply(read.id()))) {
            case StillSensitive still -> held(read, State.STILL_SENSITIVE, names(still.reasons()), still.categories());
            case ClearRendition clear -> clear(read, clear);
        };
    }

    private Rendered clear(LineDocument.Read read, ClearRendition rendition) {
        SequencedMap<String, Object> line = new LinkedHashMap<>();
        line.put("id", read.id());
        line.put("state", State.CLEAR.name());
        line.put("text", rendition.text().canonical());
        line.put("categories", names(rendition.categories()));
        line.put("replaced", replaced(rendition));
        Optional<ReidentificationMap> map =
                withMaps ? Optional.of(ReidentificationMap.of(read.text(), rendition)) : Optional.empty();
        map.ifPresent(kept -> line.put("map", MapFolder.name(read.id())));
        return new Rendered(read.number(), Optional.of(read.id()), State.CLEAR, line, map);
    }

    private static List<SequencedMap<String, Object>> replaced(ClearRendition rendition) {
        DocumentText text = rendition.text();
        Map<Integer, Integer> points = CodePoints.offsets(
                text,
                rendition.replacements().stream()
                        .flatMap(one -> Stream.of(one.start(), one.end()))
                        .toList());
        List<SequencedMap<String, Object>> all = new ArrayList<>();
        for (Replacement replacement : rendition.replacements()) {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("type", replacement.type().name());
            one.put("action", replacement.action().name());
            one.put("start", points.get(replacement.start()));
            one.put("end", points.get(replacement.end()));
            all.add(one);
        }
        return all;
    }

    private static Collection<String> doubts(LineDocument.Read read, Classification classification) {
        Set<String> doubts = new TreeSet<>(names(read.unread()));
        if (classification instanceof Degraded degraded) {
            doubts.addAll(names(degraded.reasons()));
        }
        if (!read.anythingRead() && doubts.isEmpty()) {
            doubts.add(DegradedReason.EMPTY_TEXT.name());
        }
        return doubts;
    }

    private static Rendered held(
            LineDocument.Read read, State state, Collection<String> reasons, Set<Category> categories) {
        SequencedMap<String, Object> line = new LinkedHashMap<>();
        line.put("id", read.id());
        line.put("state", state.name());
        line.put("reasons", List.copyOf(reasons));
        line.put("categories", names(categories));
        return new Rendered(read.number(), Optional.of(read.id()), state, line, Optional.empty());
    }

    private static Rendered unusable(LineDocument.Unusable unusable) {
        SequencedMap<String, Object> line = new LinkedHashMap<>();
        line.put("id", unusable.id().orElse(null));
        line.put("line", unusable.number());
        line.put("state", State.UNUSABLE.name());
        line.put("error", unusable.error());
        return new Rendered(unusable.number(), unusable.id(), State.UNUSABLE, line, Optional.empty());
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }
}
