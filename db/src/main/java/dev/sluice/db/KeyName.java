package dev.sluice.db;

import java.util.Locale;

/** The keys of a key ring. The names are file names and bound into what a key protects: never rename one. */
public enum KeyName {
    /** AES-256, wraps the keys of restricted content; never given to an external worker. */
    SOVEREIGN_CONTENT(Kind.WRAPPING),
    /** AES-256, wraps the keys of cleared content. */
    EXTERNAL_CONTENT(Kind.WRAPPING),
    /** Ed25519, signs clearances. */
    CLEARANCE(Kind.SIGNING),
    /** Ed25519, signs checkpoints of the audit log. */
    CHECKPOINT(Kind.SIGNING),
    /** HMAC-SHA-256, finds upstream ids, payloads and subjects without storing them. */
    LOOKUP(Kind.MAC),
    /** HMAC-SHA-256, gives the key of renditions: whoever has it can test guesses at values behind pseudonyms. */
    RENDITION(Kind.MAC);

    enum Kind {
        WRAPPING,
        SIGNING,
        MAC
    }

    private final Kind kind;

    KeyName(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The stem of the key's file, for example {@code sovereign-content}. */
    public String fileStem() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
