package dev.sluice.app.command;

import dev.sluice.app.Interruption;
import dev.sluice.app.LogFile;
import dev.sluice.app.ServiceMissingException;
import dev.sluice.app.node.BundleNotInForceException;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.db.TopicException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The root of the command line. */
@Command(
        name = "sluice",
        description = "Decides which language model may read which document, and proves afterwards why.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ProcessCommand.class,
            UpCommand.class,
            PublishCommand.class,
            ExtractCommand.class,
            ClassifyCommand.class,
            RenditionCommand.class,
            EvaluateCommand.class,
            DocumentCommand.class,
            ResultCommand.class,
            BatchCommand.class,
            RerunCommand.class,
            ReviewCommand.class,
            QuarantineCommand.class,
            AuditCommand.class,
            PolicyCommand.class,
            CostsCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            TrainingCommand.class,
            HelpCommand.class
        })
public final class SluiceCommand {
    private SluiceCommand() {}

    /**
     * Runs the command that {@code arguments} name.
     *
     * @return the exit code of the contract: 0, 1, 2, 3, 4, 5 or 130
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        CommandLine line = line().setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        if (arguments.length == 0) {
            line.usage(err);
            return ExitCode.USAGE;
        }
        try {
            int code = line.execute(arguments);
            if (code == ExitCode.OK && out.checkError()) {
                err.println("sluice: not all of the output could be written; is the disk full, or the pipe closed?");
                return ExitCode.FAILED;
            }
            return code;
        } catch (LinkageError e) {
            // Nothing works without the policy engine; other errors are for the JVM to show.
            err.println("sluice: a native library does not load (" + DetectorFailure.cause(e) + "); "
                    + DetectorFailure.Kind.LIBRARY.advice());
            return ExitCode.SERVICE_MISSING;
        }
    }

    /** The command line with every command and option, to be described or run. */
    public static CommandLine line() {
        return new CommandLine(new SluiceCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int explain(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (Interruption.requested()) {
            err.println("sluice: interrupted; run the same command again to go on");
            return ExitCode.INTERRUPTED;
        }
        return switch (failure) {
            case ParameterException usage -> {
                err.println("sluice: " + usage.getMessage());
                yield ExitCode.USAGE;
            }
            case RefusedException refused -> {
                err.println("sluice: refused: " + refused.getMessage());
                yield ExitCode.REFUSED;
            }
            case BundleNotInForceException refused -> {
                err.println("sluice: refused: " + refused.getMessage());
                yield ExitCode.REFUSED;
            }
            case ServiceMissingException missing -> {
                err.println("sluice: " + missing.getMessage());
                yield ExitCode.SERVICE_MISSING;
            }
            case TopicException topic -> {
                err.println("sluice: " + topic.getMessage());
                yield ExitCode.SERVICE_MISSING;
            }
            default -> {
                // The message may quote a value, so only our own exceptions are allowed to speak.
                String reason = failure.getClass().getName().startsWith("dev.sluice.")
                        ? failure.getMessage()
                        : failure.getClass().getSimpleName();
                org.slf4j.LoggerFactory.getLogger(SluiceCommand.class).error("command failed", failure);
                err.println("sluice: " + command.getCommandName() + " failed: " + reason
                        + LogFile.opened()
                                .map(file -> " (" + file + " has the rest; `sluice doctor` checks this machine)")
                                .orElse(" (`sluice doctor` checks this machine)"));
                yield ExitCode.FAILED;
            }
        };
    }
}
