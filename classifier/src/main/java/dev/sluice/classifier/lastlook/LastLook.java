package dev.sluice.classifier.lastlook;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.FindingType;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A model of the organisation's own that reads a stretch of a doubtful text and quotes what is sensitive in it. Thread-safe. */
public interface LastLook {
    /** The model and what it is asked, as the version of a detector: no white space, not blank. */
    String version();

    /** Everything besides the code on which an answer depends, in one line. */
    String configuration();

    /** The types that an answer can have. */
    Set<FindingType> types();

    /**
     * Reads a stretch of well-formed UTF-16. Never throws for a text or for what a server does; an interrupt ends it and
     * stays set.
     *
     * @param within how long it may take, above zero
     */
    Answer read(String window, Duration within);

    /** What a model said of a stretch. Neither takes anything away that others found. */
    sealed interface Answer {
        /**
         * The whole stretch was read.
         *
         * @param quotes what is sensitive in it; empty for nothing
         */
        record Quotes(List<Quote> quotes) implements Answer {
            /** Copies. */
            public Quotes {
                quotes = List.copyOf(quotes);
            }
        }

        /**
         * It was not read, or what was answered cannot be used.
         *
         * @param reason why the document's classification is degraded
         * @param kind what failed
         * @param cause a code: letters, digits and underscores
         */
        record Failed(DegradedReason reason, DetectorFailure.Kind kind, String cause) implements Answer {}
    }

    /**
     * A piece of the stretch, by the model's word: it may have any length and stand nowhere in it.
     *
     * @param type one of the types
     * @param text the piece
     */
    record Quote(FindingType type, String text) {
        /** Not the piece. */
        @Override
        public String toString() {
            return "Quote[" + type + ", " + text.length() + " units]";
        }
    }
}
