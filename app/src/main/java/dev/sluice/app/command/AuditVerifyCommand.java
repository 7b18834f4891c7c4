package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.node.Services;
import dev.sluice.audit.AuditVerifier;
import dev.sluice.audit.VerificationReport;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.PrintStream;
import java.util.Base64;
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

    @Override
    public Integer call() {
        DataFolder folder = machine.dataFolder();
        try (Services services = Services.databaseOnly(folder, machine.services())) {
            VerificationReport report = verify(services, folder);
            print(report, System.out);
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
