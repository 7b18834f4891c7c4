package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The samples and a document of every planted format with bytes flipped, dropped and inserted, through the real child
 * process. {@code sluice.fuzz.runs} and {@code sluice.fuzz.seed} set how many and which; without a seed they are the
 * same each time, so that a build fails for what it changes. {@code make fuzz} takes a seed of its own.
 */
class FuzzTests {
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20_261_122L);
    private static final int RUNS = Integer.getInteger("sluice.fuzz.runs", 300);
    /** After as many, it is one fault and not many. */
    private static final int MAX_FAILURES = 20;

    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
    /** Names of properties are ours and not the document's. */
    private static final Pattern LABEL = Pattern.compile("(?m)^[^\\s:]+: ");
    /** Packages and archives, whose entries have checksums: what is complete has lost nothing. */
    private static final Pattern CHECKED =
            Pattern.compile(".*\\.(?:docx|xlsx|zip)|DOCX|XLSX|XLSB|PPTX|ODT|ZIP|GZ|BZ2|XZ|7Z");
    /** Formats of plain characters: what is complete has lost no more than was changed. */
    private static final Pattern PLAIN = Pattern.compile(".*\\.(?:txt|md|log|csv|json|hl7|edi)|NCPDP.*");

    private static final Pattern HTML = Pattern.compile(".*\\.html|HTML");
    private static final Pattern TAG = Pattern.compile("<[^>]*(?:>|$)");

    private record Original(String name, byte[] content, Set<String> words) {}

    private record Mutation(byte[] content, int changed) {}

    static void assertWithinMemory(Extractor extractor, ExtractionSettings settings) throws IOException {
        for (long pid : extractor.childProcesses()) {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                    if (line.startsWith("VmRSS:")) {
                        assertThat(Long.parseLong(line.replaceAll("\\D", "")) << 10)
                                .isLessThanOrEqualTo(settings.childResidentBytes());
                    }
                }
            } catch (NoSuchFileException ended) {
                assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            }
        }
    }

    @Test
    void whatIsDamagedIsNeverCompleteWithoutItsText() throws IOException {
        System.out.println("fuzz: -Dsluice.fuzz.seed=" + SEED + " -Dsluice.fuzz.runs=" + RUNS);
        ExtractionSettings settings = ExtractionSettings.defaults().withTimeout(Duration.ofSeconds(30));
        Map<UnreadReason, Integer> reasons = new EnumMap<>(UnreadReason.class);
        List<AssertionError> failures = new ArrayList<>();
        int complete = 0;
        try (Extractor extractor = new Extractor(settings)) {
            List<Original> originals = originals(extractor);
            for (int run = 0; run < RUNS && failures.size() < MAX_FAILURES; run++) {
                Random random = new Random(SEED + run);
                Original original = originals.get(random.nextInt(originals.size()));
                Mutation mutation = mutated(original.content(), random);
                Extraction extraction =
                        extractor.extract(mutation.content(), Optional.of(original.name()), Optional.empty());
                try {
                    assertHonest(
                            original,
                            mutation,
                            extraction,
                            "-Dsluice.fuzz.seed=" + (SEED + run) + " -Dsluice.fuzz.runs=1: " + original.name());
                } catch (AssertionError dishonest) {
                    failures.add(dishonest);
                }
                extraction.unread().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
                complete += extraction.complete() ? 1 : 0;
                if (run % 50 == 0) {
                    assertWithinMemory(extractor, settings);
                }
            }
        }
        System.out.println("fuzz: " + RUNS + " runs, " + complete + " complete, unread: " + reasons);
        assertThat(failures).isEmpty();
        assertThat(RUNS < 100 || complete > 0 && complete < RUNS).isTrue();
    }

    @Test
    void anArchiveWhoseDirectoryBreaksOffIsIncomplete() {
        byte[] archive = Samples.zip(
                "a.txt", "First".getBytes(StandardCharsets.UTF_8), "b.txt", "Second".getBytes(StandardCharsets.UTF_8));
        String raw = new String(archive, StandardCharsets.ISO_8859_1);
        archive[raw.indexOf("PK\1\2", raw.indexOf("PK\1\2") + 1) + 2] ^= 4;
        try (Extractor extractor = new Extractor(ExtractionSettings.defaults())) {
            assertThat(extractor
                            .extract(archive, Optional.of("a.zip"), Optional.empty())
                            .unread())
                    .contains(UnreadReason.DAMAGED);
        }
    }

    private static List<Original> originals(Extractor extractor) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> samples = Files.list(Path.of("..", "samples"))) {
            for (Path sample : samples.sorted().toList()) {
                files.put(sample.getFileName().toString(), Files.readAllBytes(sample));
            }
        }
        PlantedValueTests.carriers().forEach(planted -> files.put(planted.format(), planted.document()));
        List<Original> originals = new ArrayList<>();
        files.forEach((name, content) -> {
            Extraction whole = extractor.extract(content, Optional.of(name), Optional.empty());
            if (whole.complete()) {
                originals.add(new Original(name, content, words(whole)));
            }
        });
        assertThat(originals).hasSizeGreaterThan(30);
        return originals;
    }

    private static Set<String> words(Extraction extraction) {
        Set<String> words = new TreeSet<>();
        extraction.text().segments().stream()
                .filter(segment -> !segment.path().endsWith("names"))
                .map(segment -> segment.path().endsWith("metadata")
                        ? LABEL.matcher(segment.text()).replaceAll("")
                        : segment.text())
                .forEach(text -> WORD.matcher(text).results().forEach(word -> words.add(word.group())));
        return words;
    }

    private static void assertHonest(Original original, Mutation mutation, Extraction extraction, String repeat) {
        assertThat(extraction.complete())
                .as(repeat)
                .isEqualTo(extraction.unread().isEmpty());
        if (!extraction.complete()) {
            return;
        }
        assertThat(extraction.anythingRead()).as(repeat).isTrue();
        Set<String> lost = new TreeSet<>(original.words());
        String read = extraction.text().canonical();
        lost.removeIf(read::contains);
        if (CHECKED.matcher(original.name()).matches()) {
            // Little more than the head of a compressed file may be plain text, and is read as that.
            if (PlainText.recognise(mutation.content(), null).isEmpty()) {
                assertThat(lost).as(repeat).isEmpty();
            }
        } else if (HTML.matcher(original.name()).matches()) {
            // For every reader of the file, a bracket that is lost makes a tag of what follows, and a zero byte is
            // nothing.
            String markup = new String(mutation.content(), StandardCharsets.UTF_8).replace("\0", "");
            String shown = TAG.matcher(markup).replaceAll(" ");
            lost.retainAll(WORD.matcher(shown).results().map(MatchResult::group).collect(Collectors.toSet()));
            assertThat(lost).as(repeat).isEmpty();
        } else {
            if (PLAIN.matcher(original.name()).matches()) {
                // Words that only decoding gives go all at once with any sign of what they stand in.
                lost.removeIf(word -> !new String(original.content(), StandardCharsets.UTF_8).contains(word));
            }
            assertThat(lost).as(repeat).hasSizeLessThanOrEqualTo(2 * mutation.changed());
        }
    }

    /** One to four changes: a bit, a byte, a run dropped, doubled or put in. */
    private static Mutation mutated(byte[] original, Random random) {
        byte[] content = original.clone();
        int changed = 0;
        for (int i = 1 + random.nextInt(4); i > 0 && content.length > 1; i--) {
            int at = random.nextInt(content.length);
            int length = Math.min(1 + random.nextInt(64), content.length - at);
            switch (random.nextInt(5)) {
                case 0 -> {
                    content[at] ^= (byte) (1 << random.nextInt(8));
                    changed++;
                }
                case 1 -> {
                    content[at] = (byte) random.nextInt(256);
                    changed++;
                }
                case 2 -> {
                    content = spliced(content, at, at + length, new byte[0]);
                    changed += length;
                }
                case 3 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    content = spliced(content, at, at, noise);
                    changed += length;
                }
                default -> {
                    content = spliced(content, at, at, java.util.Arrays.copyOfRange(content, at, at + length));
                    changed += length;
                }
            }
        }
        return new Mutation(content, changed);
    }

    private static byte[] spliced(byte[] content, int from, int to, byte[] between) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + between.length);
        out.write(content, 0, from);
        out.writeBytes(between);
        out.write(content, to, content.length - to);
        return out.toByteArray();
    }
}
