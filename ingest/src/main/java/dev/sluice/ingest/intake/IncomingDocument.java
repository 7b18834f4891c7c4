package dev.sluice.ingest.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an accepted record says, checked against its source's settings. Names and ids are values of the upstream system: they
 * are stored sealed only.
 *
 * @param source CloudEvents source
 * @param id CloudEvents id
 * @param tenant the tenant
 * @param tenantListed whether an operator named that tenant; else it is the publisher's word
 * @param task what is to be done
 * @param purpose what for
 * @param jurisdiction the law that applies
 * @param residency where it may be processed
 * @param minSensitivity what the event declares, if it does
 * @param sourceMinSensitivity what the source's settings declare, if they do
 * @param subjects random subject tokens
 * @param deadline when the result is needed
 * @param maxCost cost limit
 * @param origin the document whose result this is, if the event says so
 * @param originUnreadable whether the event names an origin that is no id of ours
 * @param contentType declared media type
 * @param fileName declared name
 * @param content the document's bytes
 * @param parameters the task's parameters as JSON, empty without any
 * @param ownClaim the claim check of our own making that the content was read from; it goes when the document is stored
 */
@SuppressWarnings("ArrayRecordComponent")
public record IncomingDocument(
        String source,
        String id,
        String tenant,
        boolean tenantListed,
        String task,
        String purpose,
        String jurisdiction,
        String residency,
        Optional<String> minSensitivity,
        Optional<String> sourceMinSensitivity,
        List<String> subjects,
        Optional<Instant> deadline,
        Optional<BigDecimal> maxCost,
        Optional<UUID> origin,
        boolean originUnreadable,
        Optional<String> contentType,
        Optional<String> fileName,
        byte[] content,
        byte[] parameters,
        Optional<UUID> ownClaim) {

    @Override
    public String toString() {
        return "IncomingDocument[" + content.length + " bytes]";
    }
}
