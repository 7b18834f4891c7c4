package dev.sluice.ingest.intake;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where this machine's own command line puts what is too large for a message, and under which source it speaks. A file there
 * belongs to one message of that source, is read by nobody else, and goes when the document is stored. Whoever else names a
 * file alike keeps it.
 *
 * @param source the CloudEvents source of the command line
 * @param directory its folder
 */
public record OwnClaims(String source, Path directory) {
    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\\.claim");

    /** Makes the folder absolute. */
    public OwnClaims {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The file of a claim check. */
    static String fileName(UUID claim) {
        return claim + ".claim";
    }

    /**
     * The file of a claim check.
     *
     * @param claim its name
     * @return in the folder
     */
    public Path file(UUID claim) {
        return directory.resolve(fileName(claim));
    }

    /**
     * The name of a claim check, if a message of the command line names one right in its folder.
     *
     * @param source the message's
     * @param location where its content is
     */
    Optional<UUID> name(String source, String location) {
        if (!source.equals(this.source) || !location.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(URI.create(location)).toAbsolutePath().normalize();
            Path last = file.getFileName();
            Matcher name = NAME.matcher(last == null ? "" : last.toString());
            return directory.equals(file.getParent()) && name.matches()
                    ? Optional.of(UUID.fromString(name.group(1)))
                    : Optional.empty();
        } catch (IllegalArgumentException noPath) {
            return Optional.empty();
        }
    }
}
