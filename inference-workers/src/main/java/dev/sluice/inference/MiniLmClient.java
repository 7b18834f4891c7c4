package dev.sluice.inference;

import dev.sluice.inference.minilm.ExtractiveSummary;
import dev.sluice.inference.minilm.MiniLm;
import dev.sluice.inference.minilm.ModelUnavailableException;
import dev.sluice.inference.minilm.ZeroShot;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The open model in this process: picks a document's own sentences as its summary and the likest label. One inference at
 * a time, however many ask; the weights are loaded at the first one.
 */
public final class MiniLmClient implements ModelClient {
    private final ReentrantLock one = new ReentrantLock(true);
    private @org.jspecify.annotations.Nullable MiniLm model;

    @Override
    public ModelAnswer ask(OutboundRequest request) {
        one.lock();
        try {
            String output = work(loaded(), request);
            return new ModelAnswer.Answered(output, MiniLm.NAME, 0, 0, "stop", "", MiniLm.digest());
        } catch (ModelUnavailableException e) {
            return new ModelAnswer.Down("MODEL_UNAVAILABLE");
        } finally {
            one.unlock();
        }
    }

    private static String work(MiniLm model, OutboundRequest request) {
        String text = request.text().canonical();
        return switch (request.task()) {
            case Summarise summarise -> new ExtractiveSummary(model).of(text, summarise.sentences());
            case Classify classify -> {
                SequencedMap<String, Double> scores = new ZeroShot(model).scores(text, classify.labels());
                yield Classify.write(scores.firstEntry().getKey(), rounded(scores));
            }
        };
    }

    /** Four digits: enough to rank by, and equal on machines whose last bits differ. */
    private static SequencedMap<String, Double> rounded(SequencedMap<String, Double> scores) {
        return scores.entrySet().stream()
                .collect(Collectors.toMap(
                        java.util.Map.Entry::getKey,
                        entry -> Math.round(entry.getValue() * 10_000) / 10_000.0,
                        (a, b) -> a,
                        java.util.LinkedHashMap::new));
    }

    private MiniLm loaded() {
        MiniLm loaded = model;
        if (loaded == null) {
            loaded = MiniLm.load();
            model = loaded;
        }
        return loaded;
    }

    @Override
    public void close() {
        one.lock();
        try {
            MiniLm loaded = model;
            if (loaded != null) {
                loaded.close();
                model = null;
            }
        } finally {
            one.unlock();
        }
    }
}
