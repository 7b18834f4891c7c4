package dev.sluice.bench.reading;

/** Something that reads documents; several threads call it at once. */
interface DocumentReading extends AutoCloseable {
    /**
     * What came of a document.
     *
     * @param whole whether it was read as its reader should: anything else is a failure of the run
     * @param characters of its text
     */
    record Read(boolean whole, long characters) {
        /** A document of which the reader gave nothing. */
        static final Read FAILED = new Read(false, 0);
    }

    /** Reads one document; never throws because of it. */
    Read read(DocumentSet.Document document);

    @Override
    void close();
}
