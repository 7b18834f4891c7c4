package dev.sluice.ingest.intake;

import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The extension attributes of one event, with its source's defaults. */
final class EventAttributes {
    /** What counts as a value that no policy knows, and so as the strictest. */
    static final String UNKNOWN = "unknown";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,100}");
    private static final Pattern DECLARED = Pattern.compile("[A-Za-z0-9._:/@+=,-]{0,200}");
    private static final Pattern TOKEN = Pattern.compile("[!-+\\--~]{1,200}");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int MOST_SUBJECTS = 16;

    private final CloudEvent event;
    private final SourceSettings settings;

    EventAttributes(CloudEvent event, SourceSettings settings) {
        this.event = event;
        this.settings = settings;
    }

    /** An attribute; a blank one takes no default of its source away. */
    Optional<String> text(String name) {
        Optional<String> value = Optional.ofNullable(event.getExtension(name)).map(Object::toString);
        return value.filter(given -> !given.isBlank())
                .or(() -> Optional.ofNullable(settings.defaults().get(name)))
                .or(() -> value);
    }

    /** An attribute that must be there and be a code, since records name it. */
    String code(String name) {
        String value = text(name).orElseThrow(() -> new QuarantinedException(QuarantineReason.ATTRIBUTE_MISSING));
        if (!CODE.matcher(value).matches()) {
            throw new QuarantinedException(QuarantineReason.ATTRIBUTE_INVALID);
        }
        return value;
    }

    /** A declaration: blank if there is none, and a value that no policy knows if it cannot be read. */
    String declared(String name) {
        Optional<String> value = text(name).map(String::strip);
        return value.isEmpty() || DECLARED.matcher(value.get()).matches() ? value.orElse("") : UNKNOWN;
    }

    List<String> subjects() {
        Optional<String> tokens = text(Attributes.SUBJECTS).filter(value -> !value.isBlank());
        if (tokens.isEmpty()) {
            return List.of();
        }
        List<String> each = List.of(tokens.get().split(",", -1)).stream()
                .map(String::strip)
                .distinct()
                .toList();
        if (each.size() > MOST_SUBJECTS
                || !each.stream().allMatch(t -> TOKEN.matcher(t).matches())) {
            throw new QuarantinedException(QuarantineReason.ATTRIBUTE_INVALID);
        }
        return each;
    }

    Optional<Instant> deadline() {
        try {
            return text(Attributes.DEADLINE)
                    .map(value -> OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException unreadable) {
            throw new QuarantinedException(QuarantineReason.ATTRIBUTE_INVALID);
        }
    }

    Optional<BigDecimal> maxCost() {
        Optional<String> value = text(Attributes.MAX_COST);
        if (value.isPresent() && !value.get().matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            throw new QuarantinedException(QuarantineReason.ATTRIBUTE_INVALID);
        }
        return value.map(BigDecimal::new);
    }

    static Optional<UUID> uuid(String value) {
        return UUID_FORM.matcher(value).matches() ? Optional.of(UUID.fromString(value)) : Optional.empty();
    }
}
