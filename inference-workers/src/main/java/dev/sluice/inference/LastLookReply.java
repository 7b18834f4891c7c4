package dev.sluice.inference;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.lastlook.LastLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a model said, to the letter of the schema that it was given. Nothing is mended: an answer that is almost right
 * may be one that lost a piece.
 */
final class LastLookReply {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A whole answer in a fence: servers that know no schema let models write one. */
    private static final Pattern FENCE = Pattern.compile("(?s)```(?:json)?\\s*(\\{.*})\\s*```");

    private static final Set<String> NAMES =
            LastLookRequest.askedFor().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private LastLookReply() {}

    /** The quotes; empty where the answer is anything but one object as the schema describes it. */
    static Optional<List<LastLook.Quote>> read(String said) {
        String stripped = said.strip();
        Matcher fence = FENCE.matcher(stripped);
        try {
            JsonNode root = JSON.readTree(fence.matches() ? fence.group(1) : stripped);
            JsonNode found = root.get("found");
            if (!root.isObject() || root.size() != 1 || found == null || !found.isArray()) {
                return Optional.empty();
            }
            List<LastLook.Quote> quotes = new ArrayList<>();
            for (JsonNode item : found) {
                JsonNode type = item.get("type");
                JsonNode quote = item.get("quote");
                boolean whole = item.isObject()
                        && item.size() == 2
                        && type != null
                        && type.isString()
                        && NAMES.contains(type.stringValue())
                        && quote != null
                        && quote.isString()
                        && !quote.stringValue().isBlank();
                if (!whole) {
                    return Optional.empty();
                }
                quotes.add(new LastLook.Quote(FindingType.valueOf(type.stringValue()), quote.stringValue()));
            }
            return Optional.of(quotes);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
