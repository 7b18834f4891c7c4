package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTests {
    private static String render(String json) {
        return JsonText.render(json, 1_000_000).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"columns\":[\"id\",\"ssn\"],\"index\":[0],\"data\":[[1,219099998]]} | data ssn: 219099998",
                "{\"data\":[[1,219099998]],\"columns\":[\"id\",\"ssn\"]} | data ssn: 219099998",
                "{\"meta\":{\"columns\":[{\"name\":\"id\"},{\"name\":\"ssn\",\"type\":\"text\"}]},\"rows\":[[1,2],[3,219099998]]} | rows ssn: 219099998",
                "[[\"id\",\"ssn\"],[1,219099998]] | ssn: 219099998",
                "{\"ssn\":[[\"a\",\"b\",\"c\"],[219,\"09\",9998]]} | ssn a: 219"
            })
    void rowsHaveTheHeadsBesideThem(String json, String line) {
        assertThat(render(json)).contains(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"name\":\"SSN\",\"type\":\"text\",\"required\":true,\"value\":\"219099998\"}] | SSN: 219099998",
                "{\"value\":219099998,\"label\":\"SSN\"} | SSN: 219099998",
                "{\"field\":\"SSN\",\"text\":\"219099998\"} | SSN: 219099998",
                "{\"linkId\":\"1\",\"text\":\"SSN\",\"answer\":[{\"valueString\":\"219099998\"}]} | SSN: 219099998",
                "{\"code\":{\"coding\":[{\"code\":\"2-1\",\"display\":\"SSN\"}]},\"valueString\":\"219099998\"} | SSN: 219099998",
                "{\"type\":{\"text\":\"SSN\"},\"value\":\"219099998\"} | SSN: 219099998",
                "{\"question\":\"SSN\",\"answer\":[\"219\",\"09\",\"9998\"]} | SSN: 219 09 9998"
            })
    void aLabelInOnePropertyStandsBeforeTheValueOfAnother(String json, String line) {
        assertThat(render(json).lines().map(String::strip)).contains(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ssn\":2.19099998E+08} | ssn: 219099998",
                "{\"ssn\":\"2.19099998e8\"} | ssn: 219099998",
                "{\"ssn\":\"219,099,998\"} | ssn: 219099998"
            })
    void aNumberInAnotherFormIsGivenAsItsDigits(String json, String line) {
        assertThat(render(json).lines()).contains(line);
        String value = json.replaceAll("\\{\"ssn\":\"?([^\"}]*)\"?}", "$1");
        assertThat(DelimitedText.render("id,ssn\n1,\"" + value + "\"\n", 1_000)).contains("ssn: " + value, "| " + line);
    }

    @Test
    void otherNumbersAndObjectsStandOnce() {
        assertThat(render(
                        "{\"a\":1e3,\"b\":1.5E-7,\"c\":\"1,024\",\"d\":6.02214076E+23,\"e\":1E9,\"f\":\"10,000,000\"}"))
                .hasLineCount(6);
        assertThat(render("{\"name\":\"x\",\"size\":3,\"list\":[[1,2],[3,4]],\"next\":{\"value\":2}}"))
                .hasLineCount(8);
    }

    @Test
    void headsAndLabelsThatWouldMultiplyATextAreBounded() {
        String label = "l".repeat(50_000);
        String json = "{\"name\":\"" + label + "\",\"value\":[" + "1,".repeat(20_000) + "1]}";
        assertThat(render(json).length()).isLessThan(4 * json.length());
        String heads = "[\"" + label + "\",\"b\"]," + "[1,2],".repeat(5_000) + "[1,2]";
        assertThat(render("[" + heads + "]").length()).isLessThan(2 * heads.length());
    }
}
