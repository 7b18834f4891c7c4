package dev.sluice.ingest.extract;

import java.util.Optional;
import org.apache.tika.mime.MediaType;

/** Reads the parts of one family of formats. */
interface PartReader {
    /**
     * Reads a part and what is in it into the reading's sink, including the part's own line of coverage if it was read.
     *
     * @return why the part was not wholly read; empty if its line of coverage has been written
     * @throws Exception whatever a parser throws; {@link Reasons} tells what it means
     */
    Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin)
            throws Exception;
}
