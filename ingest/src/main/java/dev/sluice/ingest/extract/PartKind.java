package dev.sluice.ingest.extract;

/** What a part of a document is. */
public enum PartKind {
    /** The document's own body. */
    DOCUMENT,
    /** A page of a paginated document, a sheet of a workbook. */
    PAGE,
    /** A document inside another: an attachment, an archive's entry, an embedded object, a macro. */
    ATTACHMENT,
    /** A picture or drawing. */
    IMAGE,
    /** Properties that hold text: title, author, headers of a message. */
    METADATA
}
