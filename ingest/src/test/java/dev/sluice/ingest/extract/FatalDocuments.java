package dev.sluice.ingest.extract;

/** Documents that end the real child process that reads them, and an extractor whose child obeys them, for other packages. */
public final class FatalDocuments {
    private FatalDocuments() {}

    /** An extractor whose children do what a document of {@link #order} tells them to. */
    public static Extractor extractor(ExtractionSettings settings) {
        return new Extractor(settings, HostileChild.class.getName());
    }

    /** A document that has the child do this, as {@link HostileChild} understands it. */
    public static byte[] order(String what) {
        return HostileChild.order(what);
    }
}
