package dev.sluice.ingest.extract;

/** How an embedded part came to be where it is. */
enum Origin {
    /** Put there by the author. */
    ATTACHED,
    /** A small preview of the document itself, made by the program that wrote it. */
    THUMBNAIL
}
