package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rendition make} over texts. Needs no servers. */
class RenditionMakeTests {
    private static final String LETTER = """
            \uD83D\uDE00 Patient: Ngozi Okafor
            Date of birth: 03/05/1961
            MRN: 44719923
            Phone: 212-555-0147
            Date of visit: March 5, 2021

            Dear Dr. Lindqvist,

            I saw Ngozi Okafor for asthma. Ms. Okafor lives at 118 Maple Street, Springfield, IL 62704.
            OKAFOR's sister can be reached at ngozi.okafor@mail-example.net. Her SSN is 219-09-9981.
            """;
    private static final List<String> VALUES = List.of(
            "ngozi",
            "okafor",
            "lindqvist",
            "03051961",
            "march52021",
            "44719923",
            "2125550147",
            "118maple",
            "springfield",
            "62704",
            "mailexample",
            "219099981");
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

    @TempDir
    Path folder;

    private Path keyFile;

    @BeforeEach
    void writeAKey() throws Exception {
        keyFile = aPrivateFile("key", KEY + "\n");
    }

    private Path aPrivateFile(String name, String content) throws Exception {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String line(String id, String text) {
        return JsonMapper.shared().writeValueAsString(Map.of("id", id, "text", text));
    }

    private Cli make(List<String> lines, String... options) throws Exception {
        Path in = Files.write(folder.resolve("in.jsonl"), lines);
        List<String> command =
                new ArrayList<>(List.of("rendition", "make", in.toString(), "--data", data().toString()));
        command.addAll(List.of(options));
        Cli cli = Cli.run(command);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static String text(JsonNode line) {
        assertThat(line.get("state").stringValue()).as(line.toString()).isEqualTo("CLEAR");
        return line.get("text").stringValue();
    }

    /** Letters and digits alone, in small letters: what a value is however it is written. */
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "strictest", "pseudonym"})
    void noValueOfALetterIsLeftUnderAnyPlan(String plan) throws Exception {
        Cli cli = make(List.of(line("letter", LETTER)), "--plan", plan);
        JsonNode line = cli.lines().getFirst();
        assertThat(line.propertyNames()).containsExactly("id", "state", "text", "categories", "replaced");
        assertThat(folded(cli.out())).doesNotContain(VALUES);
        assertThat(folded(cli.err())).doesNotContain(VALUES);
        try (Stream<Path> written = Files.walk(data())) {
            for (Path file : written.filter(Files::isRegularFile).toList()) {
                assertThat(folded(Files.readString(file, StandardCharsets.ISO_8859_1)))
                        .doesNotContain(VALUES);
            }
        }
        assertThat(cli.err().lines().toList().getLast())
                .isEqualTo("1 lines, 1 clear, 0 still sensitive, 0 degraded, 0 unusable");
    }

