package dev.sluice.ingest.intake;

import dev.sluice.ingest.IngestSettings;
import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of a documents topic. Safe for use by several threads. Whatever a record holds is an answer; only a store
 * of claim checks that cannot be asked now is not.
 */
public final class Intake implements AutoCloseable {
    private final IngestSettings settings;
    private final Clock clock;
    private final ClaimChecks claims;

    /**
     * Reads under these settings.
     *
     * @param settings sources, directories and buckets of claim checks, limits
     */
    public Intake(IngestSettings settings) {
        this(settings, Clock.systemUTC());
    }

    Intake(IngestSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.claims = new ClaimChecks(
                settings.limits().documentBytes(), settings.limits().tries());
    }

    /**
     * Reads one record and, for a claim check, the content it names.
     *
     * @param topic where it arrived
     * @param headers the record's headers
     * @param value the record's value
     * @return a document, or why it is none
     * @throws ClaimStoreException if the store of its claim check cannot be asked now: read it again later
     */
    public Received read(String topic, Headers headers, byte @Nullable [] value) {
        try {
            return new Received.Accepted(document(topic, headers, value));
        } catch (QuarantinedException refused) {
            return new Received.Quarantined(refused.reason());
        } catch (ClaimStoreException unanswered) {
            throw unanswered;
        } catch (RuntimeException unreadable) {
            // Hostile input may break a parser in ways nobody listed; the reason is all that is kept.
            return new Received.Quarantined(QuarantineReason.MALFORMED);
        }
    }

    private IncomingDocument document(String topic, Headers headers, byte @Nullable [] value) {
        if (value == null) {
            throw new QuarantinedException(QuarantineReason.TOMBSTONE);
        }
        CloudEvent event = EventReader.read(headers, value);
        checkTime(event);
        String source = event.getSource().toString();
        SourceSettings allowed = settings.source(topic, source);
        EventAttributes attributes = new EventAttributes(event, allowed);
        String tenant = attributes.code(Attributes.TENANT);
        if (!allowed.tenants().isEmpty() && !allowed.tenants().contains(tenant)) {
            throw new QuarantinedException(QuarantineReason.TENANT_NOT_ALLOWED);
        }
        Optional<String> origin = attributes.text(Attributes.ORIGIN);
        String task = attributes.code(Attributes.TASK);
        List<String> subjects = attributes.subjects();
        Optional<Instant> deadline = attributes.deadline();
        Optional<BigDecimal> maxCost = attributes.maxCost();
        // Last, so that a message that is refused anyway fetches nothing.
        Payload payload = PayloadReader.read(event, allowed, claims);
        if (payload.content().length > settings.limits().documentBytes()) {
            throw new QuarantinedException(QuarantineReason.OVERSIZE);
        }
        return new IncomingDocument(
                source,
                event.getId(),
                tenant,
                allowed.lists(tenant),
                task,
                attributes.declared(Attributes.PURPOSE),
                attributes.declared(Attributes.JURISDICTION),
                attributes.declared(Attributes.RESIDENCY),
                attributes.text(Attributes.MIN_SENSITIVITY),
                allowed.minSensitivity(),
                subjects,
                deadline,
                maxCost,
                origin.flatMap(EventAttributes::uuid),
                origin.isPresent() && origin.flatMap(EventAttributes::uuid).isEmpty(),
                payload.contentType(),
                Optional.ofNullable(event.getSubject()),
                payload.content(),
                payload.parameters(),
                ownClaim(source, payload));
    }

    /** A clock that is far ahead would date what happens here, and hide the message from whoever looks for its day. */
    private void checkTime(CloudEvent event) {
        OffsetDateTime time = event.getTime();
        if (time != null
                && time.toInstant()
                        .isAfter(clock.instant().plus(settings.limits().timeAhead()))) {
            throw new QuarantinedException(QuarantineReason.TIME_IN_FUTURE);
        }
    }

    private Optional<UUID> ownClaim(String source, Payload payload) {
        return settings.rules()
                .own()
                .flatMap(own -> payload.claim().flatMap(claim -> own.name(source, claim.location())));
    }

    /** Closes the connections to stores of claim checks. */
    @Override
    public void close() {
        claims.close();
    }
}
