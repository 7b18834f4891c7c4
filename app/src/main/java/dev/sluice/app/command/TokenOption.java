package dev.sluice.app.command;

import dev.sluice.db.PrivateFiles;
import dev.sluice.policy.life.Acting;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who acts: the token stands in a file, never on the command line, where others see it. */
final class TokenOption {
    private static final int MOST_BYTES = 1024;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "file with the token of the person who acts, readable by its owner alone")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The person with the token.
     *
     * @throws CommandLine.ParameterException if no file is named, or it cannot be read, or others can read it
     */
    Acting required() {
        return given().orElseThrow(() -> usage("--token-file is missing: who acts shows a token"));
    }

    /**
     * The person with the token, if a file is named.
     *
     * @throws CommandLine.ParameterException if it cannot be read, or others can read it
     */
    Optional<Acting> given() {
        if (file == null) {
            return Optional.empty();
        }
        byte[] token;
        try {
            token = PrivateFiles.read(file);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw usage("--token-file: " + e.getMessage());
        }
        String text = new String(token, StandardCharsets.US_ASCII).strip();
        if (token.length > MOST_BYTES || !text.matches("[!-~]+")) {
            throw usage("--token-file: no token of one line can be read from " + file);
        }
        return Optional.of(Acting.with(text));
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