    /** Offsets are code points of the new text: what lies between the places is the letter's, in its order. */
    @Test
    void whatWasReplacedIsToldByItsPlace() throws Exception {
        JsonNode line = make(List.of(line("letter", LETTER))).lines().getFirst();
        int[] points = text(line).codePoints().toArray();
        int at = 0;
        int source = 0;
        List<String> people = new ArrayList<>();
        for (JsonNode one : line.get("replaced")) {
            assertThat(one.propertyNames()).containsExactly("type", "action", "start", "end");
            int start = one.get("start").intValue();
            String between = new String(points, at, start - at);
            assertThat(LETTER.indexOf(between, source)).isNotNegative();
            source = LETTER.indexOf(between, source) + between.length();
            at = one.get("end").intValue();
            if (one.get("type").stringValue().equals("PERSON")) {
                people.add(new String(points, start, at - start));
            }
        }
        assertThat(LETTER).endsWith(new String(points, at, points.length - at));
        assertThat(people).hasSizeGreaterThan(2).allMatch(one -> one.matches("\\[PERSON \\d\\]"));
        assertThat(line.get("categories").toString()).isEqualTo("[\"HEALTH_INFO\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "strictest"})
    void theNewTextIsClearedWhereTheLetterWasHeld(String plan) throws Exception {
        String made = text(
                make(List.of(line("letter", LETTER)), "--plan", plan).lines().getFirst());
        Path lines = Files.write(folder.resolve("again.jsonl"), List.of(line("before", LETTER), line("after", made)));
        List<JsonNode> classified =
                Cli.run("classify", "--jsonl", lines.toString()).lines();
        assertThat(classified.get(0).get("cleared").booleanValue()).isFalse();
        assertThat(classified.get(1).get("cleared").booleanValue())
                .as(classified.get(1).toString())
                .isTrue();
    }

    @Test
    void aValueHasOnePseudonymInAScopeAndAnotherInAnother() throws Exception {
        List<String> lines = List.of(
                line("a", "Patient: Ngozi Okafor\nMRN: 44719923\nSeen for asthma."),
                line("b", "The results of Ngozi Okafor, MRN 44719923, came back on Monday."));
        List<String> here = numbersAndNames(lines, "--scope", "here");
        assertThat(here).hasSize(4);
        assertThat(here.subList(0, 2)).isEqualTo(here.subList(2, 4));
        assertThat(here.get(1)).matches("\\d{8}");
        List<String> there = numbersAndNames(lines, "--scope", "there");
        assertThat(there.subList(0, 2)).isEqualTo(there.subList(2, 4));
        assertThat(there).doesNotContainAnyElementsOf(here);
        assertThat(numbersAndNames(lines, "--scope", "here")).isEqualTo(here);
        Files.writeString(keyFile, KEY.replace('0', '9'));
        assertThat(numbersAndNames(lines, "--scope", "here")).doesNotContainAnyElementsOf(here);
    }

    /** What stands for the name and for the number of each of the lines. */
    private List<String> numbersAndNames(List<String> lines, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--plan", "pseudonym", "--key-file", keyFile.toString()));
        arguments.addAll(List.of(options));
        List<String> written = new ArrayList<>();
        for (JsonNode line : make(lines, arguments.toArray(String[]::new)).lines()) {
            int[] points = text(line).codePoints().toArray();
            for (JsonNode one : line.get("replaced")) {
                int start = one.get("start").intValue();
                written.add(new String(points, start, one.get("end").intValue() - start));
            }
        }
        return written;
    }

    @Test
    void datesMoveBySubjectAndWithoutOneByLine() throws Exception {
        String visit = "Patient: Ngozi Okafor\nDate of visit: March 5, 2021\nSeen for asthma.";
        List<String> lines = List.of(line("a", visit), line("b", visit));
        String[] options = {"--plan", "pseudonym", "--key-file", keyFile.toString(), "--subject", "s-17"};
        List<JsonNode> together = make(lines, options).lines();
        assertThat(text(together.get(0)))
                .isEqualTo(text(together.get(1)))
                .matches("(?s).*visit: \\w+ \\d+, 202[01]\n.*");
        String[] elsewhere =
                Stream.concat(Stream.of(options), Stream.of("--scope", "there")).toArray(String[]::new);
        assertThat(visitDate(make(lines, elsewhere).lines().getFirst())).isNotEqualTo(visitDate(together.getFirst()));
        options[4] = "--scope";
        List<JsonNode> apart = make(lines, options).lines();
        assertThat(text(apart.get(0))).isNotEqualTo(text(apart.get(1)));
    }

    private static String visitDate(JsonNode line) {
        return text(line).lines().toList().get(1);
    }

    @Test
    void theKeyIsMadeOnceInTheDataFolderAndOfItsOwn() throws Exception {
        String[] plan = {"--plan", "pseudonym"};
        String first = make(List.of(line("a", LETTER)), plan).out();
        assertThat(make(List.of(line("a", LETTER)), plan).out()).isEqualTo(first);
        Path key = data().resolve("keys/rendition.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(make(List.of(line("a", LETTER)), "--plan", "pseudonym", "--key-file", keyFile.toString())
                        .out())
                .isNotEqualTo(first);
        Files.move(data(), folder.resolve("earlier"));
        assertThat(make(List.of(line("a", LETTER)), plan).out()).isNotEqualTo(first);
    }

    @Test
    void withAKeyOfTheCallersNothingIsMadeInTheDataFolder() throws Exception {
        make(List.of(line("a", LETTER)), "--key-file", keyFile.toString());
        assertThat(data()).doesNotExist();
    }

    @Test
    void anotherActionHoldsForItsTypeAlone() throws Exception {
        String made = text(make(List.of(line("a", LETTER)), "--action", "phone=mask")
                .lines()
                .getFirst());
        assertThat(made).contains("Phone: [MASKED]\n", "MRN: [MRN 1]\n", "Patient: [PERSON 1]\n", "asthma");
    }

    @Test
    void everyLineHasItsAnswerInOrderAndNoHeldOneHasAText() throws Exception {
        Path first = Files.write(
                folder.resolve("first.jsonl"),
                List.of(
                        line("plain", "The lifts are out of service on Monday morning."),
                        line("mark", "ATTORNEY-CLIENT PRIVILEGED\nNgozi Okafor asked us about the lease."),
                        line("language", "Запись о приёме пациента в клинике города на следующей неделе утром"),
                        "not json"));
        // The last line of a file need not end.
        Path second = folder.resolve("second.jsonl");
        Files.writeString(
                second,
                line("blank", " \n ") + "\n{\"id\":\"e\"}\n{\"id\":\"\",\"text\":\"x\"}\n{\"id\":\"p\","
                        + "\"path\":\"no-such.txt\"}");
        InputStream before = System.in;
        Cli cli;
        try {
            System.setIn(new ByteArrayInputStream(line("stdin", LETTER).getBytes(StandardCharsets.UTF_8)));
            cli = Cli.run("rendition", "make", first.toString(), second.toString(), "-", "--data", data().toString());
        } finally {
            System.setIn(before);
        }
        assertThat(cli.code()).as(cli.err()).isZero();
        List<JsonNode> lines = cli.lines();
        assertThat(lines.stream().map(line -> line.get("state").stringValue()))
                .containsExactly(
                        "CLEAR",
                        "STILL_SENSITIVE",
                        "DEGRADED",
                        "UNUSABLE",
                        "DEGRADED",
                        "UNUSABLE",
                        "UNUSABLE",
                        "UNUSABLE",
                        "CLEAR");
        assertThat(lines.get(0).get("text").stringValue()).isEqualTo("The lifts are out of service on Monday morning.");
        for (JsonNode held : lines.subList(1, 8)) {
            assertThat(held.has("text")).isFalse();
            assertThat(held.has("replaced")).isFalse();
        }
        assertThat(lines.get(1).propertyNames()).containsExactly("id", "state", "reasons", "categories");
        assertThat(lines.get(1).get("reasons").toString()).isEqualTo("[\"WITHHELD_TYPE\"]");
        assertThat(lines.get(1).get("categories").toString()).contains("LEGAL_PRIVILEGED", "PII");
        assertThat(lines.get(2).get("reasons").toString()).isEqualTo("[\"LANGUAGE_NOT_COVERED\"]");
        assertThat(lines.get(4).get("reasons").toString()).isEqualTo("[\"EMPTY_TEXT\"]");
        assertThat(lines.get(3).toString())
                .isEqualTo("{\"id\":null,\"line\":4,\"state\":\"UNUSABLE\",\"error\":\"NOT_JSON\"}");
        assertThat(lines.subList(5, 8).stream()
                        .map(line -> line.get("line") + " " + line.get("error").stringValue()))
                .containsExactly("6 NO_TEXT_OR_PATH", "7 NO_ID", "8 FILE_NOT_READABLE");
        assertThat(folded(cli.out() + cli.err())).doesNotContain(VALUES);
        assertThat(cli.err().lines().toList().getLast())
                .isEqualTo("9 lines, 2 clear, 1 still sensitive, 2 degraded, 4 unusable");
    }

    /** Half of a pair is no character: written as one it would be another id's, or end the run. */
    @Test
    void anIdThatIsNoTextCostsItsOwnLineAlone() throws Exception {
        Path out = folder.resolve("out.jsonl");
        make(
                List.of(
                        "{\"id\":\"a\\ud800\",\"text\":\"Patient: Ngozi Okafor\"}",
                        "{\"id\":\"a\\udc00\",\"text\":\"Patient: Adaeze Obi\"}",
                        line("\uD83D\uDE00", "Patient: Ngozi Okafor")),
                "--out",
                out.toString(),
                "--maps",
                folder.resolve("maps").toString());
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.subList(0, 2))
                .containsExactly(
                        "{\"id\":null,\"line\":1,\"state\":\"UNUSABLE\",\"error\":\"ID_NOT_UNICODE\"}",
                        "{\"id\":null,\"line\":2,\"state\":\"UNUSABLE\",\"error\":\"ID_NOT_UNICODE\"}");
        assertThat(lines.get(2)).contains("CLEAR", "%F0%9F%98%80.map");
    }

    @Test
    void whatWasAskedWronglyIsSaidBeforeAnythingIsMade() throws Exception {
        Path in = Files.writeString(folder.resolve("in.jsonl"), line("a", LETTER));
        Path folderAsFile = Files.createDirectory(folder.resolve("a-folder"));
        List<String> wrongKeys = List.of("", KEY.substring(1), KEY + "0", KEY.replace('a', 'g'), KEY + "\n" + KEY);
        List<List<String>> wrong = new ArrayList<>(List.of(
                List.of("--plan", "lenient"),
                List.of("--action", "PERSON"),
                List.of("--action", "PERSON=MASK=KEEP"),
                List.of("--action", "NAME=MASK"),
                List.of("--action", "PERSON=HIDE"),
                List.of("--action", "PERSON=KEEP"),
                List.of("--action", "SECRET=KEEP"),
                List.of("--action", "LEGAL_PRIVILEGE=MASK"),
                List.of("--action", "PHONE=MASK", "--action", "phone=PLACEHOLDER"),
                List.of("--scope", ""),
                List.of("--subject", ""),
                List.of("--locale", "no such place"),
                List.of("--locale", ""),
                List.of("--key-file", folder.resolve("none").toString()),
                List.of("--key-file", folderAsFile.toString()),
                List.of("--out", in.toString()),
                List.of("--out", folderAsFile.toString()),
                List.of("--out", folder.resolve("none/out.jsonl").toString()),
                List.of("--maps", in.toString()),
                List.of("--bundle", folderAsFile.toString())));
        for (int i = 0; i < wrongKeys.size(); i++) {
            Path file = aPrivateFile("wrong-key-" + i, wrongKeys.get(i));
            wrong.add(List.of("--key-file", file.toString()));
        }
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Path open = aPrivateFile("open-key" + mode, KEY);
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
            wrong.add(List.of("--key-file", open.toString()));
        }
        for (List<String> options : wrong) {
            List<String> command =
                    new ArrayList<>(List.of("rendition", "make", in.toString(), "--data", data().toString()));
            command.addAll(options);
            Cli cli = Cli.run(command);
            assertThat(cli.code()).as(options + cli.err()).isEqualTo(2);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err()).as("what is wrong with " + options).contains(options.getFirst());
            assertThat(cli.err().toLowerCase(Locale.ROOT)).doesNotContain(KEY.substring(8, 24));
        }
        assertThat(Cli.run("rendition", "make", "no-such-file", "--data", data().toString())
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("rendition").code()).isEqualTo(2);
        assertThat(Files.readString(in)).isEqualTo(line("a", LETTER));
        assertThat(data()).doesNotExist();
    }
}
