package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inference.testing.FakeClosedApi;
import dev.sluice.inference.testing.RecordedRequest;
import dev.sluice.ingest.extract.Extraction;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.ingest.extract.Extractor;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PromptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a closed API may receive: worked out here from the files, and taken apart from the requests. */
final class SentText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PromptTemplate TEMPLATE = PolicyBundle.load(
                    TestMachine.root().resolve("policy/bundles/default"))
            .template("summarise");
    private static final Set<String> HEADERS =
            Set.of("accept", "authorization", "connection", "content-length", "content-type", "host", "user-agent");

    private SentText() {}

    /** The prompts of these files: the bundle's template around the canonical text of each. */
    static List<String> promptsOf(Path folder, Collection<String> files) throws IOException {
        List<String> prompts = new ArrayList<>();
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults())) {
            for (String file : files) {
                Extraction extraction = extractor.extract(
                        Files.readAllBytes(folder.resolve(file)),
                        Optional.of(file),
                        Optional.of("application/octet-stream"));
                assertThat(extraction.complete()).as(file).isTrue();
                prompts.add(TEMPLATE.render(extraction.text().canonical()));
            }
        }
        return prompts;
    }

    /**
     * The prompt that a request carries, after checking that the body is nothing but the model's name, protocol fields, a
     * number and the prompt, byte for byte, and that headers and path carry nothing of a document.
     */
    static String promptOf(RecordedRequest request) {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        request.headers()
                .forEach((name, values) -> assertThat(HEADERS).contains(name.toLowerCase(java.util.Locale.ROOT)));
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + ClosedApiMachine.KEY);
        JsonNode body = JSON.readTree(request.text());
        String prompt = body.path("messages").path(0).path("content").stringValue();
        int most = body.path("max_completion_tokens").intValue();
        assertThat(most).isBetween(1, 100_000);
        String content = "\"content\":" + JSON.writeValueAsString(prompt);
        String role = "\"role\":\"user\"";
        String form = "{\"model\":\"" + FakeClosedApi.MODEL
                + "\",\"messages\":[{%s,%s}],\"stream\":false,\"max_completion_tokens\":" + most + "}";
        assertThat(request.text())
                .isIn(
                        form.replaceFirst("%s", quoted(content)).replaceFirst("%s", quoted(role)),
                        form.replaceFirst("%s", quoted(role)).replaceFirst("%s", quoted(content)));
        return prompt;
    }

    private static String quoted(String replacement) {
        return java.util.regex.Matcher.quoteReplacement(replacement);
    }
}
