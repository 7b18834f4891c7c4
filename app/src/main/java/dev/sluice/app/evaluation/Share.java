package dev.sluice.app.evaluation;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * So many of so many documents.
 *
 * @param count 0 to {@code of}
 * @param of 0 or more
 */
record Share(long count, long of) {
    Share {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException("Share: expected 0 to " + of + ", found " + count);
        }
    }

    /** The largest rate that is not ruled out, one-sided with 95 % confidence; null of no documents. */
    @Nullable
    Double bound() {
        return of == 0 ? null : Rates.roundedUp(ClopperPearson.upperBound(count, of));
    }

    /** Whether this is a larger share than another; of no documents before, any one is. */
    boolean isMoreThan(Share before) {
        return before.of == 0 ? count > 0 : Math.multiplyExact(count, before.of) > Math.multiplyExact(before.count, of);
    }

    /** The documents, those that are counted under their name, their rate and its bound. */
    SequencedMap<String, Object> json(String counted) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("documents", of);
        json.put(counted, count);
        json.put("rate", Rates.of(count, of));
        json.put("bound95", bound());
        return json;
    }

    @Override
    public String toString() {
        return count + " of " + of;
    }
}
