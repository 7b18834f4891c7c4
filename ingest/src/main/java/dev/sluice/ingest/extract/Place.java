package dev.sluice.ingest.extract;

/** Where a part stands: its path, what it is, the name it goes by there, and how deep it is nested. */
record Place(String path, PartKind kind, String context, int depth) {}
