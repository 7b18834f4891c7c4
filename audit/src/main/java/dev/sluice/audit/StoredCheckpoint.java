package dev.sluice.audit;

/**
 * A row of the checkpoint table.
 *
 * @param size leaves
 * @param root 32 bytes
 * @param mark the last event it covers
 * @param note the signed note
 */
record StoredCheckpoint(long size, byte[] root, Mark mark, String note) {

    /**
     * A place in the order in which events get their leaves.
     *
     * @param xid the 64-bit transaction id, as PostgreSQL writes it
     * @param seq the number within the table
     */
    record Mark(String xid, long seq) {
        /** Before the first event. */
        static final Mark BEGINNING = new Mark("0", 0);
    }
}
