package dev.sluice.policy;

import java.time.LocalDate;

/**
 * Something in a bundle that somebody should look at again. It changes no decision by itself.
 *
 * @param file of the bundle
 * @param subject the endpoint, the model, or the file itself
 * @param since first day on which it is due, UTC
 */
public record Reminder(String file, String subject, LocalDate since, Kind kind) {
    /** What is due. */
    public enum Kind {
        /** Prices are past their review date. */
        STALE_PRICE("its prices should have been looked at again"),
        /** The choice of who does which work is older than a year. */
        OLD_ROUTING("who does which work was chosen more than twelve months ago"),
        /** The licence's review ends within three months, or has ended: then the model is not used. */
        LICENCE_REVIEW("the review of its licence ends within three months, and then it is not used"),
        /** The model is shut down within three months. */
        SHUTDOWN("its model is shut down within three months, or was"),
        /** A promise ends within three months, or has ended: then it does not count. */
        ATTESTATION("a promise of its operator ends within three months, and then does not count");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What is due, as a sentence about the subject. */
        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return file + ": " + subject + ": " + kind.words() + " (since " + since + ")";
    }
}
