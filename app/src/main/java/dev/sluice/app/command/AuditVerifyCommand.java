package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.Services;
import dev.sluice.app.output.OutputFormat;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.AuditVerifier;
import dev.sluice.audit.VerificationReport;
import dev.sluice.audit.verify.Checkpoint;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.PrintStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice audit verify}: is the log what was signed? */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Re-hashes every record, checks leaves, tree, signature and the checkpoint outside the database, and "
                        + "gaps both ways. Exit 4 when the log is not intact; the first bad leaf is named.")
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.databaseOnly(folder, machine.services())) {
            VerificationReport report = verify(services, folder);
            if (output.format() == OutputFormat.TABLE) {
                print(report, System.out);
            } else {
                try (Rows rows = output.rows()) {
                    rows.add(row(report));
                }
            }
            System.err.printf("%d events verified, %d problems%n", report.leaves(), report.problemCount());
            return report.intact() ? ExitCode.OK : ExitCode.AUDIT_NOT_INTACT;
        }
    }

    static VerificationReport verify(Services services, DataFolder folder) {
        return new AuditVerifier(
                        services.database().dataSource(DatabaseRole.VERIFIER),
                        KeyRing.open(folder.keys(), Set.of()).publicKey(KeyName.CHECKPOINT),
                        folder.checkpoint())
                .verify();
    }

    private static SequencedMap<String, Object> row(VerificationReport report) {
        Checkpoint checkpoint = report.checkpoint();
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("intact", report.intact());
        row.put("statement", report.statement());
        row.put("events", report.leaves());
        row.put("waiting", report.unsequenced());
        row.put("size", checkpoint == null ? null : checkpoint.size());
        row.put("root", checkpoint == null ? null : Base64.getEncoder().encodeToString(checkpoint.root()));
        row.put("key", report.key());
        row.put("problems", report.problemCount());
        row.put(
                "first",
                report.problems().stream()
                        .map(problem -> problem.kind() + " " + problem.message())
                        .toList());
        row.put("ms", report.took().toMillis());
        return row;
    }

    static void print(VerificationReport report, PrintStream out) {
        out.printf("audit: %s%n", report.statement());
        out.printf(
                "  %d events verified, %d waiting for their leaf, %d ms%n",
                report.leaves(), report.unsequenced(), report.took().toMillis());
        if (report.checkpoint() != null) {
            out.printf(
                    "  checkpoint size %d, root %s%n",
                    report.checkpoint().size(),
                    Base64.getEncoder().encodeToString(report.checkpoint().root()));
        }
        out.printf("  against key %s%n", report.key());
        report.problems().forEach(problem -> out.printf("  %s %s%n", problem.kind(), problem.message()));
        if (report.problemCount() > report.problems().size()) {
            out.printf(
                    "  … and %d more%n",
                    report.problemCount() - report.problems().size());
        }
    }
}
