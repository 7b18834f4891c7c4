package dev.sluice.app.command;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How long a command waits for documents to end. */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = Spoken.class,
            description = "how long to wait for documents to end once all are published, for example 90s, 10m or 2h; "
                    + "those that have not ended then are shown as they stand, with exit 1 (default: until all have "
                    + "ended)")
    private @Nullable Duration longest;

    Optional<Duration> longest() {
        return Optional.ofNullable(longest);
    }

    /** A number and s, m or h. */
    static final class Spoken implements CommandLine.ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smh])");

        @Override
        public Duration convert(String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches()) {
                throw new CommandLine.TypeConversionException("expected a duration as 90s, 10m or 2h, found " + value);
            }
            long number = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        }
    }
}
