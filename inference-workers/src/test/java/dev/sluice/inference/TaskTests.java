package dev.sluice.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.Segment;
import dev.sluice.policy.PromptTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTests {
    private static final Classify CLASSIFY = new Classify(List.of("letter", "invoice"));

    @Test
    void theDefaultLabelsAreTheTemplates() {
        Task task = Task.of("classify", Optional.empty(), Requests.BUNDLE.template("classify"))
                .orElseThrow();

        assertThat(((Classify) task).labels())
                .contains("letter", "report", "other")
                .hasSizeBetween(3, 30);
    }

    @Test
    void theDocumentsOwnLabelsTakeTheirPlace() {
        Task task = Task.of("classify", json("{\"labels\":[\"red\",\"green \"]}"), Requests.BUNDLE.template("classify"))
                .orElseThrow();

        assertThat(((Classify) task).labels()).containsExactly("red", "green");
    }

    @Test
    void aModelThatDoesAsTheTemplateSaysAnswersWithTheDocumentsOwnLabels() {
        PromptTemplate template = Requests.BUNDLE.template("classify");
        DocumentText text = new DocumentText(
                List.of(new Segment("", "", "The sky at noon."), new Segment("task", "labels", "[\"blue\",\"grey\"]")));
        Task own = Task.of("classify", json("{\"labels\":[\"blue\",\"grey\"]}"), template)
                .orElseThrow();
        Task ordinary = Task.of("classify", Optional.empty(), template).orElseThrow();

        assertThat(own.validate(obedient(template, text.canonical()))).contains("{\"label\":\"blue\"}");
        assertThat(ordinary.validate(obedient(template, "The sky at noon."))).contains("{\"label\":\"letter\"}");
    }

    /** A model that follows the template to the letter and takes nothing else for an instruction. */
    private static String obedient(PromptTemplate template, String document) {
        String heading = "[task | labels]\n";
        int own = document.lastIndexOf(heading);
        boolean asked = template.before().contains("headed " + heading.strip());
        return asked && own >= 0
                ? document.substring(own + heading.length()).split("\"")[1]
                : template.before().split("nothing else: ")[1].split(",")[0];
    }

    @Test
    void parametersThatDoNotFitAreRefusedWithoutRepeatingThem() {
        for (String parameters : List.of(
                "{\"labels\":\"Jane Doe\"}",
                "{\"labels\":[]}",
                "{\"labels\":[\"Jane Doe\",\"Jane Doe\"]}",
                "{\"labels\":[7]}",
                "[\"Jane Doe\"]",
                "Jane Doe")) {
            assertThatThrownBy(() -> Task.of("classify", json(parameters), Requests.BUNDLE.template("classify")))
                    .as(parameters)
                    .isInstanceOf(TaskParametersException.class)
                    .hasMessageNotContaining("Jane")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> Task.of("summarise", json("{\"sentences\":0}"), Requests.BUNDLE.template("summarise")))
                .isInstanceOf(TaskParametersException.class);
    }

    @Test
    void aTaskThatNobodyDoesIsNone() {
        assertThat(Task.of("translate", Optional.empty(), Requests.BUNDLE.template("summarise")))
                .isEmpty();
    }

    @Test
    void aLabelIsTakenBareInJsonAndInAFence() {
        assertThat(CLASSIFY.validate(" Invoice.\n")).contains("{\"label\":\"invoice\"}");
        assertThat(CLASSIFY.validate("{\"label\":\"letter\",\"why\":\"because\"}"))
                .contains("{\"label\":\"letter\"}");
        assertThat(CLASSIFY.validate("```json\n{\"label\":\"letter\",\"scores\":{\"letter\":0.9,\"other\":1}}\n```"))
                .contains("{\"label\":\"letter\",\"scores\":{\"letter\":0.9}}");
    }

    @Test
    void whatIsNoneOfTheLabelsDoesNotFit() {
        for (String output :
                List.of("", "memo", "{\"label\":\"memo\"}", "{\"label\":", "{}", "null", "letter invoice")) {
            assertThat(CLASSIFY.validate(output)).as(output).isEmpty();
        }
    }

    @Test
    void aBlankOrEndlessSummaryDoesNotFit() {
        Summarise summarise = new Summarise(3);

        assertThat(summarise.validate(" \n")).isEmpty();
        assertThat(summarise.validate("x".repeat(20_001))).isEmpty();
        assertThat(summarise.validate(" Fine. ")).contains("Fine.");
    }

    private static Optional<byte[]> json(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
