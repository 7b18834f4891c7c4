package dev.sluice.ingest.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DegradedReason;
import dev.sluice.ingest.extract.UnreadReason;
import dev.sluice.ingest.intake.ClaimStoreException;
import dev.sluice.ingest.intake.QuarantineReason;
import dev.sluice.policy.ClearanceRefusal;
import dev.sluice.policy.DecisionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;

class FailureClassTests {
    private static final Path PAGE = Path.of("../docs/failure-classes.md");
    private static final Pattern CODE = Pattern.compile("\"([A-Z][A-Z0-9_]{3,})\"");

    /** Where the product says why something did not go on. */
    private static final List<Path> SOURCES = List.of(
            Path.of("../inference-workers/src/main/java"),
            Path.of("src/main/java/dev/sluice/ingest/batch"),
            Path.of("src/main/java/dev/sluice/ingest/rerun"),
            Path.of("../policy/src/main/java/dev/sluice/policy/OutsideCalls.java"));

    /** Words in capitals in those files that are no reasons: states, outcomes, kinds and settings. */
    private static final Set<String> NO_REASONS = Set.of(
            "ADDRESS_NOT_OURS", // a server of a last look, not an attempt
            "ANSWER_NOT_OF_SCHEMA", // a last look's
            "ATTEMPT_ENDED", // there was nothing left to do
            "ANOTHER_BUNDLE",
            "BLOCKED",
            "CALL_TAKEN_FOR_LOST", // there was nothing left to do
            "CLAIM_STORE_",
            "CLEARANCE_",
            "COMPLETED",
            "DECIDED",
            "DISPATCHED",
            "DOCUMENT",
            "DUPLICATE",
            "ENDED",
            "ERASED",
            "EXTERNAL",
            "FAILED",
            "FROZEN",
            "IN_REVIEW",
            "ISOLATION_READ_COMMITTED",
            "JOB_",
            "NONE",
            "NOT_RESOLVED", // a last look's
            "OPT_OUT_TRACKING",
            "PAUSED",
            "PLANNED",
            "POSTGRES",
            "QUARANTINED",
            "RECEIVED",
            "RESULT_STORED", // there was nothing left to do
            "RUST_FLAVOR",
            "STARTED",
            "STOPPED",
            "SUPERSEDED",
            "UNKNOWN",
            "WAITING",
            "WITHHELD");

    @Test
    void everyReasonOfTheSourcesHasOneClass() throws IOException {
        Set<String> unclassed = new TreeSet<>(reasons());
        unclassed.removeAll(classed());
        assertThat(unclassed)
                .as("reasons without a class in FailureClass, or words for the list of this test")
                .isEmpty();
        assertThat(Arrays.stream(FailureClass.values())
                        .mapToInt(one -> one.reasons().size())
                        .sum())
                .as("no reason stands in two classes")
                .isEqualTo(classed().size());
    }

    @Test
    void noClassHasAReasonThatNobodyGives() throws IOException {
        Set<String> nobodys = new TreeSet<>(classed());
        nobodys.removeAll(reasons());
        assertThat(nobodys).isEmpty();
    }

    @Test
    void theListOfOtherWordsHoldsNoneThatIsGone() throws IOException {
        Set<String> gone = new TreeSet<>(NO_REASONS);
        gone.removeAll(literals());
        assertThat(gone).isEmpty();
    }

    @Test
    void aReasonThatNobodyKnowsIsForAPerson() {
        assertThat(FailureClass.of("SOMETHING_NEW")).isEqualTo(FailureClass.PERSON);
        assertThat(FailureClass.of("DISPATCH_UNKNOWN")).isEqualTo(FailureClass.STOP);
    }

    @Test
    void thePageHasTheTable() throws IOException {
        List<String> expected = Arrays.stream(FailureClass.values())
                .map(one -> "| " + one + " | " + one.meaning() + " | " + one.advice() + " | "
                        + one.reasons().stream().collect(Collectors.joining("`, `", "`", "`")) + " |")
                .toList();
        Path generated = Path.of("target/failure-classes.md");
        Files.write(generated, expected);
        assertThat(Files.readAllLines(PAGE))
                .as("the table as it should be is in ingest/" + generated)
                .containsSubsequence(expected);
    }

    private static Set<String> classed() {
        return Arrays.stream(FailureClass.values())
                .flatMap(one -> one.reasons().stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> reasons() throws IOException {
        Set<String> reasons = literals();
        reasons.removeAll(NO_REASONS);
        reasons.addAll(names(UnreadReason.values(), ""));
        reasons.addAll(names(DegradedReason.values(), ""));
        reasons.addAll(names(QuarantineReason.values(), ""));
        reasons.addAll(names(DecisionReason.values(), ""));
        reasons.addAll(names(ClearanceRefusal.values(), "CLEARANCE_"));
        reasons.addAll(names(ClaimStoreException.Trouble.values(), "CLAIM_STORE_"));
        // A job that comes back and has not completed.
        reasons.addAll(names(
                new BatchStatus[] {BatchStatus.ABANDONED, BatchStatus.FAILED, BatchStatus.STOPPED, BatchStatus.UNKNOWN},
                "JOB_"));
        return reasons;
    }

    private static List<String> names(Enum<?>[] values, String prefix) {
        return Arrays.stream(values).map(value -> prefix + value.name()).toList();
    }

    private static Set<String> literals() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path source : SOURCES) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("FailureClass.java"))
                        .toList()) {
                    CODE.matcher(Files.readString(file))
                            .results()
                            .map(match -> match.group(1))
                            .forEach(found::add);
                }
            }
        }
        assertThat(found).as("reasons are found at all").hasSizeGreaterThan(50);
        return found;
    }
}
