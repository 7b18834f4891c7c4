package dev.sluice.bench;

import dev.sluice.bench.regex.RegexRules;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DetectorSet;
import dev.sluice.classifier.model.TokenTier;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Prints what is measured as one line of JSON: the detectors, the model, the patterns of the peer, the JVM. */
final class Facts {
    private Facts() {}

    /** No arguments. */
    public static void main(String[] arguments) {
        DetectorSet detectors = Classifier.standard().detectors();
        TokenTier model = TokenTier.standard();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("detectors", detectors.detectors().size());
        facts.put("detectorsDigest", detectors.digest());
        facts.put("tokenModel", model.name() + " " + model.version());
        facts.put("regexPatterns", RegexRules.count());
        facts.put("regexCovers", RegexRules.covered());
        facts.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        System.out.println(JsonMapper.shared().writeValueAsString(facts));
    }
}
