package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where an API key is. It is read at each request and printed nowhere. */
public sealed interface ApiKey permits KeyFile, KeyVariable {
    /** Visible ASCII, so that no key can add a line to a request. */
    Pattern FORM = Pattern.compile("[!-~]+");

    /** The key without the white space around it; empty when there is none of one line of visible ASCII. */
    Optional<String> read();

    /** What an {@linkplain Endpoint#keyReference() endpoint's reference} names. */
    static ApiKey of(String reference) {
        return reference.startsWith(Endpoint.VARIABLE)
                ? new KeyVariable(reference.substring(Endpoint.VARIABLE.length()))
                : new KeyFile(Path.of(reference));
    }
}
