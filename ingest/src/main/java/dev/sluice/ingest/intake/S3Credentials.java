package dev.sluice.ingest.intake;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** With what requests to an S3 server are signed. Never prints a secret. */
public sealed interface S3Credentials {
    /**
     * Fixed for the life of the process.
     *
     * @param accessKeyId names the key
     * @param secretAccessKey the key
     * @param sessionToken belongs to a key that ends
     */
    record Fixed(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) implements S3Credentials {
        /** Checks that there is a key. */
        public Fixed {
            if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
                throw new IllegalArgumentException("an access key needs an id and a secret");
            }
        }

        @Override
        public String toString() {
            return "Fixed[***]";
        }
    }

    /**
     * The profile {@code default} of a shared credentials file, read for each object: for keys that are rotated.
     *
     * @param path the file
     */
    record SharedFile(Path path) implements S3Credentials {}

    /**
     * From the variables {@code NAME_ACCESS_KEY_ID}, {@code NAME_SECRET_ACCESS_KEY} and, if there is one, {@code
     * NAME_SESSION_TOKEN}.
     *
     * @param name what their names begin with
     * @param environment variables of the process
     * @throws IllegalArgumentException that names the variable that is missing
     */
    static S3Credentials fromEnvironment(String name, Map<String, String> environment) {
        return new Fixed(
                variable(name + "_ACCESS_KEY_ID", environment),
                variable(name + "_SECRET_ACCESS_KEY", environment),
                Optional.ofNullable(environment.get(name + "_SESSION_TOKEN")).filter(token -> !token.isBlank()));
    }

    private static String variable(String name, Map<String, String> environment) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("expected the environment variable " + name);
        }
        return value;
    }
}
