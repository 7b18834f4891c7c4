package dev.sluice.app;

/** A transaction of the main job that a crash can hit, and by which row it is told. */
enum Boundary {
    CALL_INTENDED_OUTSIDE("insert on sluice.dispatch", "new.pool = 'EXTERNAL'"),
    CALL_ANSWERED_OUTSIDE("insert on sluice.result", "new.compartment = 'CLEARED'"),
    BATCH_PLANNED("insert on sluice.batch", "true"),
    CHUNK_WRITTEN("insert on sluice.offset_outcome", "true"),
    BATCH_ENDED("update on sluice.batch", "new.state = 'ENDED'"),
    CALL_INTENDED_INSIDE("insert on sluice.dispatch", "new.pool = 'SOVEREIGN'"),
    CALL_ANSWERED_INSIDE("insert on sluice.result", "new.compartment = 'RESTRICTED'"),
    OUTBOX_PUBLISHED("update on sluice.outbox", "new.published_at is not null"),
    CHECKPOINT_SIGNED("insert on audit.checkpoint", "true");

    private final String event;
    private final String when;

    Boundary(String event, String when) {
        this.event = event;
        this.when = when;
    }

    /** The event and the table of a trigger. */
    String event() {
        return event;
    }

    /** Which of its rows. */
    String when() {
        return when;
    }

    /** Whether it comes early in a run, or as long as anything is done; calls inside take longest. */
    boolean early() {
        return ordinal() < CALL_INTENDED_INSIDE.ordinal();
    }

    /** Whether a whole batch is one row of it. */
    boolean rare() {
        return this == BATCH_PLANNED || this == BATCH_ENDED;
    }
}
