package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The name and the media type that the sender of a document gave it; anybody may write anything there. */
record Called(Optional<String> name, Optional<String> type) {
    static final Called NOTHING = new Called(Optional.empty(), Optional.empty());
    /** Formats are told apart by the end of a name and the beginning of a type. */
    private static final int LONGEST = 200;

    static Called of(Optional<String> name, Optional<String> type) {
        return new Called(
                name.map(whole -> whole.substring(Math.max(0, whole.length() - LONGEST))),
                type.map(whole -> whole.substring(0, Math.min(LONGEST, whole.length()))));
    }

    /** What {@link #bytes} wrote. */
    static Called of(String written) {
        int end = written.indexOf('\n');
        return new Called(
                Optional.of(written.substring(0, Math.max(0, end))).filter(name -> !name.isEmpty()),
                Optional.of(written.substring(end + 1)).filter(type -> !type.isEmpty()));
    }

    /** A line each, in UTF-8. */
    byte[] bytes() {
        return (line(name) + "\n" + line(type)).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Optional<String> text) {
        return text.orElse("").replace('\n', ' ');
    }
}
