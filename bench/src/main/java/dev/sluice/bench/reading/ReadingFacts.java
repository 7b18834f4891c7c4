package dev.sluice.bench.reading;

import dev.sluice.ingest.extract.Extractor;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Prints what is measured as one line of JSON: the extractor with its parser's version, the JVM. */
final class ReadingFacts {
    private ReadingFacts() {}

    /** No arguments. */
    public static void main(String[] arguments) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("extractor", Extractor.version());
        facts.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        System.out.println(JsonMapper.shared().writeValueAsString(facts));
    }
}
