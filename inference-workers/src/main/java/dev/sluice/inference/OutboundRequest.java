package dev.sluice.inference;

import dev.sluice.policy.Endpoint;
import dev.sluice.policy.PromptTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a model gets to see. It can be made only from the bundle's template, a {@link ClassifiedText}, the name
 * of the endpoint's model and a number, so no other byte of a document, no parameter and no upstream id can leave.
 */
public final class OutboundRequest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Task task;
    private final ClassifiedText text;
    private final byte[] body;
    private final String model;

    private OutboundRequest(Task task, ClassifiedText text, String model, byte[] body) {
        this.task = task;
        this.text = text;
        this.model = model;
        this.body = body;
    }

    /** The request of this task to this endpoint, as OpenAI chat completion. */
    static OutboundRequest of(Task task, PromptTemplate template, ClassifiedText text, Endpoint endpoint) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", endpoint.model());
        body.put("messages", List.of(Map.of("role", "user", "content", template.render(text.canonical()))));
        body.put("stream", false);
        switch (endpoint.dialect()) {
            case OPENAI -> body.put("max_completion_tokens", task.mostTokens());
            case COMPATIBLE -> {
                body.put("max_tokens", task.mostTokens());
                body.put("temperature", 0);
            }
        }
        return new OutboundRequest(task, text, endpoint.model(), JSON.writeValueAsBytes(body));
    }

    /** The exact bytes of the body; their keyed digest and size are recorded before the first of them leaves. */
    byte[] body() {
        return body.clone();
    }

    /** Size of the body. */
    int bytes() {
        return body.length;
    }

    /** What is asked for. */
    Task task() {
        return task;
    }

    /** The text that the model works on. */
    ClassifiedText text() {
        return text;
    }

    /** The model asked for. */
    String model() {
        return model;
    }

    @Override
    public String toString() {
        return "OutboundRequest[" + task.name() + ", " + body.length + " bytes]";
    }
}
