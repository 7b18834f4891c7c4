package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A generated record in which every known field has a value: each is found where it stands. The seed is in the message. */
final class RecordPropertyTests {
    private static final int MOST_FIELDS = 70;

    /** A record in the making, and where its values stand. */
    private static final class Planted {
        private final StringBuilder text = new StringBuilder();
        private final List<int[]> spans = new ArrayList<>();
        private final Random random;

        Planted(Random random) {
            this.random = random;
        }

        Planted add(String plain) {
            text.append(plain);
            return this;
        }

        Planted value() {
            int start = text.length();
            for (int i = 2 + random.nextInt(8); i >= 0; i--) {
                text.append((char) ((random.nextBoolean() ? 'A' : 'a') + random.nextInt(26)));
            }
            text.append(10 + random.nextInt(90));
            spans.add(new int[] {start, text.length()});
            return this;
        }

        void isFound(long seed) {
            List<Finding> findings = Found.in(text.toString());
            for (int[] span : spans) {
                assertThat(findings)
                        .as("seed %d: units %d to %d of %s", seed, span[0], span[1], text)
                        .anyMatch(finding -> RecordFieldTests.RECOGNIZERS.contains(finding.recognizer())
                                && finding.start() == span[0]
                                && finding.end() == span[1]);
            }
        }
    }

    private static <T> List<T> shuffled(List<T> things, Random random) {
        List<T> shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @RepeatedTest(60)
    void everyFieldOfAMessageIsFound(RepetitionInfo repetition) {
        long seed = 20261123L + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        List<Character> signs = shuffled(List.of('|', '^', '~', '&', '#', '!', '$', '*', '+', ':', ';'), random);
        Delimiters delimiters = random.nextBoolean()
                ? Delimiters.HL7
                : new Delimiters(signs.get(0), signs.get(1), signs.get(2), signs.get(3), '\n');
        String end = List.of("\n", "\r", "\r\n").get(random.nextInt(3));
        char field = delimiters.field();
        Planted message = new Planted(random);
        message.add("MSH").add("" + field + delimiters.component() + delimiters.repetition() + "\\");
        message.add("" + delimiters.subcomponent() + field + "A" + field + "B" + end);
        for (Map.Entry<String, Map<Integer, Hl7Fields.Position>> segment :
                shuffled(new ArrayList<>(Hl7Fields.all().entrySet()), random)) {
            message.add(segment.getKey());
            Map<Integer, Hl7Fields.Position> known = new TreeMap<>(segment.getValue());
            for (int number = 1; number < MOST_FIELDS; number++) {
                message.add("" + field);
                if (known.containsKey(number)) {
                    int repetitions = 1 + random.nextInt(3);
                    for (int i = 0; i < repetitions; i++) {
                        message.add(i == 0 ? "" : "" + delimiters.repetition());
                        field(message, known.get(number).dataType(), delimiters);
                    }
                }
            }
            message.add(end);
        }
        message.isFound(seed);
    }

    private static void field(Planted message, Hl7Fields.DataType type, Delimiters delimiters) {
        String next = "" + delimiters.component();
        String inner = "" + delimiters.subcomponent();
        switch (type) {
            case CX -> message.value().add(next + next + next + "H");
            case XPN -> message.value().add(next).value().add(next).value().add(next + "JR");
            case XCN ->
                message.value().add(next).value().add(next).value().add(next).value();
            case NDL -> message.value().add(inner).value().add(inner).value().add(next + "W");
            case XAD ->
                message.value()
                        .add(next)
                        .value()
                        .add(next)
                        .value()
                        .add(next + "X" + next)
                        .value();
            case XTN ->
                message.value()
                        .add(next + "PRN" + next + "PH" + next + next + next)
                        .value()
                        .add(next)
                        .value();
            case ST -> message.value().add(next + "X");
        }
    }

    @RepeatedTest(60)
    void everyElementOfAResourceIsFound(RepetitionInfo repetition) {
        long seed = 20261124L + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        String gap = random.nextBoolean() ? "" : "\n  ";
        Planted resource = new Planted(random);
        resource.add("{");
        List<String> members = shuffled(
                List.of(
                        "\"resourceType\":\"Patient\"",
                        "\"birthDate\":\"@\"",
                        "\"name\":[{\"family\":\"@\",\"given\":[\"@\",\"@\"]},{\"use\":\"old\",\"text\":\"@\"}]",
                        "\"telecom\":[{\"system\":\"phone\",\"value\":\"@\"},{\"value\":\"@\",\"system\":\"email\"}]",
                        "\"address\":[{\"line\":[\"@\",\"@\"],\"city\":\"@\",\"postalCode\":\"@\"},{\"text\":\"@\"}]",
                        "\"identifier\":[{\"system\":\"urn:x\",\"value\":\"@\"},{\"value\":\"@\"}]",
                        "\"contact\":[{\"name\":{\"family\":\"@\"},\"telecom\":[{\"value\":\"@\"}]}]",
                        "\"generalPractitioner\":[{\"reference\":\"Practitioner/1\",\"display\":\"@\"}]",
                        "\"extension\":[{\"url\":\"http://hl7.org/patient-mothersMaidenName\",\"valueString\":\"@\"}]"),
                random);
        for (int i = 0; i < members.size(); i++) {
            resource.add(i == 0 ? gap : "," + gap);
            String[] parts = members.get(i).split("@", -1);
            for (int part = 0; part < parts.length; part++) {
                if (part > 0) {
                    resource.value();
                }
                resource.add(
                        parts[part].replace(":", random.nextBoolean() || parts[part].contains("http") ? ":" : ": "));
            }
        }
        resource.add(gap + "}").isFound(seed);
    }
}
