package dev.sluice.ingest.batch;

import dev.sluice.ingest.extract.Extraction;

/** What is known of how a document was read before. */
sealed interface Reading {
    /** Nothing, or nothing that counts. */
    Reading FIRST = new Tried(0);

    /** Whether the text of its outcome holds the task's parameters already. */
    boolean holdsParameters();

    /**
     * It may be read again.
     *
     * @param kills child processes that it has ended, read by this extractor under these limits
     */
    record Tried(int kills) implements Reading {
        @Override
        public boolean holdsParameters() {
            return false;
        }
    }

    /**
     * It is not read again.
     *
     * @param outcome what it came to before
     */
    record Spared(Extraction outcome) implements Reading {
        @Override
        public boolean holdsParameters() {
            return outcome.anythingRead();
        }

        @Override
        public String toString() {
            return "Spared[kills=" + outcome.kills() + "]";
        }
    }
}
