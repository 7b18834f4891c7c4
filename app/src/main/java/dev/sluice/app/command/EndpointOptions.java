package dev.sluice.app.command;

import dev.sluice.app.node.BundleChoice;
import dev.sluice.inference.KeyFile;
import dev.sluice.policy.Dialect;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Protocol;
import dev.sluice.policy.SlotFill;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The bundle and what fills the endpoint slots that it declares. */
final class EndpointOptions {
    private static final String SOVEREIGN_SLOT = "sovereign-1";
    private static final String EXTERNAL_SLOT = "external-1";
    private static final String HOSTED_SLOT = "hosted-1";

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Option(names = "--sovereign", paramLabel = "URL", description = "a self-hosted OpenAI-compatible endpoint")
    private @Nullable URI sovereign;

    @Option(names = "--sovereign-model", paramLabel = "M", description = "the model to ask for there")
    private @Nullable String sovereignModel;

    @Option(
            names = "--sovereign-key-file",
            paramLabel = "F",
            description = "file that holds the API key of the server there, where it wants one")
    private @Nullable Path sovereignKeyFile;

    @Option(names = "--external", paramLabel = "URL", description = "a closed API; only cleared documents go there")
    private @Nullable URI external;

    @Option(names = "--external-model", paramLabel = "M", description = "the model to ask for there")
    private @Nullable String externalModel;

    @Option(names = "--external-key-file", paramLabel = "F", description = "file that holds the API key")
    private @Nullable Path externalKeyFile;

    @Option(
            names = "--external-protocol",
            paramLabel = "P",
            description = "the wire protocol: openai",
            defaultValue = "openai")
    private String externalProtocol = "openai";

    @Option(
            names = "--external-dialect",
            paramLabel = "D",
            description =
                    "openai: max_completion_tokens and no temperature; compatible: max_tokens and a temperature of 0 "
                            + "(default: the slot's)")
    private @Nullable Dialect externalDialect;

    @Option(
            names = "--hosted",
            paramLabel = "URL",
            description =
                    "a host of an open model, a third party, where the bundle has a slot for one (eu-residency, finance); "
                            + "only cleared documents go there")
    private @Nullable URI hosted;

    @Option(
            names = "--hosted-model",
            paramLabel = "M",
            description = "the model to ask for there, as the bundle's models.yaml has it")
    private @Nullable String hostedModel;

    @Option(names = "--hosted-key-file", paramLabel = "F", description = "file that holds the API key of that host")
    private @Nullable Path hostedKeyFile;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The bundle with its slots filled.
     *
     * @throws CommandLine.ParameterException if an option is missing beside another, or a slot refuses its URL
     */
    PolicyBundle filled() {
        return choice().wanted();
    }

    /**
     * As {@link #filled}, for a node: another bundle that is in force has its slots filled in the same way.
     *
     * @throws CommandLine.ParameterException as {@link #filled}
     */
    BundleChoice choice() {
        Map<String, SlotFill> slots = slots();
        UnaryOperator<PolicyBundle> fill = loaded -> slots.isEmpty() ? loaded : loaded.fill(slots);
        try {
            return new BundleChoice(fill.apply(bundle.load()), bundle.isNamed(), fill);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, SlotFill> slots() {
        if (external != null && (externalModel == null || externalKeyFile == null)) {
            throw usage("--external needs --external-model and --external-key-file");
        }
        if (external == null && (externalModel != null || externalKeyFile != null || externalDialect != null)) {
            throw usage(
                    "--external-model, --external-key-file and --external-dialect say nothing without --external URL");
        }
        if (sovereign == null && (sovereignModel != null || sovereignKeyFile != null)) {
            throw usage("--sovereign-model and --sovereign-key-file say nothing without --sovereign URL");
        }
        if (hosted != null && (hostedModel == null || hostedKeyFile == null)) {
            throw usage("--hosted needs --hosted-model and --hosted-key-file");
        }
        if (hosted == null && (hostedModel != null || hostedKeyFile != null)) {
            throw usage("--hosted-model and --hosted-key-file say nothing without --hosted URL");
        }
        requireKey("--external-key-file", externalKeyFile);
        requireKey("--hosted-key-file", hostedKeyFile);
        requireKey("--sovereign-key-file", sovereignKeyFile);
        if (!externalProtocol.equals("openai")) {
            throw usage("--external-protocol: only openai is spoken by this version");
        }
        try {
            Map<String, SlotFill> slots = new HashMap<>();
            if (sovereign != null) {
                slots.put(
                        SOVEREIGN_SLOT,
                        new SlotFill(
                                sovereign,
                                sovereignModel == null ? "" : sovereignModel,
                                reference(sovereignKeyFile),
                                Protocol.OPENAI));
            }
            if (external != null && externalModel != null && externalKeyFile != null) {
                slots.put(
                        EXTERNAL_SLOT,
                        new SlotFill(
                                external,
                                externalModel,
                                reference(externalKeyFile),
                                Protocol.OPENAI,
                                Optional.ofNullable(externalDialect)));
            }
            if (hosted != null && hostedModel != null) {
                slots.put(HOSTED_SLOT, new SlotFill(hosted, hostedModel, reference(hostedKeyFile), Protocol.OPENAI));
            }
            return Map.copyOf(slots);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private void requireKey(String option, @Nullable Path file) {
        if (file != null && new KeyFile(file).read().isEmpty()) {
            throw usage(option + ": no key of one line of visible ASCII can be read from " + file);
        }
    }

    private static Optional<String> reference(@Nullable Path file) {
        return Optional.ofNullable(file).map(path -> path.toAbsolutePath().toString());
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
