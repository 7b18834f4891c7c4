package dev.sluice.app.command;

import dev.sluice.app.evaluation.LeakTarget;
import dev.sluice.classifier.lastlook.LastLookTier;
import dev.sluice.policy.PolicyBundle;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code --calibrate}: what a clearing threshold of the token classifier has to keep. */
final class CalibrationOptions {
    @Option(
            names = "--calibrate",
            description =
                    "choose a clearing threshold of the token classifier on one half of the documents and show what it "
                            + "does on the other; with --report into calibration.json")
    private boolean calibrate;

    @Option(
            names = "--leak-rate",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description =
                    "the share of sensitive documents that --calibrate lets leak at most (default: ${DEFAULT-VALUE})")
    private double leakRate;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            defaultValue = "0.95",
            description = "how sure --calibrate has to be of that share (default: ${DEFAULT-VALUE})")
    private double confidence;

    /**
     * What was asked for; empty without {@code --calibrate}.
     *
     * @throws CommandLine.ParameterException if a share is none, the bundle adds detectors or takes findings away, or there is
     *     a last look
     */
    Optional<LeakTarget> target(PolicyBundle rules, Optional<LastLookTier> lastLook, CommandSpec spec) {
        if (!calibrate) {
            return Optional.empty();
        }
        if (!rules.customRules().described().isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--calibrate: expected a bundle without recognizers, word lists and allow entries of its own; the bound "
                            + "is of the built-in classifier");
        }
        if (lastLook.isPresent()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--calibrate: expected a --config without a last look; the bound is of the built-in classifier");
        }
        try {
            return Optional.of(new LeakTarget(leakRate, confidence));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--leak-rate, --confidence: " + e.getMessage());
        }
    }
}
