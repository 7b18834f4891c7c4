package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import dev.sluice.db.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With which bundle the node of a data folder decides, or why it does not, as a private file of that folder, so that
 * {@code status} and {@code doctor} can show it.
 *
 * @param state how it stands
 * @param digest the bundle it decides with, or that it cannot decide with
 */
public record PolicyFile(State state, String digest) {
    /** How a node stands to the bundle in force. */
    public enum State {
        /** It decides with it. */
        DECIDING,
        /** It changes to it. */
        CHANGING,
        /** It cannot read it and decides nothing. */
        POLICY_NOT_LOADED
    }

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
    private static final Pattern LINE = Pattern.compile("([A-Z_]{1,40}) ([0-9a-f]{64})");

    /** What the node of the folder wrote last; empty if none runs or ran. */
    public static Optional<PolicyFile> read(Path folder) {
        try {
            Matcher line = LINE.matcher(Files.readString(file(folder)).strip());
            return line.matches()
                    ? Optional.of(new PolicyFile(State.valueOf(line.group(1)), line.group(2)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    void write(DataFolder folder) {
        try {
            PrivateFiles.replace(
                    file(folder.root()), (state + " " + digest + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (UncheckedIOException e) {
            // For people who look; no decision waits for it.
            LOG.warn("policy.state written=false");
        }
    }

    static void remove(DataFolder folder) throws IOException {
        Files.deleteIfExists(file(folder.root()));
    }

    private static Path file(Path folder) {
        return folder.resolve("policy-in-node");
    }
}
