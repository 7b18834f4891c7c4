package dev.sluice.policy.proof;

import dev.sluice.policy.Vocabulary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of an attribute in classes that no policy tells apart, whatever else a request says. */
record WordClasses(List<TruthTable> tables) {
    WordClasses {
        tables = List.copyOf(tables);
    }

    /**
     * Those of one attribute. {@link Vocabulary#UNKNOWN} is always one of its own, and the last: as what is strictest it
     * makes no ordinary example.
     */
    List<List<String>> of(String name, List<String> words) {
        List<String> ordered = new ArrayList<>(words);
        if (ordered.remove(Vocabulary.UNKNOWN)) {
            ordered.add(Vocabulary.UNKNOWN);
        }
        Map<List<Object>, List<String>> classes = new LinkedHashMap<>();
        for (String word : ordered) {
            classes.computeIfAbsent(answers(name, word), key -> new ArrayList<>())
                    .add(word);
        }
        return List.copyOf(classes.values());
    }

    /** What the policies answer for one word, for every value of all else that they read. */
    private List<Object> answers(String name, String word) {
        List<Object> answers = new ArrayList<>();
        answers.add(word.equals(Vocabulary.UNKNOWN));
        for (TruthTable table : tables) {
            int input = table.find(name);
            if (input >= 0) {
                int at = table.inputs().get(input).words().indexOf(word);
                answers.add(ByteBuffer.wrap(table.slice(input, at)));
            }
        }
        return answers;
    }
}
