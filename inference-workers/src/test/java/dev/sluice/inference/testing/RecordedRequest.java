package dev.sluice.inference.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One request as it arrived: its method, path, headers and every byte of its body. */
public record RecordedRequest(String method, String path, Map<String, List<String>> headers, byte[] body) {

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
